//! The parser of dates as people write them.

use chrono::NaiveDate;

use super::super::characters::{half_width, is_dash, is_invisible, is_space};
use super::era::{ERAS, Era, parts};
use super::{DAY, ERA_BEFORE, ERA_OVER, MONTH, UNREADABLE, written};
use crate::message::Violation;

/// The first year that is accepted: Japan uses the Gregorian calendar since 1873-01-01.
const FIRST_YEAR: u32 = 1873;

/// Parses a date; the violation says why it is none.
pub(super) fn read(typed: &str) -> Result<NaiveDate, Violation> {
    let mut text = half_width(typed, |c| is_space(c) || is_invisible(c)).replace(is_dash, "-");
    text.make_ascii_uppercase();
    let (era, rest) = match era(&text) {
        Some((era, rest)) => (Some(era), rest),
        None => (None, text.as_str()),
    };
    let (year, month, number) = numbers(rest, era.is_some()).ok_or_else(|| Violation::new(&UNREADABLE))?;
    match era {
        None => day(year, month, number),
        Some(era) => day_of_era(era, year, month, number),
    }
}

/// A day of the calendar; the violation says why it is none.
pub(super) fn day(year: u32, month: u32, number: u32) -> Result<NaiveDate, Violation> {
    if year < FIRST_YEAR {
        return Err(Violation::new(&UNREADABLE));
    }
    if !(1..=12).contains(&month) {
        return Err(Violation::new(&MONTH).with("month", month.to_string()));
    }
    let at = |number| i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, number));
    at(number).ok_or_else(|| {
        let last = (28..=31).rev().find(|last| at(*last).is_some()).unwrap_or(31);
        Violation::new(&DAY)
            .with("year", year.to_string())
            .with("month", month.to_string())
            .with("last", last.to_string())
    })
}

/// A day in the years of an era, which must lie in the era.
fn day_of_era(era: &Era, year: u32, month: u32, number: u32) -> Result<NaiveDate, Violation> {
    if year == 0 {
        return Err(Violation::new(&UNREADABLE));
    }
    let date = day(era.first.0.unsigned_abs() + year - 1, month, number)?;
    let is_over = era.last.filter(|last| parts(date) > *last);
    let (message, name, limit) = match is_over {
        Some(last) => (&ERA_OVER, "last", last),
        None if parts(date) < era.first => (&ERA_BEFORE, "first", era.first),
        None => return Ok(date),
    };
    Err(Violation::new(message)
        .with("era", era.name)
        .with(name, era.written(limit))
        .with("instead", written(date, '/')))
}

/// Splits off the era in front.
fn era(text: &str) -> Option<(&'static Era, &str)> {
    ERAS.iter().find_map(|era| {
        let rest = text.strip_prefix(era.name).or_else(|| text.strip_prefix(era.signs))?;
        Some((era, rest.strip_prefix('.').unwrap_or(rest)))
    })
}

/// Year, month and day: 20260401, 2026/4/1, 2026年4月1日; in an era 080401, 8.4.1, 元年5月1日.
fn numbers(text: &str, in_era: bool) -> Option<(u32, u32, u32)> {
    let (year, places, rest) = number(text)?;
    if rest.is_empty() {
        let together = if in_era { 6 } else { 8 };
        return (places == together).then_some((year / 10_000, year / 100 % 100, year % 100));
    }
    let has_year = if in_era { places <= 3 } else { places == 4 };
    let (month, month_places, rest) = number(rest.strip_prefix(['/', '-', '.', '年'])?)?;
    let (day, day_places, rest) = number(rest.strip_prefix(['/', '-', '.', '月'])?)?;
    (has_year && month_places <= 2 && day_places <= 2 && matches!(rest, "" | "日")).then_some((year, month, day))
}

/// Splits off the number in front: value, number of digits (at most eight), and the rest. 元 is year 1.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    if let Some(rest) = text.strip_prefix('元') {
        return Some((1, 1, rest));
    }
    let places = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=8).contains(&places) {
        return None;
    }
    let (digits, rest) = text.split_at_checked(places)?;
    Some((digits.parse().ok()?, places, rest))
}
