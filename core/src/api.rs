//! The bodies of the HTTP API, shared by page and server; JSON by serde.

pub mod bill;
pub mod change;
pub mod contract;
mod credential_notice;
pub mod desk;
pub mod menu;
mod problem;
mod settings;
mod staff;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::form::difference::ChangeLine;
pub use crate::form::wire::BODY_LIMIT;
pub use crate::form::{FaultWire as ProblemFault, Wire};
pub use crate::review::{Kind, State as ApplicationState};
pub use credential_notice::{
    CredentialNotice, CredentialsReissued, NoticeLine, NoticeTerminal, OfficeCredential, ReissueRequest, UserCredential,
};
pub use problem::{Problem, ProblemKind};
pub use settings::SettingsDraft;
pub use staff::{
    CurrentMember, SecondFactor, SecondFactorCode, StaffLogin, StaffMember, StaffPasswordChange, StaffReset, StaffRole,
    StaffSession,
};

/// An instant, RFC 3339 on the wire, in JST (+09:00).
pub type Instant = DateTime<FixedOffset>;

/// Response header with the server's instant, RFC 3339; the page keeps the difference to its own clock.
pub const NOW_HEADER: &str = "x-nss-now";
/// Request header that every unsafe request carries with the value `1`; a foreign page cannot set it (F113).
pub const GUARD_HEADER: &str = "x-nss";
/// Request header of 登録: a random key of this try; a second request with it gets the same response.
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";
/// Request header of an upload: the file's name, percent-encoded UTF-8; of a path, the server takes the last part.
pub const FILE_NAME_HEADER: &str = "x-nss-file-name";

/// `GET /api/session`: the account that is logged in, and everything that the page needs at its start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Session {
    /// The server's instant.
    pub now: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces (`nss_core::RULES`).
    pub rules: String,
    /// Identity of the postcode data: shards are served at `/postcodes/{postcodes}/{first three digits}.txt`.
    pub postcodes: String,
    /// The operator, for the foot of every page (F022).
    pub operator: Operator,
    /// The account, if one is logged in.
    pub account: Option<Account>,
}

/// The operator of the service (C-099).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Operator {
    /// Registered name.
    pub name: String,
    /// Postal address, one line.
    pub address: String,
    /// Help desks, in the order to be tried.
    pub contacts: Vec<Contact>,
}

/// One help desk of the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// Telephone number as it is printed.
    pub telephone: String,
    /// Its opening hours.
    pub hours: String,
}

/// An account that is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Account {
    /// 仮ログインID, 7 digits; 事業所コード from 利用開始日 on.
    pub login_id: String,
    /// 企業名, as registered.
    pub company: String,
    /// 氏名, as registered: family name, space, given name.
    pub name: String,
    /// The end of the provisional account (V-01); none after 登録.
    pub expires_at: Option<DateTime<FixedOffset>>,
    /// The draft that is open, if one is.
    pub draft: Option<String>,
    /// The sealed draft of an earlier account with the same address, while it can be taken over.
    pub sealed: Option<SealedDraft>,
    /// The registered applications, newest first.
    pub applications: Vec<ApplicationLine>,
    /// The log-in (C-010).
    pub logged_in_at: DateTime<FixedOffset>,
    /// The end of this session unless it is extended.
    pub session_expires_at: DateTime<FixedOffset>,
}

/// A sealed draft (封をした下書き) before it is taken over; it shows no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SealedDraft {
    /// Its id. A request names it, so that it never applies to another draft that is offered meanwhile.
    pub id: String,
    /// The instant of the last save.
    pub saved_at: DateTime<FixedOffset>,
    /// The titles of the pages whose answers differ from those of a new draft.
    pub pages: Vec<String>,
}

/// One registered application, as a line of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ApplicationLine {
    /// Random identity; the number is never an access key.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    /// The instant of 登録.
    pub submitted_at: DateTime<FixedOffset>,
    /// Its state.
    pub state: ApplicationState,
    /// Its draft, while a return has opened it.
    pub draft: Option<String>,
}

