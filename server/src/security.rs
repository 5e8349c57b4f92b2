//! Security events: lines of the log with the target `security`, and a counter. They name an account by its random
//! identity and hold no personal data: no login ID, no mail address, no client address.

use metrics::counter;

/// An event that an operator watches for.
#[derive(Clone, Copy, Debug)]
pub enum SecurityEvent<'a> {
    /// A log-in was refused; the account whose ID was typed, if there is one.
    WrongPassword(Option<&'a str>),
    /// A rate limit refused a request; its name in `nss_core::account::limits`.
    LimitReached(&'a str),
    /// A new password was asked for; the account of the address, if there is one.
    PasswordReissue(Option<&'a str>),
    /// A log-in of the staff was refused; the member whose ID was typed, if there is one.
    StaffRefused(Option<&'a str>),
    /// A member of the staff logged in.
    StaffLogin(&'a str),
    /// A member of the staff changed the password.
    StaffPassword(&'a str),
    /// A member of the staff confirmed a second factor.
    StaffSecondFactor(&'a str),
    /// The password or the second factor of a member of the staff was reset.
    StaffReset(&'a str),
    /// A member of the staff was disabled.
    StaffDisabled(&'a str),
    /// An applicant changed the password of the account.
    PasswordChanged(&'a str),
    /// An account read passwords of its ID notice.
    CredentialsRead(&'a str),
    /// A member of the staff gave an account new passwords.
    CredentialsReissued(&'a str),
    /// Accounts reached the end of their 48 hours.
    AccountsExpired(u64),
    /// Accounts were erased with all personal data.
    AccountsErased(u64),
}

impl SecurityEvent<'_> {
    /// Logs and counts the event. Moves of no account are no event.
    pub fn record(self) {
        let none = "none";
        let (event, count) = match self {
            Self::WrongPassword(account) => {
                tracing::warn!(target: "security", event = "wrong_password", account = account.unwrap_or(none));
                ("wrong_password", 1)
            }
            Self::LimitReached(limit) => {
                tracing::warn!(target: "security", event = "limit_reached", limit);
                ("limit_reached", 1)
            }
            Self::PasswordReissue(account) => {
                tracing::info!(target: "security", event = "password_reissue", account = account.unwrap_or(none));
                ("password_reissue", 1)
            }
            Self::StaffRefused(member) => {
                tracing::warn!(target: "security", event = "staff_refused", member = member.unwrap_or(none));
                ("staff_refused", 1)
            }
            Self::StaffLogin(member) => of_staff("staff_login", member),
            Self::StaffPassword(member) => of_staff("staff_password", member),
            Self::StaffSecondFactor(member) => of_staff("staff_second_factor", member),
            Self::StaffReset(member) => of_staff("staff_reset", member),
            Self::StaffDisabled(member) => of_staff("staff_disabled", member),
            Self::PasswordChanged(account) => {
                tracing::info!(target: "security", event = "password_changed", account);
                ("password_changed", 1)
            }
            Self::CredentialsRead(account) => {
                tracing::info!(target: "security", event = "credentials_read", account);
                ("credentials_read", 1)
            }
            Self::CredentialsReissued(account) => {
                tracing::info!(target: "security", event = "credentials_reissued", account);
                ("credentials_reissued", 1)
            }
            Self::AccountsExpired(0) | Self::AccountsErased(0) => return,
            Self::AccountsExpired(count) => {
                tracing::info!(target: "security", event = "accounts_expired", count);
                ("accounts_expired", count)
            }
            Self::AccountsErased(count) => {
                tracing::info!(target: "security", event = "accounts_erased", count);
                ("accounts_erased", count)
            }
        };
        counter!("nss_security_events_total", "event" => event).increment(count);
    }
}

fn of_staff(event: &'static str, member: &str) -> (&'static str, u64) {
    tracing::info!(target: "security", event, member);
    (event, 1)
}
