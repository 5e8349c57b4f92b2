//! 営業日: the days on which the center works, and their count.
//!
//! Closed: Saturdays, Sundays, 国民の祝日, and 29 December … 3 January (行政機関の休日に関する法律 §1). The first day counts as day 1 if
//! it is a business day, else counting starts on the next one: both worked examples of the manual come out so (N-003,
//! N-268). Outside the years of the table the result is [`None`], which warns and never blocks.

pub mod holidays;

use chrono::{Datelike, NaiveDate, Weekday};

use holidays::{FIRST_YEAR, HOLIDAYS};

/// Whether the center works on a day; `None` outside the years of the table.
pub fn is_business_day(day: NaiveDate) -> Option<bool> {
    let row = usize::try_from(day.year() - FIRST_YEAR).ok()?;
    let holidays = HOLIDAYS.get(row)?;
    // Both are at most two digits.
    let number = u16::try_from(day.month() * 100 + day.day()).ok()?;
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let is_new_year = number >= 1229 || number <= 103;
    Some(!(is_weekend || is_new_year || holidays.contains(&number)))
}

/// The `nth` business day from a day on, that day counted as the first if it is one; `None` outside the years of the
/// table.
pub fn nth_business_day(from: NaiveDate, nth: u32) -> Option<NaiveDate> {
    let mut day = from;
    let mut left = nth;
    loop {
        if is_business_day(day)? {
            left = left.saturating_sub(1);
            if left == 0 {
                return Some(day);
            }
        }
        day = day.succ_opt()?;
    }
}

/// The `nth` business day before a day, that day not counted (システム設定の締切: the 4th before 利用開始日, W1).
pub fn business_days_before(day: NaiveDate, nth: u32) -> Option<NaiveDate> {
    let mut before = day;
    let mut left = nth;
    while left > 0 {
        before = before.pred_opt()?;
        left -= u32::from(is_business_day(before)?);
    }
    Some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The first two are the manual's own examples (N-003, N-268).
    #[test]
    fn golden_days_are_counted() {
        for (from, nth, expected) in [
            ("2019-11-01", 60, "2020-02-03"),
            ("2019-12-11", 2, "2019-12-12"),
            ("2019-12-11", 3, "2019-12-13"),
            ("2018-10-30", 60, "2019-01-30"),
            ("2019-04-18", 60, "2019-07-19"),
            ("2019-11-02", 1, "2019-11-05"),
            ("2019-11-02", 60, "2020-02-04"),
            ("2019-12-27", 60, "2020-04-01"),
            ("2019-12-28", 60, "2020-04-02"),
            ("2024-12-27", 60, "2025-04-02"),
            ("2026-04-27", 60, "2026-07-24"),
            ("2026-09-18", 60, "2026-12-18"),
            ("2019-12-27", 2, "2020-01-06"),
            ("2019-12-27", 3, "2020-01-07"),
        ] {
            assert_eq!(nth_business_day(day(from), nth), Some(day(expected)), "{nth} from {from}");
        }
    }

    #[test]
    fn golden_days_are_counted_back() {
        for (start, expected) in
            [("2019-12-11", "2019-12-05"), ("2020-01-06", "2019-12-24"), ("2026-05-07", "2026-04-27")]
        {
            assert_eq!(business_days_before(day(start), 4), Some(day(expected)), "4 before {start}");
        }
    }

    #[test]
    fn a_later_day_never_gives_an_earlier_one() {
        let days = day("2018-01-01").iter_days().take_while(|from| *from < day("2030-09-01"));
        for nth in [1, 2, 4, 60] {
            let reached: Vec<_> = days.clone().map(|from| nth_business_day(from, nth).unwrap()).collect();
            assert!(reached.windows(2).all(|pair| pair[0] <= pair[1]), "{nth}");
        }
        let back: Vec<_> = days.filter_map(|from| business_days_before(from, 4)).collect();
        assert!(back.windows(2).all(|pair| pair[0] <= pair[1]));
    }

    #[test]
    fn days_outside_the_years_of_the_table_are_unknown() {
        assert_eq!(nth_business_day(day("2017-12-29"), 1), None);
        assert_eq!(nth_business_day(day("2030-12-01"), 60), None);
        assert_eq!(business_days_before(day("2018-01-04"), 4), None);
        assert_eq!(is_business_day(day("2031-01-06")), None);
    }
}
