//! The server's time: the page keeps the difference between the server's clock and the browser's.

use chrono::NaiveDate;
use leptos::prelude::*;
use nss_core::api::Instant;

use crate::date_format;

/// A difference below this, in milliseconds, is the time that a reply travels and changes nothing.
const TRAVEL_TIME: i64 = 2_000;

/// The server's clock.
#[derive(Clone, Copy)]
pub struct ServerClock {
    /// Milliseconds that the server is ahead of `local`.
    ahead: RwSignal<i64>,
    /// The local clock, milliseconds since 1970.
    local: fn() -> i64,
}

impl ServerClock {
    /// A clock that follows the browser's until a reply sets it.
    pub fn of_browser() -> Self {
        Self { ahead: RwSignal::new(0), local: browser_millis }
    }

    /// A clock that stands still: for rendering without a browser.
    pub fn fixed(instant: &Instant) -> Self {
        Self { ahead: RwSignal::new(instant.timestamp_millis()), local: || 0 }
    }

    /// Takes the instant of a reply (RFC 3339).
    pub fn sync(self, instant: &str) {
        let Ok(instant) = instant.parse::<Instant>() else { return };
        let ahead = instant.timestamp_millis() - (self.local)();
        if (ahead - self.ahead.get_untracked()).abs() > TRAVEL_TIME {
            self.ahead.set(ahead);
        }
    }

    /// Now, in JST.
    pub fn now(self) -> Instant {
        date_format::from_millis((self.local)() + self.ahead.get())
    }

    /// The same without a subscription.
    pub fn now_untracked(self) -> Instant {
        date_format::from_millis((self.local)() + self.ahead.get_untracked())
    }

    /// The day in JST; core is handed this one.
    pub fn today(self) -> NaiveDate {
        self.now().date_naive()
    }
}

/// The browser's clock, milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "the browser gives whole milliseconds as a float")]
fn browser_millis() -> i64 {
    js_sys::Date::now() as i64
}
