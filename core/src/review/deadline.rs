//! The days that follow from 利用開始日 (N-244, N-267, W1). Outside the years of the calendar a day is unknown: [`None`].

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use crate::calendar::{business_days_before, is_business_day, nth_business_day};

/// Business days between システム設定申込締切日 and 利用開始日, which is not counted (W1, V-21).
const SETTINGS_DAYS: u32 = 4;
/// The last business day of the password window, counted from 利用開始日 (N-267).
const PASSWORD_DAYS: u32 = 2;
/// Days within which a start that can still be confirmed is looked for: more than any row of closed days.
const SEARCHED_DAYS: usize = 60;

/// システム設定申込締切日 (C-105): the last day of システム設定申込.
pub fn settings_deadline(start: NaiveDate) -> Option<NaiveDate> {
    business_days_before(start, SETTINGS_DAYS)
}

/// The days on which the passwords can be read (パスワード参照期間, V-20).
pub fn password_window(reviewed: NaiveDate, start: NaiveDate) -> Option<RangeInclusive<NaiveDate>> {
    Some(reviewed..=nth_business_day(start, PASSWORD_DAYS)?)
}

/// The last day on which passwords can be read: the second business day from 利用開始日, or from the day of a reissue (N-267,
/// N-269). Beyond the calendar every day counts.
pub fn last_readable_day(from: NaiveDate) -> NaiveDate {
    let without_calendar = || from.checked_add_days(Days::new(u64::from(PASSWORD_DAYS) - 1)).unwrap_or(from);
    nth_business_day(from, PASSWORD_DAYS).unwrap_or_else(without_calendar)
}

/// The first business day that an approval of `today` can confirm as 利用開始日: its deadline has not passed.
pub fn earliest_start(today: NaiveDate) -> Option<NaiveDate> {
    let is_possible = |day: &NaiveDate| {
        is_business_day(*day) == Some(true) && settings_deadline(*day).is_some_and(|deadline| deadline >= today)
    };
    today.iter_days().take(SEARCHED_DAYS).find(is_possible)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_settings_end_on_the_fourth_business_day_before_the_start() {
        for (start, deadline) in
            [("2019-12-11", "2019-12-05"), ("2020-01-06", "2019-12-24"), ("2027-01-07", "2026-12-28")]
        {
            assert_eq!(settings_deadline(day(start)), Some(day(deadline)), "{start}");
        }
    }

    /// The manual's own example (N-268), and one over New Year.
    #[test]
    fn passwords_are_read_from_the_review_to_the_second_business_day_of_use() {
        for (reviewed, start, inside, outside) in [
            ("2019-12-02", "2019-12-11", ["2019-12-02", "2019-12-10", "2019-12-12"], ["2019-12-01", "2019-12-13"]),
            ("2019-12-16", "2019-12-27", ["2019-12-16", "2019-12-31", "2020-01-06"], ["2019-12-15", "2020-01-07"]),
            ("2026-12-21", "2027-01-04", ["2026-12-21", "2027-01-02", "2027-01-05"], ["2026-12-20", "2027-01-06"]),
        ] {
            let window = password_window(day(reviewed), day(start)).unwrap();
            assert_eq!(last_readable_day(day(start)), *window.end());
            assert!(inside.iter().all(|inside| window.contains(&day(inside))), "{window:?}");
            assert!(!outside.iter().any(|outside| window.contains(&day(outside))), "{window:?}");
        }
    }

    #[test]
    fn the_earliest_start_is_the_first_whose_deadline_has_not_passed() {
        for (today, earliest) in [
            ("2019-12-05", "2019-12-11"),
            ("2019-12-06", "2019-12-12"),
            ("2019-12-25", "2020-01-07"),
            ("2020-01-01", "2020-01-10"),
        ] {
            assert_eq!(earliest_start(day(today)), Some(day(earliest)), "{today}");
        }
        for today in day("2019-01-01").iter_days().take_while(|today| *today < day("2030-12-01")) {
            let start = earliest_start(today).unwrap();
            assert!(settings_deadline(start).unwrap() >= today, "{today}");
            let before = business_days_before(start, 1).unwrap();
            assert!(settings_deadline(before).unwrap() < today, "{today}");
        }
    }

    #[test]
    fn days_beyond_the_calendar_are_unknown() {
        assert_eq!(settings_deadline(day("2031-02-03")), None);
        assert_eq!(password_window(day("2030-12-02"), day("2030-12-31")), None);
        assert_eq!(earliest_start(day("2030-12-28")), None);
        assert_eq!(last_readable_day(day("2030-12-31")), day("2031-01-01"));
    }
}
