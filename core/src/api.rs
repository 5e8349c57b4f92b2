//! What page and server say to each other: the bodies of the HTTP API, as JSON.

mod problem;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

pub use crate::form::wire::BODY_LIMIT;
pub use crate::form::{FaultWire as ProblemFault, Wire};
pub use problem::{Problem, ProblemKind};

/// An instant, RFC 3339 on the wire, in JST (+09:00).
pub type Instant = DateTime<FixedOffset>;

/// Response header with the server's instant, RFC 3339; the page keeps the difference to its own clock.
pub const NOW_HEADER: &str = "x-nss-now";
/// Request header that every unsafe request carries with the value `1`; a foreign page cannot set it (F113).
pub const GUARD_HEADER: &str = "x-nss";
/// Request header of 登録: the page's random name of this try. It only replays an answer.
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";
/// Request header of an upload: the file's name, percent-encoded UTF-8; of a path, its last part is kept.
pub const FILE_NAME_HEADER: &str = "x-nss-file-name";

/// `GET /api/session`: who is logged in, and what a page needs to know first of all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Session {
    /// The server's instant.
    pub now: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces (`nss_core::RULES`).
    pub rules: String,
    /// Identity of the postcode data: shards stand at `/postcodes/{postcodes}/{first three digits}.txt`.
    pub postcodes: String,
    /// Who runs this service, for the foot of every page (F022).
    pub operator: Operator,
    /// The account, if one is logged in.
    pub account: Option<Account>,
}

/// Who runs the service (C-099).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Operator {
    /// Registered name.
    pub name: String,
    /// Postal address, one line.
    pub address: String,
    /// Desks that answer the telephone, in the order to be tried.
    pub contacts: Vec<Contact>,
}

/// One desk of the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// Telephone number as it is printed.
    pub telephone: String,
    /// When it answers.
    pub hours: String,
}

/// An account that is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Account {
    /// 仮ログインID, 7 digits.
    pub login_id: String,
    /// 企業名, as registered.
    pub company: String,
    /// 氏名, as registered: family name, space, given name.
    pub name: String,
    /// When the provisional account ends (V-01); none once 登録 happened.
    pub expires_at: Option<DateTime<FixedOffset>>,
    /// The draft that is open, if one is.
    pub draft: Option<String>,
    /// What the same address had typed when the 48 hours of an earlier account ended, while it can be taken over.
    pub sealed: Option<SealedDraft>,
    /// What was registered, newest first.
    pub applications: Vec<ApplicationLine>,
    /// When this session ends unless something is done.
    pub session_expires_at: DateTime<FixedOffset>,
}

/// A sealed draft (封をした下書き), as far as it is told before it is taken over: nothing of what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct SealedDraft {
    /// Which one: what is pressed on a page never means another that is offered by then.
    pub id: String,
    /// When it was saved last.
    pub saved_at: DateTime<FixedOffset>,
    /// The titles of the pages on which something was answered beyond what a draft starts with.
    pub pages: Vec<String>,
}

/// One registered application, as a line of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct ApplicationLine {
    /// Random identity; the number is never an access key.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    /// When 登録 happened.
    pub submitted_at: DateTime<FixedOffset>,
    /// Where it stands.
    pub state: ApplicationState,
}

/// Where an application stands. Review adds the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ApplicationState {
    /// 受付: it waits for review (審査).
    Received,
}

impl ApplicationState {
    /// Every state.
    pub const ALL: [Self; 1] = [Self::Received];

    /// The word on the wire and in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
        }
    }

    /// The word that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Received => "審査中",
        }
    }
}

/// `POST /api/accounts`: 仮アカウント登録. The page sends a borrowed [`Draft`](crate::form::Draft), the server reads a [`Wire`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Registration<D = Wire> {
    /// What was agreed to before (F001).
    pub consent: Consent,
    /// Answers to the form `account`.
    pub answers: D,
}

/// Consent to the システム利用規程.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Consent {
    /// The version that was shown.
    pub version: String,
}

/// The answer to a registration: the same whether the address was known or not (F004).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Registered {
    /// When the provisional account ends.
    pub expires_at: DateTime<FixedOffset>,
}

/// `POST /api/password-reissues`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct PasswordReissue {
    /// The registered address.
    pub mail: String,
}

/// The answer to a reissue: always the same (F004).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// Always true.
    pub accepted: bool,
}

/// `POST /api/session`: ログイン (N-050).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Login {
    /// 仮ログインID as typed; full width digits and spaces are read too.
    pub login_id: String,
    /// パスワード as typed; lower case is read too.
    pub password: String,
}

/// `GET /api/drafts/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct StoredDraft {
    /// What is stored.
    pub draft: Wire,
    /// Counts the saves from 1.
    pub revision: u32,
    /// When it was saved last.
    pub saved_at: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces.
    pub rules: String,
}

/// `PUT /api/drafts/{id}`. The page sends a borrowed [`Draft`](crate::form::Draft), the server reads a [`Wire`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct DraftSave<D = Wire> {
    /// The revision that the page started from.
    pub revision: u32,
    /// The draft to store.
    pub draft: D,
}

/// The answer to a save.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct DraftSaved {
    /// The revision that now stands.
    pub revision: u32,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces.
    pub rules: String,
}

/// `DELETE /api/drafts/{id}`: 下書きを削除. The answer is what then stands: a [`StoredDraft`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct DraftDeletion {
    /// The revision that was seen.
    pub revision: u32,
}

/// The answer to `PUT /api/drafts/{id}/files/{list}/{row}`: the same for every try with the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct FileStored {
    /// The row of the draft that stands for the file.
    pub row: String,
    /// Its name, as the row has it.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// What its content is: a code of `nss_core::file::FileType`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The revision that the draft got when the row was added.
    pub revision: u32,
}

/// `POST /api/drafts/{id}/submission`: 登録 (N-232).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct SubmissionRequest {
    /// The revision that was confirmed.
    pub revision: u32,
}

/// The answer to 登録; the same for every try.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Identity of the application.
    pub id: String,
    /// 申込受付番号 (N-234).
    pub number: String,
    /// When 登録 happened.
    pub submitted_at: DateTime<FixedOffset>,
}

/// `GET /api/applications/{id}`: what was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Application {
    /// Identity.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// When 登録 happened.
    pub submitted_at: DateTime<FixedOffset>,
    /// The answers in normal form.
    pub submission: Wire,
}

/// `GET /api/terms`: システム利用規程 (N-022).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Terms {
    /// Its version; goes back with the consent.
    pub version: String,
    /// Its text: paragraphs parted by empty lines, headings begin with `# `.
    pub text: String,
    /// What stands behind the 「こちら」 of the pages.
    pub links: Vec<Link>,
}

/// One entry of the operator's table of links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Link {
    /// Which link a page means, e.g. `schedule`.
    pub key: String,
    /// What the page writes.
    pub label: String,
    /// Where it leads; empty if the operator gives none.
    pub url: String,
}