/// `POST /api/accounts`: 仮アカウント登録. The page sends a borrowed [`Draft`](crate::form::Draft), the server reads a
/// [`Wire`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Registration<D = Wire> {
    /// The consent, given on the page before (F001).
    pub consent: Consent,
    /// Answers to the form `account`.
    pub answers: D,
}

/// Consent to the システム利用規程.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Consent {
    /// The version that was shown.
    pub version: String,
}

/// The response to a registration: the same for a known address and an unknown one (F004).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Registered {
    /// The end of the provisional account.
    pub expires_at: DateTime<FixedOffset>,
}

/// `POST /api/password-reissues`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasswordReissue {
    /// The registered address.
    pub mail: String,
}

/// The response to a reissue: always the same (F004).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// Always true.
    pub accepted: bool,
}

/// `POST /api/session`: ログイン (N-050).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Login {
    /// 仮ログインID or 事業所コード as typed; full width digits and spaces are read too.
    pub login_id: String,
    /// パスワード as typed; lower case is read too.
    pub password: String,
}

/// `POST /api/password`: パスワード変更 (C-011).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    /// The present password, as typed.
    pub current: String,
    /// The new one, as typed (`nss_core::account::password::is_good_password`).
    pub new: String,
}

/// `GET /api/drafts/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct StoredDraft {
    /// The stored draft.
    pub draft: Wire,
    /// Counts the saves from 1.
    pub revision: u32,
    /// The instant of the last save.
    pub saved_at: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces.
    pub rules: String,
}

/// `PUT /api/drafts/{id}`. The page sends a borrowed [`Draft`](crate::form::Draft), the server reads a [`Wire`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DraftSave<D = Wire> {
    /// The revision that the page started from.
    pub revision: u32,
    /// The draft to store.
    pub draft: D,
}

/// The response to a save.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DraftSaved {
    /// The new revision.
    pub revision: u32,
    /// The instant of the save.
    pub saved_at: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces.
    pub rules: String,
}

/// `DELETE /api/drafts/{id}`: 下書きを削除. The response is the new draft: a [`StoredDraft`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DraftDeletion {
    /// The revision that the page shows.
    pub revision: u32,
}

/// The response to `PUT /api/drafts/{id}/files/{list}/{row}`: every retry with the same bytes gets the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FileStored {
    /// The row of the draft that names the file.
    pub row: String,
    /// Its name, as the row has it.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// The detected type: a code of `nss_core::file::FileType`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The revision of the draft after the row was added.
    pub revision: u32,
}

/// `POST /api/drafts/{id}/submission`: 登録 (N-232).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SubmissionRequest {
    /// The revision that was confirmed.
    pub revision: u32,
}

/// The response to 登録; every retry gets the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Identity of the application.
    pub id: String,
    /// 申込受付番号 (N-234).
    pub number: String,
    /// The instant of 登録.
    pub submitted_at: DateTime<FixedOffset>,
}

/// `GET /api/applications/{id}`: a registered application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Application {
    /// Identity.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    /// Its state.
    pub state: ApplicationState,
    /// 申込分類.
    pub kind: Kind,
    /// Counts its moves. A move names the one that the page showed.
    pub revision: u32,
    /// The instant of 登録.
    pub submitted_at: DateTime<FixedOffset>,
    /// The answers in normal form.
    pub submission: Wire,
    /// After 審査終了: the answers with those of the center.
    pub contract: Option<Wire>,
    /// Of 変更申込: before and after of what it changes in the contract.
    pub changes: Vec<ChangeLine>,
    /// Its history, the oldest event first.
    pub history: Vec<menu::Event>,
}

/// `GET /api/terms`: システム利用規程 (N-022).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Terms {
    /// Its version; the consent names it.
    pub version: String,
    /// Its text: paragraphs parted by empty lines, headings begin with `# `.
    pub text: String,
    /// The links behind the 「こちら」 of the pages.
    pub links: Vec<Link>,
}

/// One entry of the operator's table of links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Link {
    /// The key that pages refer to, e.g. `schedule`.
    pub key: String,
    /// The text of the link.
    pub label: String,
    /// The address; empty if the operator gives none.
    pub url: String,
}
