//! `application/problem+json` (RFC 9457).

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Instant, ProblemFault, Wire};

/// The body of an error response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The sentence for the applicant, in Japanese: what to do.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Details of this one case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The faults of the answers; at most [`Problem::MAX_FAULTS`], then `detail` says how many there are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<ProblemFault>,
    /// For a stale revision: the stored revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// For a stale revision: the stored draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Wire>,
    /// The server's instant.
    pub now: DateTime<FixedOffset>,
}

// `$uri` is a `tt`: derive macros do not look into a `literal` that another macro hands on.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $uri:tt, $title:literal;)*) => {
        /// Every problem that the API names, with its status and its sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $uri)] $name,)*
        }

        impl ProblemKind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The HTTP status.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// The URI reference that names it.
            pub const fn uri(self) -> &'static str {
                match self { $(Self::$name => $uri,)* }
            }

            /// The sentence for the applicant, in Japanese: what to do.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

kinds! {
    /// The body is not the JSON that this route reads.
    Malformed = 400, "/problems/malformed", "送信内容を読み取れませんでした。ページを再読み込みして、もう一度お試しください。";
    /// The login was refused; the reason is never given (F004).
    LoginRefused = 401, "/problems/login-refused", "ログインIDとパスワードを確認して、もう一度入力してください。";
    /// The request has no session, or the session has ended.
    SessionMissing = 401, "/problems/session-missing", "もう一度ログインしてください。";
    /// The request does not come from our own page (F113).
    ForeignRequest = 403, "/problems/foreign-request", "このサイトのページから操作してください。";
    /// A member of the staff still has to choose a password or to confirm the second factor.
    SetupMissing = 403, "/problems/setup-missing", "はじめに、パスワードの変更と認証アプリの登録をお願いします。";
    /// The role of the member does not allow it.
    NotAllowed = 403, "/problems/not-allowed", "この操作は管理者にご依頼ください。";
    /// The resource does not exist, or belongs to another account.
    NotFound = 404, "/problems/not-found", "ご指定のページが見つかりません。アドレスを確認してください。";
    /// The address is known, the method is not.
    MethodNotAllowed = 405, "/problems/method-not-allowed", "この操作はできません。ページを再読み込みしてください。";
    /// Another save came in between: the page merges and saves again (F092).
    RevisionStale = 409, "/problems/revision-stale", "別の画面で保存された内容があります。内容を合わせてから、もう一度保存してください。";
    /// Somebody moved the application since it was looked at; the detail says who, and its state now.
    ApplicationMoved = 409, "/problems/application-moved", "表示している間に、この申込の状況が変わりました。最新の内容を表示してから、もう一度操作してください。";
    /// The application has no such move in its present state; the detail gives the state.
    MoveRefused = 409, "/problems/move-refused", "この申込の今の状況では、この操作はできません。最新の内容を表示してください。";
    /// Another file was attached under the same row.
    FileDiffers = 409, "/problems/file-differs", "同じ行に別のファイルが添付されています。ファイルをもう一度選び直してください。";
    /// The draft is locked: its account has expired, or it was registered.
    DraftLocked = 410, "/problems/draft-locked", "この申込はこれ以上変更できません。";
    /// The body is larger than its route takes.
    TooLarge = 413, "/problems/too-large", "送信できる大きさを超えています。入力内容を短くしてください。";
    /// A file is larger than `nss_core::file::LIMIT`.
    FileTooLarge = 413, "/problems/file-too-large", "ファイルが大きすぎるため、添付できませんでした。理由を確認してください。";
    /// The content type of the body is not JSON.
    NotJson = 415, "/problems/not-json", "送信形式を読み取れませんでした。ページを再読み込みして、もう一度お試しください。";
    /// The answers have faults that block.
    AnswersFaulty = 422, "/problems/answers-faulty", "入力内容に確認が必要な項目があります。";
    /// The move comes with other content than it needs: reasons, or the center's answers.
    MoveContentRefused = 422, "/problems/move-content-refused", "送信した内容を、この操作では受け取れません。最新の内容を表示してから、もう一度操作してください。";
    /// The draft cannot be stored: it is of another form, or has malformed row ids.
    DraftUnreadable = 422, "/problems/draft-unreadable", "入力内容の形式を確認できませんでした。ページを再読み込みしてください。";
    /// A file cannot be attached; the fault gives the reason.
    FileRefused = 422, "/problems/file-refused", "ファイルを添付できませんでした。理由を確認してください。";
    /// The consent names another version of the 規程.
    ConsentOutdated = 422, "/problems/consent-outdated", "システム利用規程が改定されました。新しい規程を確認して、もう一度同意してください。";
    /// The new password of a member of the staff cannot be taken; the detail gives the reason.
    PasswordRefused = 422, "/problems/password-refused", "パスワードを変更できませんでした。理由を確認してください。";
    /// The code of a second factor is not the present one.
    CodeRefused = 422, "/problems/code-refused", "認証アプリに表示されている新しい確認コードを入力してください。";
    /// Too many tries; `Retry-After` gives the seconds to wait.
    TooManyTries = 429, "/problems/too-many-tries", "しばらく時間をおいてから、もう一度お試しください。";
    /// An error of the server itself.
    Internal = 500, "/problems/internal", "処理を完了できませんでした。時間をおいてもう一度お試しください。続く場合は、お問い合わせ先へご連絡ください。";
    /// The store or the mail cannot be reached just now.
    Unavailable = 503, "/problems/unavailable", "ただいま処理を受け付けられません。時間をおいてもう一度お試しください。";
}

impl Problem {
    /// Most faults of one response.
    pub const MAX_FAULTS: usize = 200;
    /// Most characters of the sentence of a fault in a response: some sentences repeat an answer, which may be endless.
    pub const MAX_SENTENCE: usize = 500;

    /// The detail of a problem with `count` faults, of which the response has only [`Self::MAX_FAULTS`].
    pub fn fault_count(count: usize) -> String {
        format!("確認が必要な項目は全部で{count}件あります。そのうちはじめの{}件をお知らせします。", Self::MAX_FAULTS)
    }

    /// A problem without details.
    pub fn new(kind: ProblemKind, now: Instant) -> Self {
        Self {
            kind,
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: None,
            faults: Vec::new(),
            revision: None,
            draft: None,
            now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, ProblemKind};
    use chrono::DateTime;

    #[test]
    fn the_wire_form_has_the_members_of_rfc_9457_and_reads_back() {
        let now = DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap();
        let problem = Problem::new(ProblemKind::RevisionStale, now);
        let wire = serde_json::to_value(&problem).unwrap();
        assert_eq!(wire["type"], "/problems/revision-stale");
        assert_eq!(wire["status"], 409);
        assert_eq!(wire["now"], "2026-11-20T10:15:00+09:00");
        assert_eq!(serde_json::from_value::<Problem>(wire).unwrap(), problem);
    }

    #[test]
    fn titles_say_what_to_do_and_blame_nobody() {
        for kind in ProblemKind::ALL {
            for word in ["不正", "無効", "エラー", "！"] {
                assert!(!kind.title().contains(word), "{kind:?} says {word}");
            }
        }
    }
}
