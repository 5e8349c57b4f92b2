//! The parser of dates as people write them.

use chrono::{Datelike, NaiveDate};

use super::super::characters::{half_width, is_dash, is_invisible, is_middle_dot, is_space, rounded};
use super::super::jis::replacement;
use super::era::{ERAS, Era, parts};
use super::remark::{self, Remark};
use super::{CONTRADICTS, DAY, ERA_BEFORE, ERA_OVER, MONTH, UNREADABLE, era, kanji_numbers, weekday, written};
use crate::message::Violation;

/// The first year that is accepted: Japan uses the Gregorian calendar since 1873-01-01.
const FIRST_YEAR: u32 = 1873;

/// Parses a date; the violation says why it is none.
pub(super) fn read(typed: &str) -> Result<NaiveDate, Violation> {
    let text = plain(typed);
    let unreadable = || Violation::new(&UNREADABLE);
    let (era, rest) = calendar(&text);
    let Written { year, month, number, again, behind } = numbers(rest, era.is_some()).ok_or_else(unreadable)?;
    let date = match era {
        None => day(year, month, number)?,
        Some(era) => day_of_era(era, year, month, number)?,
    };
    for again in again.into_iter().flatten() {
        agrees(again, date)?;
    }
    let mut behind = behind;
    while !behind.is_empty() && !is_midnight(behind) {
        let (again, rest) = remark::split(behind).ok_or_else(unreadable)?;
        agrees(again, date)?;
        behind = rest;
    }
    Ok(date)
}

/// The text in half-width capitals, with one sign each for dashes, dots and brackets, digits for kanji, and spaces only
/// between digits.
fn plain(typed: &str) -> String {
    let mut out = String::new();
    for c in half_width(typed, is_invisible).chars() {
        match c {
            _ if is_dash(c) => out.push('-'),
            _ if is_space(c) => out.push(' '),
            _ if is_middle_dot(c) => out.push('.'),
            '㈪'..='㈰' | '㊊'..='㊐' | '㈷' | '㊗' => {
                let sign = replacement(c).unwrap_or_default();
                out.push('(');
                out.extend(sign.chars().find(|c| !c.is_ascii()));
                out.push(')');
            }
            _ => out.push(rounded(c.to_ascii_uppercase())),
        }
    }
    let text = kanji_numbers::replaced(out.trim_end_matches([' ', '.', ',', '。', '｡', '、']));
    let (mut line, mut is_apart) = (String::new(), false);
    for c in text.chars() {
        if c == ' ' {
            is_apart = true;
            continue;
        }
        if is_apart && c.is_ascii_digit() && line.as_bytes().last().is_some_and(u8::is_ascii_digit) {
            line.push(' ');
        }
        is_apart = false;
        line.push(c);
    }
    line
}

/// Whether the text is a time of day that says nothing, as spreadsheets add it to a date: 0:00, T00:00:00.000Z, 午前0時.
fn is_midnight(text: &str) -> bool {
    let text = text.strip_prefix([' ', 'T']).unwrap_or(text);
    let text = ["Z", "+09:00"].iter().find_map(|zone| text.strip_suffix(zone)).unwrap_or(text);
    let morning = ["午前", "AM"].iter().find_map(|word| text.strip_prefix(word)).or_else(|| text.strip_suffix("AM"));
    let Some((hour, places, minutes)) = number(morning.unwrap_or(text)) else { return false };
    let is_zero = places <= 2 && (hour == 0 || hour == 12 && morning.is_some());
    is_zero
        && minutes.starts_with([':', '時'])
        && minutes.chars().all(|c| matches!(c, '0' | ':' | '.' | '時' | '分' | '秒'))
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
        Remark::Weekday(_) | Remark::Year(_) | Remark::Holiday => Ok(()),
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

/// Splits off the name of the calendar in front: an era, or 西暦.
pub(super) fn calendar(text: &str) -> (Option<&'static Era>, &str) {
    match era(text) {
        Some((era, rest)) => (Some(era), rest),
        None => (None, text.strip_prefix("西暦").unwrap_or(text)),
    }
}

/// The parts of a written date.
struct Written<'t> {
    year: u32,
    month: u32,
    number: u32,
    /// The year in the other calendar, in parentheses: 2027(令和9)年4月1日, 2027年（令和9年）4月1日.
    again: [Option<Remark>; 2],
    /// The text behind the day.
    behind: &'t str,
}

/// Year, month and day: 20260401, 2026/4/1, 2026年4月1日; in an era 080401, 8.4.1, 元年5月1日.
fn numbers(text: &str, in_era: bool) -> Option<Written<'_>> {
    let (year, places, rest) = number(text)?;
    let (first, rest) = remark::split_year(rest);
    if !rest.starts_with(['/', '-', '.', ' ', '年']) {
        let together = if in_era { 6 } else { 8 };
        let (month, number) = (year / 100 % 100, year % 100);
        let written = Written { year: year / 10_000, month, number, again: [first, None], behind: rest };
        return (places == together).then_some(written);
    }
    let has_year = if in_era { places <= 3 } else { places == 4 };
    let (second, rest) = remark::split_year(rest.strip_prefix(['/', '-', '.', ' ', '年'])?);
    let (month, month_places, rest) = number(rest)?;
    let (number, day_places, rest) = number(rest.strip_prefix(['/', '-', '.', ' ', '月'])?)?;
    let behind = rest.strip_prefix('日').filter(|behind| !behind.starts_with('曜')).unwrap_or(rest);
    let is_date = has_year && month_places <= 2 && day_places <= 2;
    is_date.then_some(Written { year, month, number, again: [first, second], behind })
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
