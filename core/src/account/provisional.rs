//! The 48 hours of a provisional account (V-01), and the written form of an instant.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, TimeZone, Timelike, Weekday};

/// Clock hours from the moment that the mail is queued until ID and password stop working (N-043).
pub const HOURS: i64 = 48;
/// Days for which the sealed draft is kept after that.
pub const SEALED_DAYS: i64 = 30;

/// Japan's civil time, +09:00 all the year.
pub const JST: FixedOffset = match FixedOffset::east_opt(9 * 3600) {
    Some(offset) => offset,
    None => panic!("nine hours are less than a day"),
};

/// The first instant at which the account is expired: exactly 48:00:00 after the mail was queued.
pub fn expires_at<Z: TimeZone>(queued: &DateTime<Z>) -> DateTime<FixedOffset> {
    queued.with_timezone(&JST) + TimeDelta::hours(HOURS)
}

/// The first instant at which the sealed draft is erased.
pub fn erased_at<Z: TimeZone>(expired: &DateTime<Z>) -> DateTime<FixedOffset> {
    expired.with_timezone(&JST) + TimeDelta::days(SEALED_DAYS)
}

/// The day in Japan.
pub fn civil_date<Z: TimeZone>(at: &DateTime<Z>) -> NaiveDate {
    at.with_timezone(&JST).date_naive()
}

/// Whether the account expires before Monday: true for an account of a Friday (N-045, F006).
pub fn is_over_by_monday<Z: TimeZone>(queued: &DateTime<Z>) -> bool {
    civil_date(queued).weekday() == Weekday::Fri
}

/// `2026年11月23日（月）10:15`, in JST. Seconds are cut off: an end that is written is never later than the real one.
pub fn written_out<Z: TimeZone>(at: &DateTime<Z>) -> String {
    let at = at.with_timezone(&JST);
    let weekday = ["月", "火", "水", "木", "金", "土", "日"][at.weekday().num_days_from_monday() as usize];
    format!("{}年{}月{}日（{weekday}）{}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
}

/// The sentence about the end of the account, for mail and page; it warns if Monday is too late.
pub fn expiry_sentence<Z: TimeZone>(queued: &DateTime<Z>) -> String {
    let end = written_out(&expires_at(queued));
    let monday = if is_over_by_monday(queued) { "月曜日には使えません。" } else { "" };
    format!("仮ログインIDと仮パスワードは、{end}まで使えます。{monday}")
}

#[cfg(test)]
mod tests {
    use super::{expires_at, expiry_sentence, is_over_by_monday, written_out};
    use chrono::DateTime;

    fn at(text: &str) -> chrono::DateTime<chrono::FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn the_end_is_48_clock_hours_later_to_the_second() {
        assert_eq!(expires_at(&at("2026-11-20T10:15:07+09:00")), at("2026-11-22T10:15:07+09:00"));
        assert_eq!(expires_at(&at("2026-12-31T23:59:59Z")), at("2027-01-02T23:59:59Z"));
    }

    #[test]
    fn a_friday_says_that_monday_is_too_late() {
        assert_eq!(
            expiry_sentence(&at("2026-11-20T10:15:00+09:00")),
            "仮ログインIDと仮パスワードは、2026年11月22日（日）10:15まで使えます。月曜日には使えません。"
        );
    }

    #[test]
    fn the_day_is_the_day_in_japan() {
        assert!(is_over_by_monday(&at("2026-11-19T15:00:00Z")), "Friday 0:00 in Japan");
        assert!(!is_over_by_monday(&at("2026-11-19T14:59:59Z")), "Thursday 23:59:59 in Japan");
    }

    #[test]
    fn a_saturday_still_reaches_into_monday() {
        assert!(!is_over_by_monday(&at("2026-11-21T09:00:00+09:00")));
    }

    #[test]
    fn an_instant_is_written_in_japan_without_its_seconds() {
        assert_eq!(written_out(&at("2026-11-23T10:15:00+09:00")), "2026年11月23日（月）10:15");
        assert_eq!(written_out(&at("2026-11-23T01:15:59Z")), "2026年11月23日（月）10:15");
    }
}
