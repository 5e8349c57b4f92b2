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
