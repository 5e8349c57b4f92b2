//! The review desk (審査): the bodies of `/api/staff/applications` and what stands beside them. Staff only.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{ProblemFault, Wire};
use crate::form::difference::ChangeLine;
use crate::review::{Actor, Kind, Move, Reason, State};

/// Lines on one page of the queue.
pub const QUEUE_PAGE: u32 = 50;
/// The filter for applications in every state.
pub const EVERY_STATE: &str = "all";
/// The filter for applications that are assigned to the member who asks.
pub const ME: &str = "me";
/// The filter for applications that are assigned to nobody.
pub const NOBODY: &str = "none";
/// Most characters of an internal note; ours.
pub const NOTE_LENGTH: usize = 2000;

/// `GET /api/staff/applications?state=&assignee=&search=&after=`: one page of the queue, the oldest first. `state` is a state
/// or [`EVERY_STATE`]; without it the queue has what waits for a reviewer. `assignee` is [`ME`] or [`NOBODY`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Queue {
    /// At most [`QUEUE_PAGE`] lines.
    pub lines: Vec<QueueLine>,
    /// The `after` of the next page; none on the last one.
    pub next: Option<String>,
}

/// An application in the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct QueueLine {
    /// Random identity.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    /// 申込分類.
    pub kind: Kind,
    /// Its state.
    pub state: State,
    /// 企業名.
    pub company: String,
    /// 事業所名.
    pub office: String,
    /// The instant of 登録.
    pub submitted_at: DateTime<FixedOffset>,
    /// The instant of its last move.
    pub changed_at: DateTime<FixedOffset>,
    /// The name of the member to whom it is assigned.
    pub assignee: Option<String>,
    /// Whether it changed since this member last opened it.
    pub is_news: bool,
}

/// `GET /api/staff/applications/{id}`: an application on the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DeskApplication {
    /// Its line of the queue.
    pub line: QueueLine,
    /// Counts its changes. A move names the one that the reviewer saw.
    pub revision: u32,
    /// The stored document: the submission, after the approval the contract.
    pub document: Wire,
    /// The warnings of the document today.
    pub faults: Vec<ProblemFault>,
    /// The moves that a reviewer has now.
    pub moves: Vec<Move>,
    /// While its approval makes a contract: the center's answers as they are proposed.
    pub proposal: Option<Proposal>,
    /// Of 変更申込: before and after of what it changes in the contract.
    pub contract_changes: Vec<ChangeLine>,
    /// After a resend: what differs from the document that was returned.
    pub changes: Vec<ChangeLine>,
    /// Its history, the oldest event first.
    pub history: Vec<HistoryLine>,
    /// The internal notes, the oldest first. No applicant sees them.
    pub notes: Vec<Note>,
}

/// The contract that an approval would make. Only what the reviewer writes is sent back: a code that is left empty is allotted
/// by the approval, so that two approvals never want the same one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// The center's answers and rows; their codes are empty.
    pub center: Wire,
    /// The next free code for each path without one, to be shown.
    pub codes: BTreeMap<String, String>,
}

/// An event of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct HistoryLine {
    /// Its instant.
    pub at: DateTime<FixedOffset>,
    /// The side that moved it.
    pub actor: Actor,
    /// The name of the member of staff, if one did.
    pub name: Option<String>,
    /// The move.
    #[serde(rename = "move")]
    pub step: Move,
    /// The state that followed.
    pub state: State,
    /// The reasons of a return.
    pub reasons: Vec<Reason>,
}

/// An internal note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Note {
    /// Its instant.
    pub at: DateTime<FixedOffset>,
    /// The name of its author.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// `POST /api/staff/applications/{id}/notes`. The reply is the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewNote {
    /// Its text, at most [`NOTE_LENGTH`] characters.
    pub text: String,
}

/// `POST /api/staff/applications/{id}/moves`. The reply is the application. A revision that is not the stored one is refused
/// with its present state and the name of the member who moved it meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MoveRequest {
    /// The revision that the reviewer saw.
    pub revision: u32,
    /// The move.
    #[serde(rename = "move")]
    pub step: Move,
    /// For a return: its reasons.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// For an approval: the center's answers and rows.
    #[serde(default)]
    pub center: Option<Wire>,
}

/// `PUT /api/staff/applications/{id}/assignee`. The reply is the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Assignment {
    /// The id of a member of staff; null for nobody.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(feature = "server", schema(required = true))]
    pub member: Option<String>,
}

/// `GET /api/staff/mails`: mails that were given up, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UndeliveredMail {
    /// Its id: `POST /api/staff/mails/{id}/retry` sends it again (「再送」).
    pub id: String,
    /// Its address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// The instant at which it was queued.
    pub queued_at: DateTime<FixedOffset>,
    /// The words of the mail server.
    pub error: String,
}

/// `GET` and `PUT /api/staff/registration-days`: the table of システム登録日 (N-070). An empty table limits nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RegistrationDays {
    /// The days, ascending.
    pub days: Vec<NaiveDate>,
}
