//! Counts the outbox for operators, and deletes old rows after their retention.

use metrics::gauge;
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::ExprTrait,
};

use super::{Outbox, state};
use crate::store::outbox;

/// Age in milliseconds at which a waiting mail is late: half an hour.
const LATE_MILLIS: i64 = 30 * 60 * 1000;
/// Rows that one run deletes: a long statement would hold up all other writes.
const BATCH_SIZE: u64 = 1000;

/// The numbers of mails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailCounts {
    /// Mails to be sent.
    pub waiting: u64,
    /// Of these, mails that were queued half an hour ago or earlier.
    pub late: u64,
    /// Mails that were given up, as long as their rows are kept.
    pub failed: u64,
}

impl Outbox {
    /// Counts the mails for the metrics, and warns of late ones when their number has changed.
    pub async fn report(&self) -> Result<MailCounts, DbErr> {
        let of = |state: &str| outbox::Entity::find().filter(outbox::Column::State.eq(state));
        let waiting = of(state::WAITING);
        let late = waiting.clone().filter(outbox::Column::QueuedAt.lte(self.now() - LATE_MILLIS));
        let counts = MailCounts {
            waiting: waiting.count(&self.db).await?,
            late: late.count(&self.db).await?,
            failed: of(state::FAILED).count(&self.db).await?,
        };
        for (state, count) in [("waiting", counts.waiting), ("late", counts.late), ("failed", counts.failed)] {
            gauge!("nss_mails", "state" => state).set(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        }
        let MailCounts { waiting, late, failed } = counts;
        let before = self.reported.swap(late, std::sync::atomic::Ordering::Relaxed);
        if late > 0 && late != before {
            tracing::warn!(waiting, late, failed, "mails wait for longer than half an hour");
        }
        Ok(counts)
    }

    /// Deletes rows of mails that were sent or given up so many days ago.
    pub async fn delete_old(&self, days: u32) -> Result<u64, DbErr> {
        let until = self.now() - i64::from(days) * 24 * 3600 * 1000;
        // The last try: the index has it behind the state.
        let old = outbox::Column::NextTryAt.lte(until);
        let mut deleted = 0;
        for state in [state::SENT, state::FAILED] {
            let rows = outbox::Entity::find()
                .select_only()
                .column(outbox::Column::Id)
                .filter(outbox::Column::State.eq(state).and(old.clone()))
                .order_by_asc(outbox::Column::NextTryAt)
                .limit(BATCH_SIZE)
                .into_query();
            let rows = outbox::Entity::delete_many().filter(outbox::Column::Id.in_subquery(rows));
            deleted += rows.exec(&self.db).await?.rows_affected;
        }
        Ok(deleted)
    }
}
