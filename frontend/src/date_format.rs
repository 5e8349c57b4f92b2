//! Instants as people read them, in JST.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use nss_core::api::Instant;
use nss_core::value::date::{japanese, weekday};

/// JST: nine hours ahead of UTC.
const JST: FixedOffset = match FixedOffset::east_opt(9 * 3600) {
    Some(zone) => zone,
    None => panic!("nine hours are an offset"),
};
/// Days of the week as they are written, Monday first.
const WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

/// The instant `millis` milliseconds after 1970, in JST.
pub fn from_millis(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&JST)
}

/// 「11月23日（月）10:15」.
pub fn date_time(instant: &Instant) -> String {
    let weekday = WEEKDAYS[instant.weekday().num_days_from_monday() as usize];
    let (month, day) = (instant.month(), instant.day());
    format!("{month}月{day}日（{weekday}）{}", time(instant))
}

/// 「2026年11月23日（月）10:15」.
pub fn date_time_with_year(instant: &Instant) -> String {
    format!("{}年{}", instant.year(), date_time(instant))
}

/// 「2026年11月23日（月）」.
pub fn date(day: NaiveDate) -> String {
    format!("{}（{}）", japanese(day), weekday(day))
}

/// 「10:15」.
pub fn time(instant: &Instant) -> String {
    format!("{}:{:02}", instant.hour(), instant.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_jst_with_their_weekday() {
        let monday = from_millis(1_795_396_500_000);
        assert_eq!(date_time_with_year(&monday), "2026年11月23日（月）10:15");
        assert_eq!(time(&monday), "10:15");
    }
}
