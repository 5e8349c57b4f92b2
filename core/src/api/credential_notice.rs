//! The bodies of the ID notice (ID通知内容, N-260 … N-269).

use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// `GET /api/applications/{id}/credential-notice`. Words are those of the sheet; a password stands in it only while it can
/// be read (V-20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CredentialNotice {
    /// 申込受付番号.
    pub number: String,
    /// The office (N-260).
    pub office: OfficeCredential,
    /// One for each 識別番号 (N-261).
    pub users: Vec<UserCredential>,
    /// One for each 回線 (N-262).
    pub lines: Vec<NoticeLine>,
    /// One for each 端末 (N-263).
    pub terminals: Vec<NoticeTerminal>,
    /// Whether the passwords can be read today.
    pub is_readable: bool,
    /// Until when they can be read, or how to ask for new ones.
    pub explanation: String,
    /// Whether new passwords can be asked for.
    pub can_reissue: bool,
    /// The request for new passwords that staff have not answered yet.
    pub reissue_requested_at: Option<DateTime<FixedOffset>>,
}

/// The office of an ID notice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OfficeCredential {
    /// 事業所パスワード.
    pub password: Option<String>,
    /// 事業所コード.
    pub code: String,
    /// 企業略称.
    pub abbreviation: String,
    /// 請求先コード.
    pub billing_code: String,
    /// システム区分.
    pub system: String,
    /// 利用開始日.
    pub starts_on: String,
    /// 管轄税関.
    pub customs: String,
}

/// One 識別番号.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserCredential {
    /// 業種.
    pub trades: String,
    /// 処理方式.
    pub mode: String,
    /// 利用者コード.
    pub code: String,
    /// 識別番号.
    pub number: String,
    /// 利用者パスワード.
    pub password: Option<String>,
}

/// One 回線.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NoticeLine {
    /// 回線種別.
    pub access: String,
    /// 回線番号.
    pub number: String,
    /// システム区分.
    pub system: String,
    /// 接続方式.
    pub method: String,
    /// 冗長化.
    pub redundancy: String,
    /// IPアドレス.
    pub ip: String,
    /// DNSアドレス.
    pub dns: String,
}

/// One 端末.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NoticeTerminal {
    /// 回線番号; empty behind a gateway that stands already.
    pub line: String,
    /// システム区分.
    pub system: String,
    /// 機器種別.
    pub device: String,
    /// 処理方式.
    pub mode: String,
    /// 論理端末名.
    pub name: String,
    /// IPアドレス.
    pub ip: String,
}

/// `POST /api/applications/{id}/credential-reissues`: the same for each request until staff answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ReissueRequest {
    /// The instant of the first one.
    pub requested_at: DateTime<FixedOffset>,
}

/// `POST /api/staff/applications/{id}/credentials`: new passwords, which only the applicant reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CredentialsReissued {
    /// The last day on which they can be read, YYYY-MM-DD.
    pub readable_until: String,
}

/// Names the office, never its password.
impl fmt::Debug for OfficeCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfficeCredential").field("code", &self.code).finish_non_exhaustive()
    }
}

/// Names the 識別番号, never its password.
impl fmt::Debug for UserCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserCredential").field("code", &self.code).field("number", &self.number).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::CredentialNotice;

    #[test]
    fn no_log_line_shows_a_password() {
        let office = r#"{"password":"SECRET99","code":"NAC555","abbreviation":"","billing_code":"","system":"","starts_on":"","customs":""}"#;
        let user = r#"{"trades":"","mode":"","code":"1ANAC","number":"A01","password":"SECRET99"}"#;
        let notice = format!(
            r#"{{"number":"","office":{office},"users":[{user}],"lines":[],"terminals":[],"is_readable":true,"explanation":"","can_reissue":true,"reissue_requested_at":null}}"#
        );
        let notice: CredentialNotice = serde_json::from_str(&notice).unwrap();
        let shown = format!("{notice:?}");
        assert!(!shown.contains("SECRET99"), "{shown}");
        assert!(["NAC555", "1ANAC", "A01"].iter().all(|code| shown.contains(code)), "{shown}");
    }
}
