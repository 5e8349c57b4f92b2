//! After 登録: the applicant's menu with 新着情報, the history of an application, the answer to a return, 取下げ.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::review::reason::PinnedReason;
use crate::review::{Actor, Kind, Move, Reason, State};

/// Lines of 新着情報 on the menu (C-012).
pub const NEWS_LINES: u64 = 10;

/// `GET /api/menu`: what the menu shows (C-010 … C-020).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Menu {
    /// The account's applications, newest first.
    pub applications: Vec<MenuApplication>,
    /// The instant until which all this can be read, once the application is withdrawn or void.
    pub ends_at: Option<DateTime<FixedOffset>>,
    /// The newest lines of 新着情報, at most [`NEWS_LINES`].
    pub news: Vec<NewsLine>,
}

/// An application on the menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MenuApplication {
    /// Random identity.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    /// 申込分類.
    pub kind: Kind,
    /// Its state.
    pub state: State,
    /// The instant of 登録.
    pub submitted_at: DateTime<FixedOffset>,
    /// 利用開始日, once it is confirmed.
    pub starts_on: Option<NaiveDate>,
}

/// A line of 新着情報 (C-012).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewsLine {
    /// 日付.
    pub at: DateTime<FixedOffset>,
    /// 種別.
    pub kind: String,
    /// 申込受付番号, if it is about an application.
    pub number: Option<String>,
    /// The sentence.
    pub text: String,
    /// The application behind 「詳細」.
    pub application: Option<String>,
}

/// An event in the history of an application, as its applicant sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its instant.
    pub at: DateTime<FixedOffset>,
    /// The side that made the move.
    pub actor: Actor,
    /// The move.
    #[serde(rename = "move")]
    pub step: Move,
    /// The state that followed.
    pub state: State,
    /// The reasons of a return, or the one of 取下げ.
    pub reasons: Vec<Reason>,
}

/// `GET /api/applications/{id}/return`: what a page needs of the return that an open draft answers (C-016). It is small, since
/// the first load of every applicant has the program that reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Returned {
    /// Random identity of the application.
    pub id: String,
    /// The revision that [`Resubmission`] names.
    pub revision: u32,
    /// The reasons, in the order of the form.
    pub reasons: Vec<PinnedReason>,
}

/// `POST /api/applications/{id}/resubmission`: 修正して送る (C-016). The reply is the receipt, with the same number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Resubmission {
    /// The revision of the draft that was confirmed.
    pub revision: u32,
    /// The revision of the application that was returned.
    pub application_revision: u32,
}

/// `POST /api/applications/{id}/withdrawal`: 取下げ (C-016).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Withdrawal {
    /// The revision of the application that the page showed.
    pub revision: u32,
    /// The reason, for the reviewer; may be empty.
    #[serde(default)]
    pub reason: String,
}
