//! Drafts: raw text, saved as it is typed.

use nss_core::{api::Instant, application, change_application, form::Form, settings};
use sea_orm::{ConnectionTrait, QuerySelect, QueryTrait, entity::prelude::*, sea_query::Expr};

use super::{contract_version, millis};

/// The year 5138, in milliseconds: the same column width as an instant of today, so that locking does not rewrite the
/// body's pages (measured: ADR 0011).
pub const FOREVER: i64 = 100_000_000_000_000;

/// One draft.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Its account.
    pub account_id: String,
    /// Wire form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Counts the saves from 1.
    pub revision: i32,
    /// The last save.
    pub saved_at: i64,
    /// The instant at which it was locked; [`FOREVER`] while it takes changes.
    pub open_until: i64,
    /// For システム設定申込: the application whose contract it sets up.
    pub settings_of: Option<String>,
    /// For 変更申込: the version of the contract that it grew from.
    pub change_of: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The form of its answers.
    pub fn form(&self) -> &'static Form {
        match (&self.settings_of, &self.change_of) {
            (Some(_), _) => &settings::FORM,
            (None, Some(_)) => &change_application::FORM,
            (None, None) => &application::FORM,
        }
    }

    /// Whether it takes changes.
    pub const fn is_open(&self) -> bool {
        self.open_until == FOREVER
    }
}

/// The open draft of 利用申込 of an account, if it has one.
pub async fn open_of(db: &impl ConnectionTrait, account_id: &str) -> Result<Option<Model>, DbErr> {
    let open = Entity::find().filter(Column::AccountId.eq(account_id)).filter(Column::OpenUntil.eq(FOREVER));
    open.filter(Column::SettingsOf.is_null()).filter(Column::ChangeOf.is_null()).one(db).await
}

/// The drafts of 変更申込 of a contract, open or not.
pub fn changes_of(contract_id: &str) -> Select<Entity> {
    let versions = contract_version::Entity::find().select_only().column(contract_version::Column::Id);
    let versions = versions.filter(contract_version::Column::ContractId.eq(contract_id));
    Entity::find().filter(Column::ChangeOf.in_subquery(versions.into_query()))
}

/// The open draft of システム設定申込 for the contract of an application, if one was begun.
pub async fn open_settings_of(db: &impl ConnectionTrait, application_id: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::SettingsOf.eq(application_id)).filter(Column::OpenUntil.eq(FOREVER)).one(db).await
}

/// Lets a draft take changes again.
pub async fn reopen(db: &impl ConnectionTrait, id: &str) -> Result<(), DbErr> {
    let reopened = Entity::update_many().col_expr(Column::OpenUntil, Expr::value(FOREVER)).filter(Column::Id.eq(id));
    reopened.exec(db).await.map(drop)
}

/// Locks a draft; with a `revision`, only if that one is still current. Returns whether it did. It counts as a save, so that
/// the sweep compares the files again.
pub async fn lock(db: &impl ConnectionTrait, id: &str, revision: Option<i32>, now: Instant) -> Result<bool, DbErr> {
    let mut lock = Entity::update_many()
        .col_expr(Column::OpenUntil, Expr::value(millis(now)))
        .col_expr(Column::SavedAt, Expr::value(millis(now)))
        .filter(Column::Id.eq(id));
    if let Some(revision) = revision {
        lock = lock.filter(Column::Revision.eq(revision));
    }
    Ok(lock.exec(db).await?.rows_affected == 1)
}

/// Saves `body` as the revision after `revision`. Returns whether that one was still current and the draft still open.
pub async fn save(
    db: &impl ConnectionTrait,
    id: &str,
    revision: i32,
    body: String,
    now: Instant,
) -> Result<bool, DbErr> {
    let saved = Entity::update_many()
        .col_expr(Column::Body, Expr::value(body))
        .col_expr(Column::Revision, Expr::value(revision.wrapping_add(1)))
        .col_expr(Column::SavedAt, Expr::value(millis(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::Revision.eq(revision))
        .filter(Column::OpenUntil.eq(FOREVER))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}
