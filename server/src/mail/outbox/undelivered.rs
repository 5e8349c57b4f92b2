//! Mails that were given up, for the staff: 「再送」 queues one again.

use nss_core::api::desk::UndeliveredMail;
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{Outbox, state};
use crate::store::{application, instant, outbox};

/// Most mails of the list.
const MOST: u64 = 200;

impl Outbox {
    /// The mails that were given up and can be sent again, the newest first.
    pub async fn undelivered(&self) -> Result<Vec<UndeliveredMail>, DbErr> {
        let rows = outbox::Entity::find().filter(is_undelivered()).order_by_desc(outbox::Column::QueuedAt).limit(MOST);
        let shown = rows.all(&self.db).await?.into_iter().map(|row| UndeliveredMail {
            id: row.id,
            to: row.recipient,
            subject: row.subject,
            queued_at: instant(row.queued_at),
            error: row.error.unwrap_or_default(),
        });
        Ok(shown.collect())
    }

    /// Queues a mail again that was given up. Returns false if there is no such mail.
    pub async fn retry(&self, id: &str) -> Result<bool, DbErr> {
        let queued = outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(state::WAITING))
            .col_expr(outbox::Column::NextTryAt, Expr::value(self.now()))
            .col_expr(outbox::Column::Attempts, Expr::value(0))
            .filter(outbox::Column::Id.eq(id))
            .filter(is_undelivered())
            .exec(&self.db)
            .await?;
        self.notify();
        Ok(queued.rows_affected == 1)
    }
}

/// A mail whose text was erased cannot be sent again.
fn is_undelivered() -> Expr {
    outbox::Column::State.eq(state::FAILED).and(outbox::Column::Body.ne(""))
}

/// Whether the staff can do something about the mail of an account: the account has an application. An account without one
/// registers again, and its password is not kept.
pub(super) async fn is_of_an_application(outbox: &Outbox, row: &outbox::Model) -> Result<bool, DbErr> {
    let Some(account_id) = &row.account_id else { return Ok(false) };
    let own = application::Entity::find().select_only().column(application::Column::Id);
    let own = own.filter(application::Column::AccountId.eq(account_id)).limit(1);
    Ok(own.into_tuple::<String>().one(&outbox.db).await?.is_some())
}
