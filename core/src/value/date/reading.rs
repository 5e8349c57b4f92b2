//! The parser of dates as people write them.

use chrono::{Datelike, NaiveDate};

use super::super::characters::{half_width, is_dash, is_invisible, is_space};
use super::era::{ERAS, Era, parts};
use super::remark::{self, Remark};
use super::{CONTRADICTS, DAY, ERA_BEFORE, ERA_OVER, MONTH, UNREADABLE, era, kanji_numbers, weekday, written};
use crate::message::Violation;

/// The first year that is accepted: Japan uses the Gregorian calendar since 1873-01-01.
const FIRST_YEAR: u32 = 1873;

/// Parses a date; the violation says why it is none.
pub(super) fn read(typed: &str) -> Result<NaiveDate, Violation> {
    let text = half_width(typed, is_invisible).replace(is_dash, "-").replace(is_space, " ").to_ascii_uppercase();
    let text = without_midnight(text.trim()).replace(' ', "");
    let text = kanji_numbers::replaced(&text);
    let unreadable = || Violation::new(&UNREADABLE);
    let (era, rest) = match era(&text) {
        Some((era, rest)) => (Some(era), rest),
        None => (None, &*text),
    };
    let Written { year, month, number, year_again, behind } = numbers(rest, era.is_some()).ok_or_else(unreadable)?;
    let date = match era {
        None => day(year, month, number)?,
        Some(era) => day_of_era(era, year, month, number)?,
    };
    if let Some(again) = year_again {
        agrees(again, date)?;
    }
    let mut behind = behind;
    while !behind.is_empty() {
        let (again, rest) = remark::split(behind).ok_or_else(unreadable)?;
        agrees(again, date)?;
        behind = rest;
    }
    Ok(date)
}

/// Spreadsheets add a time of day to a date. The one that says nothing is dropped: 0:00, 00:00:00, T00:00.
fn without_midnight(text: &str) -> &str {
    let Some((date, time)) = text.rsplit_once([' ', 'T']) else { return text };
    let mut parts = time.split(':');
    let is_midnight = parts.next().is_some_and(|hour| matches!(hour, "0" | "00"))
        && (1..=2).contains(&parts.clone().count())
        && parts.all(|part| part == "00");
    if is_midnight { date } else { text }
}

/// Whether a weekday or a year that is written beside the date says the same; the violation names both.
fn agrees(remark: Remark, date: NaiveDate) -> Result<(), Violation> {
    let says = |typed: String, right: String| {
        Err(Violation::new(&CONTRADICTS).with("date", written(date, '/')).with("right", right).with("typed", typed))
    };
    match remark {
        Remark::Weekday(typed) if typed != weekday(date) => {
            says(format!("{typed}曜日"), format!("{}曜日", weekday(date)))
        }
        Remark::Era(era, year) => {
            let right = super::era::of(date).map(|(era, year)| (era.name, year)).unwrap_or_default();
            let typed = i32::try_from(year).unwrap_or(i32::MAX);
            if right == (era.name, typed) {
                return Ok(());
            }
            says(format!("{}{}", era.name, era::year(typed)), format!("{}{}", right.0, era::year(right.1)))
        }
        Remark::Year(typed) if i32::try_from(typed) != Ok(date.year()) => {
            says(format!("{typed}年"), format!("{}年", date.year()))
        }
        Remark::Weekday(_) | Remark::Year(_) => Ok(()),
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
pub(super) fn era(text: &str) -> Option<(&'static Era, &str)> {
    ERAS.iter().find_map(|era| {
        let rest = text.strip_prefix(era.name).or_else(|| text.strip_prefix(era.signs))?;
        Some((era, rest.strip_prefix('.').unwrap_or(rest)))
    })
}

/// The parts of a written date.
struct Written<'t> {
    year: u32,
    month: u32,
    number: u32,
    /// The year in the other calendar, in parentheses behind the year: 2027年（令和9年）4月1日.
    year_again: Option<Remark>,
    /// The text behind the day.
    behind: &'t str,
}

/// Year, month and day: 20260401, 2026/4/1, 2026年4月1日; in an era 080401, 8.4.1, 元年5月1日.
fn numbers(text: &str, in_era: bool) -> Option<Written<'_>> {
    let (year, places, rest) = number(text)?;
    if !rest.starts_with(['/', '-', '.', '年']) {
        let together = if in_era { 6 } else { 8 };
        let (month, number) = (year / 100 % 100, year % 100);
        let written = Written { year: year / 10_000, month, number, year_again: None, behind: rest };
        return (places == together).then_some(written);
    }
    let has_year = if in_era { places <= 3 } else { places == 4 };
    let rest = rest.strip_prefix(['/', '-', '.', '年'])?;
    let (year_again, rest) = match remark::split_year(rest) {
        Some((again, rest)) => (Some(again), rest),
        None => (None, rest),
    };
    let (month, month_places, rest) = number(rest)?;
    let (number, day_places, rest) = number(rest.strip_prefix(['/', '-', '.', '月'])?)?;
    let behind = rest.strip_prefix('日').unwrap_or(rest);
    let is_date = has_year && month_places <= 2 && day_places <= 2;
    is_date.then_some(Written { year, month, number, year_again, behind })
}

/// Splits off the number in front: value, number of digits (at most eight), and the rest. 元 is year 1.
pub(super) fn number(text: &str) -> Option<(u32, usize, &str)> {
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
