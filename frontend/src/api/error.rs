//! Why a request brought nothing, and the sentence for the applicant.

use nss_core::api::{Problem, ProblemKind};

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached.
    Offline,
    /// The server answered with a problem (RFC 9457).
    Refused {
        /// The problem.
        problem: Box<Problem>,
        /// Seconds to wait before the next try (`Retry-After`).
        retry_after: Option<u32>,
    },
    /// The file that was to be sent cannot be read: it was saved anew, renamed or deleted since it was chosen.
    FileChanged,
    /// The reply has a shape that this page cannot read: most likely the server is newer.
    Unreadable,
}

impl ApiError {
    /// The sentence for the applicant: what to do, in Japanese.
    pub fn message(&self) -> String {
        match self {
            Self::Offline => "サーバに接続できません。通信の状態を確認して、もう一度お試しください。".to_owned(),
            Self::Refused { problem, retry_after } => {
                let detail = problem.detail.as_deref().unwrap_or_default();
                let wait = retry_after.map_or_else(String::new, |seconds| {
                    format!("（約{}分後にお試しいただけます）", seconds.div_ceil(60).max(1))
                });
                format!("{}{detail}{wait}", problem.title)
            }
            Self::FileChanged => {
                "ファイルが選択の後に変更されたため、送信できません。この行を閉じて、もう一度選択してください。"
                    .to_owned()
            }
            Self::Unreadable => "画面が古くなっています。ページを再読み込みしてください。".to_owned(),
        }
    }

    /// The kind of problem that the server named.
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Refused { problem, .. } => Some(problem.kind),
            _ => None,
        }
    }
}
