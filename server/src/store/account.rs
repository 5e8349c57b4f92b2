//! Accounts: provisional (仮アカウント) until 利用開始日.

use nss_core::account::life::{Event, State, after};
use nss_core::api::Instant;
use sea_orm::{Condition, ConnectionTrait, DatabaseTransaction, QuerySelect, entity::prelude::*, sea_query::Expr};

use super::millis;

/// One account.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// 仮ログインID, 7 digits, not given twice while it opens the account; 事業所コード from 利用開始日 on.
    #[sea_orm(unique)]
    pub login_id: String,
    /// argon2 hash, PHC text.
    pub password_hash: String,
    /// Hash of the password that staff gave an office in use, until its first use makes it the password; same salt as
    /// `password_hash`.
    pub reissued_hash: Option<String>,
    /// The same for a lost password that was replaced by mail.
    pub mailed_hash: Option<String>,
    /// Registered address in lower case: M-1 and reissues go there.
    pub mail: String,
    /// The registration as it was accepted: wire form of the form `account`, JSON.
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    /// Version of the 規程 that was agreed to.
    pub consent_version: String,
    /// The instant of the consent.
    pub consent_at: i64,
    /// `nss_core::account::life::State` as a word.
    pub state: String,
    /// The instant at which the mail was queued: the 48 hours begin here.
    pub queued_at: i64,
    /// The end of the 48 hours; of an ended account, that of its retention.
    pub expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The state at `now`, even if the job that expires accounts has not run yet.
    pub fn state_at(&self, now: Instant) -> State {
        match State::from_code(&self.state) {
            Some(State::Provisional) if millis(now) >= self.expires_at => State::Expired,
            Some(State::Ended) if millis(now) >= self.expires_at => State::Erased,
            Some(state) => state,
            None => State::Erased,
        }
    }

    /// The hashes of the passwords that open it: the one in use first.
    pub fn password_hashes(&self) -> Vec<String> {
        std::iter::once(&self.password_hash).chain(&self.reissued_hash).chain(&self.mailed_hash).cloned().collect()
    }

    /// Whether ID and password open it at `now`.
    pub fn is_open_at(&self, now: Instant) -> bool {
        matches!(self.state_at(now), State::Provisional | State::Applied | State::InUse | State::Ended)
    }
}

/// The account, locked until the transaction ends.
pub async fn locked(transaction: &DatabaseTransaction, id: &str) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(transaction).await
}

/// The account of an application that is withdrawn or void ends: it can be read until `until`.
pub async fn end(db: &impl ConnectionTrait, id: &str, event: Event, until: i64) -> Result<(), DbErr> {
    let Some(to) = after(State::Applied, event) else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::State, Expr::value(to.code()))
        .col_expr(Column::ExpiresAt, Expr::value(until))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Applied.code()))
        .exec(db)
        .await
        .map(drop)
}

/// 利用開始: 事業所コード and the password with that hash open the account from now on; its old ID and passwords do not
/// (N-265). Returns whether it had not started before.
pub async fn start(db: &impl ConnectionTrait, id: &str, office_code: &str, password_hash: &str) -> Result<bool, DbErr> {
    let Some(to) = after(State::Applied, Event::Start) else { return Ok(false) };
    let started = Entity::update_many()
        .col_expr(Column::State, Expr::value(to.code()))
        .col_expr(Column::LoginId, Expr::value(office_code))
        .col_expr(Column::PasswordHash, Expr::value(password_hash))
        .col_expr(Column::ReissuedHash, Expr::value(None::<String>))
        .col_expr(Column::MailedHash, Expr::value(None::<String>))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Applied.code()))
        .exec(db)
        .await?;
    Ok(started.rows_affected == 1)
}

/// Applies an event to the accounts in state `from` that match `condition`, if the table of moves has it. A move to
/// [`State::Erased`] also erases all personal data. Returns how many accounts moved.
pub async fn apply_event(
    db: &impl ConnectionTrait,
    from: State,
    event: Event,
    condition: Condition,
) -> Result<u64, DbErr> {
    let Some(to) = after(from, event) else { return Ok(0) };
    let mut update = Entity::update_many().col_expr(Column::State, Expr::value(to.code()));
    if to == State::Erased {
        for column in [Column::Mail, Column::Answers, Column::PasswordHash] {
            update = update.col_expr(column, Expr::value(""));
        }
        for column in [Column::ReissuedHash, Column::MailedHash] {
            update = update.col_expr(column, Expr::value(None::<String>));
        }
    }
    let done = update.filter(Column::State.eq(from.code())).filter(condition).exec(db).await?;
    Ok(done.rows_affected)
}
