//! The bodies of `/api/staff/…`: 職員 of the center.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// The rights of a member of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// 審査担当者: reviews applications.
    Reviewer,
    /// 管理者: a reviewer who also resets the accounts of other members.
    Administrator,
}

impl StaffRole {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Reviewer, Self::Administrator];

    /// The code on the wire, in the store and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reviewer => "reviewer",
            Self::Administrator => "administrator",
        }
    }

    /// The label on the page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reviewer => "審査担当者",
            Self::Administrator => "管理者",
        }
    }

    /// The role with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// `GET /api/staff/session`: the member who is logged in, if one is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct StaffSession {
    /// The server's instant.
    pub now: DateTime<FixedOffset>,
    /// Hash of the rules that the server enforces.
    pub rules: String,
    /// The member.
    pub member: Option<CurrentMember>,
}

/// The member who is logged in. Other routes are open once the member has a password of their own and a second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CurrentMember {
    /// Random identity.
    pub id: String,
    /// ログインID.
    pub login_id: String,
    /// 氏名.
    pub name: String,
    /// The role.
    pub role: StaffRole,
    /// The instant of this log-in.
    pub logged_in_at: DateTime<FixedOffset>,
    /// The end of this session unless it is extended.
    pub session_expires_at: DateTime<FixedOffset>,
    /// Whether the first password (初回パスワード) is still to be replaced.
    pub has_first_password: bool,
    /// The second factor that is still to be confirmed by a code.
    pub second_factor: Option<SecondFactor>,
}

/// A second factor to be set up. `GET /api/staff/session/second-factor` is its QR code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SecondFactor {
    /// The `otpauth:` URI of the QR code.
    pub uri: String,
    /// The secret in base 32, for an authenticator without a camera.
    pub secret: String,
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor(…)")
    }
}

/// `POST /api/staff/session`: ログイン.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct StaffLogin {
    /// ログインID as typed; full width and upper case are read too.
    pub login_id: String,
    /// パスワード, exactly as it was chosen.
    pub password: String,
    /// 確認コード of the authenticator; empty at the log-in that sets one up.
    #[serde(default)]
    pub code: String,
}

/// `POST /api/staff/session/second-factor`: confirms the second factor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SecondFactorCode {
    /// 確認コード of the authenticator.
    pub code: String,
}

/// `POST /api/staff/password`: パスワード変更.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct StaffPasswordChange {
    /// The present password.
    pub current: String,
    /// The new one (`nss_core::staff::is_good_password`).
    pub new: String,
}

/// One member, as a line of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct StaffMember {
    /// Random identity.
    pub id: String,
    /// ログインID.
    pub login_id: String,
    /// 氏名.
    pub name: String,
    /// The role.
    pub role: StaffRole,
    /// Whether the member can log in; a disabled one stays in the list for what they did.
    pub is_active: bool,
    /// The last log-in.
    pub logged_in_at: Option<DateTime<FixedOffset>>,
}

/// The response to `POST /api/staff/members/{id}/reset`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct StaffReset {
    /// 初回パスワード: shown this once.
    pub password: String,
}
