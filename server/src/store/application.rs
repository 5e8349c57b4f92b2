//! Registered applications.

use nss_core::api::Receipt;
use nss_core::application::office;
use nss_core::form::{At, Submission};
use nss_core::review::{Kind, State, life};
use nss_core::settings::names;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*};

use super::{draft, instant};

/// One application.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    /// Random identity; the number is never an access key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The draft; unique, so that a draft is registered once.
    #[sea_orm(unique)]
    pub draft_id: String,
    /// Its account.
    pub account_id: String,
    /// 申込受付番号.
    #[sea_orm(unique)]
    pub number: String,
    /// `nss_core::review::Kind` as a word.
    pub kind: String,
    /// `nss_core::review::State` as a word.
    pub state: String,
    /// The instant of 登録.
    pub submitted_at: i64,
    /// The submission: wire form in normal form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The `Idempotency-Key` of the first try.
    pub idempotency_key: Option<String>,
    /// Counts the moves from 1, which is 登録; a move names the one that it grew from.
    pub revision: i32,
    /// The last move.
    pub changed_at: i64,
    /// 企業名 of the office, for the search.
    pub company: String,
    /// 事業所名, for the search.
    pub office: String,
    /// The reviewer who took it last.
    pub assignee: Option<String>,
    /// 利用開始日 as it was confirmed, YYYY-MM-DD.
    pub effective_on: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The applications of an account, newest first.
pub async fn of_account(db: &impl ConnectionTrait, account_id: &str) -> Result<Vec<Model>, DbErr> {
    let own = Entity::find().filter(Column::AccountId.eq(account_id));
    own.order_by_desc(Column::SubmittedAt).order_by_desc(Column::Id).all(db).await
}

/// The application that was made of a draft.
pub async fn of_draft(db: &impl ConnectionTrait, draft_id: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::DraftId.eq(draft_id)).one(db).await
}

/// The システム設定申込 of the contract of an application.
pub async fn settings_of(db: &impl ConnectionTrait, id: &str) -> Result<Vec<Model>, DbErr> {
    let drafts = draft::Entity::find().select_only().column(draft::Column::Id).filter(draft::Column::SettingsOf.eq(id));
    Entity::find().filter(Column::DraftId.in_subquery(drafts.into_query())).all(db).await
}

/// The columns that are computed from the answers of an application: its kind, and the words that find it.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The kind.
    pub kind: Kind,
    /// 企業名 of the office.
    pub company: String,
    /// 事業所名.
    pub office: String,
}

impl Default for Summary {
    fn default() -> Self {
        Self { kind: Kind::New, company: String::new(), office: String::new() }
    }
}

impl Summary {
    /// Reads them.
    pub fn of(submission: &Submission) -> Self {
        let text = |field| submission.answer(At::once(field)).to_owned();
        let kind = Kind::of(submission);
        let [company, office] =
            if kind == Kind::Settings { [&names::COMPANY, &names::OFFICE] } else { [&office::COMPANY, &office::NAME] };
        Self { kind, company: text(company), office: text(office) }
    }
}

impl Model {
    /// Its kind; none for a word that this version does not know.
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.kind)
    }

    /// Its state; none for a word that this version does not know.
    pub fn state(&self) -> Option<State> {
        State::from_code(&self.state)
    }

    /// Whether it has a contract whose passwords open something.
    pub fn has_passwords(&self) -> bool {
        self.kind().zip(self.state()).is_some_and(|(kind, state)| life::has_passwords(kind, state))
    }

    /// The reply to 登録, the same for every try.
    pub fn receipt(&self) -> Receipt {
        Receipt { id: self.id.clone(), number: self.number.clone(), submitted_at: instant(self.submitted_at) }
    }
}
