//! Sessions of the staff: as those of applicants, in a table and with a cookie of their own. Each step towards more
//! rights begins a new one with a new token.

use nss_core::api::Instant;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    Set,
    sea_query::{Expr, ExprTrait},
};

use super::members::active;
use crate::{
    account::{session::hash, session_times::SessionTimes},
    clock::Clock,
    error::ApiError,
    store::{self, Store, hex, instant, millis, random, staff, staff_session},
};

/// The reason for a new session.
#[derive(Clone, Debug)]
pub enum Step {
    /// A log-in.
    LogIn,
    /// The member has chosen a password with this hash: all other sessions end.
    Password(String),
    /// A code of this step has confirmed the second factor.
    SecondFactor(i64),
}

/// A session, its member and its token.
pub type Begun = (staff_session::Model, staff::Model, String);

/// Begins, finds and ends sessions of the staff.
#[derive(Clone, Debug)]
pub struct StaffSessions {
    store: Store,
    clock: Clock,
    times: SessionTimes,
}

impl StaffSessions {
    /// Sessions of that store.
    pub const fn new(store: Store, clock: Clock, times: SessionTimes) -> Self {
        Self { store, clock, times }
    }

    /// The session of a token with its active member, if it has not ended.
    pub async fn find(&self, token: &str) -> Result<Option<(staff_session::Model, staff::Model)>, DbErr> {
        let found = staff_session::with_member(&self.store.read_db, &hash(token)).await?;
        let now = millis(self.clock.now());
        Ok(found.filter(|(session, member)| now < self.ends_at(session) && member.disabled_at.is_none()))
    }

    /// Restarts the idle time; written twice a minute at most.
    pub async fn touch(&self, session: &mut staff_session::Model) -> Result<(), DbErr> {
        let now = millis(self.clock.now());
        if !SessionTimes::is_stale(session.seen_at, now) {
            return Ok(());
        }
        session.seen_at = now;
        staff_session::Entity::update_many()
            .col_expr(staff_session::Column::SeenAt, Expr::value(now))
            .filter(staff_session::Column::TokenHash.eq(&session.token_hash))
            .exec(&self.store.db)
            .await
            .map(drop)
    }

    /// Begins a session for a member as they were read; the session with the token `previous` ends. None if the member
    /// was reset or disabled since then, or has changed the password elsewhere.
    pub async fn begin(
        &self,
        member: &staff::Model,
        step: Step,
        previous: Option<&str>,
    ) -> Result<Option<Begun>, ApiError> {
        let token = hex(&random::<32>()?);
        let now = millis(self.clock.now());
        let transaction = store::begin(&self.store.db).await?;
        let row = active().filter(staff::Column::Id.eq(&member.id)).lock_exclusive().one(&transaction).await?;
        let is_same =
            |row: &staff::Model| (&row.password_hash, row.is_confirmed) == (&member.password_hash, member.is_confirmed);
        let Some(row) = row.filter(is_same) else {
            transaction.rollback().await?;
            return Ok(None);
        };
        if let Some(previous) = previous {
            staff_session::Entity::delete_by_id(hash(previous)).exec(&transaction).await?;
        }
        let last_step = row.last_step;
        let mut change = row.into_active_model();
        match step {
            Step::LogIn => change.logged_in_at = Set(Some(now)),
            Step::Password(hash) => {
                change.password_hash = Set(hash);
                change.has_first_password = Set(false);
                end_all(&transaction, &member.id).await?;
            }
            Step::SecondFactor(step) => {
                change.is_confirmed = Set(true);
                change.last_step = Set(Ord::max(step, last_step));
            }
        }
        let member = change.update(&transaction).await?;
        let session = staff_session::ActiveModel {
            token_hash: Set(hash(&token)),
            staff_id: Set(member.id.clone()),
            created_at: Set(now),
            seen_at: Set(now),
        };
        let session = session.insert(&transaction).await?;
        transaction.commit().await?;
        Ok(Some((session, member, token)))
    }

    /// Ends the session of a token.
    pub async fn end(&self, token: &str) -> Result<(), DbErr> {
        staff_session::Entity::delete_by_id(hash(token)).exec(&self.store.db).await.map(drop)
    }

    /// Deletes the rows of sessions that have ended.
    pub async fn delete_ended(&self) -> Result<(), DbErr> {
        let (seen_at, created_at) = self.times.ended_by(millis(self.clock.now()));
        let ended = staff_session::Column::SeenAt.lte(seen_at).or(staff_session::Column::CreatedAt.lte(created_at));
        staff_session::Entity::delete_many().filter(ended).exec(&self.store.db).await.map(drop)
    }

    /// The instant at which the session ends without further activity.
    pub fn expires_at(&self, session: &staff_session::Model) -> Instant {
        instant(self.ends_at(session))
    }

    fn ends_at(&self, session: &staff_session::Model) -> i64 {
        self.times.ends_at(session.created_at, session.seen_at)
    }
}

/// Ends every session of a member.
pub(super) async fn end_all(transaction: &DatabaseTransaction, staff_id: &str) -> Result<(), DbErr> {
    let of_member = staff_session::Column::StaffId.eq(staff_id);
    staff_session::Entity::delete_many().filter(of_member).exec(transaction).await.map(drop)
}
