//! Time as the server has it: the page keeps the difference to its own clock.

use crate::signal::State;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use nss_core::api::Instant;

/// Hours that Japan is ahead of UTC, in seconds.
const JST: i32 = 9 * 3600;
/// Days of the week as they are written, Monday first.
const WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

/// The server's clock.
#[derive(Clone, Copy)]
pub(crate) struct Clock(State<i64>);

impl Clock {
    /// A clock that goes by the browser's until the server is heard.
    pub(crate) fn new() -> Self {
        Self(State::new(0))
    }

    /// Takes the instant that a reply carried (RFC 3339).
    pub(crate) fn heard(self, instant: &str) {
        if let Some(instant) = nss_core::api::instant::parse(instant) {
            let ahead = instant.timestamp_millis() - browser();
            // A difference within the time that a reply travels is no news.
            if (ahead - self.0.get_untracked()).abs() > 2_000 {
                self.0.set(ahead);
            }
        }
    }

    /// Now, in JST.
    pub(crate) fn now(self) -> Instant {
        instant(browser() + self.0.get_untracked())
    }

    /// The day in JST; core is handed this one.
    pub(crate) fn today(self) -> NaiveDate {
        self.now().date_naive()
    }
}

/// Reads an instant (RFC 3339).
pub(crate) fn read(text: &str) -> Option<Instant> {
    nss_core::api::instant::parse(text)
}

/// The instant of so many milliseconds since 1970, in JST.
pub(crate) fn instant(millis: i64) -> Instant {
    let zone = FixedOffset::east_opt(JST).expect("nine hours are an offset");
    DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&zone)
}

/// The browser's clock, milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "the browser gives whole milliseconds as a float")]
fn browser() -> i64 {
    js_sys::Date::now() as i64
}

/// 「11月23日（月）10:15」.
pub(crate) fn written(instant: &Instant) -> String {
    let weekday = WEEKDAYS[instant.weekday().num_days_from_monday() as usize];
    let (month, day) = (instant.month(), instant.day());
    format!("{month}月{day}日（{weekday}）{}", time(instant))
}

/// 「2026年11月23日（月）10:15」.
pub(crate) fn written_with_year(instant: &Instant) -> String {
    format!("{}年{}", instant.year(), written(instant))
}

/// 「10:15」.
pub(crate) fn time(instant: &Instant) -> String {
    format!("{}:{:02}", instant.hour(), instant.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_jst_with_their_weekday() {
        let monday = instant(1_795_396_500_000);
        assert_eq!(written_with_year(&monday), "2026年11月23日（月）10:15");
        assert_eq!(time(&monday), "10:15");
    }
}
