//! Remarks beside a date that say again what it says: a weekday, the year of an era, the western year.

use super::era::Era;
use super::reading::{calendar, number};

/// One remark.
#[derive(Clone, Copy)]
pub(super) enum Remark {
    /// （木）, 木曜日.
    Weekday(char),
    /// 令和9年.
    Era(&'static Era, u32),
    /// （2027年）.
    Year(u32),
    /// （祝）, which is not looked up.
    Holiday,
}

const WEEKDAYS: &str = "月火水木金土日";
const ENGLISH: [&str; 7] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/// Splits off one remark behind a date, in parentheses or not: （木・祝）, 木曜日, 令和9年.
pub(super) fn split(text: &str) -> Option<(Remark, &str)> {
    let Some(inside) = text.strip_prefix('(') else {
        // 木 alone could be anything.
        let is_word = |rest: &str| text.chars().count() > rest.chars().count() + 1;
        return weekday(text).filter(|(_, rest)| is_word(rest)).or_else(|| year(text, true));
    };
    let (remark, rest) =
        weekday(inside).or_else(|| year(inside, false)).or_else(|| Some((Remark::Holiday, holiday(inside)?)))?;
    let rest = holiday(rest.strip_prefix(['.', '/', ',', '、']).unwrap_or(rest)).unwrap_or(rest);
    Some((remark, rest.strip_prefix(')')?))
}

/// Splits off a year in parentheses, if there is one.
pub(super) fn split_year(text: &str) -> (Option<Remark>, &str) {
    let found = text.strip_prefix('(').and_then(|inside| year(inside, false));
    match found.and_then(|(remark, rest)| Some((remark, rest.strip_prefix(')')?))) {
        Some((remark, rest)) => (Some(remark), rest),
        None => (None, text),
    }
}

/// 木, 木曜, 木曜日, THU, THURSDAY.
fn weekday(text: &str) -> Option<(Remark, &str)> {
    let day = text.chars().next().filter(|c| WEEKDAYS.contains(*c));
    if let Some(day) = day {
        let rest = text.strip_prefix(day)?;
        let rest = rest.strip_prefix("曜日").or_else(|| rest.strip_prefix('曜')).unwrap_or(rest);
        return Some((Remark::Weekday(day), rest));
    }
    let (word, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_uppercase).count())?;
    let at = ENGLISH.iter().position(|name| word.len() > 2 && name.starts_with(word))?;
    Some((Remark::Weekday(WEEKDAYS.chars().nth(at)?), rest.strip_prefix('.').unwrap_or(rest)))
}

/// 祝, 振替休日.
fn holiday(text: &str) -> Option<&str> {
    ["振替休日", "振休", "祝日", "祝", "休日", "休"].iter().find_map(|word| text.strip_prefix(word))
}

/// 令和9年, 2027年; in parentheses also without 年.
fn year(text: &str, needs_word: bool) -> Option<(Remark, &str)> {
    let (era, rest) = calendar(text);
    let (year, _, rest) = number(rest).filter(|(_, places, _)| *places < 5)?;
    let rest = match rest.strip_prefix('年') {
        None if needs_word => return None,
        behind => behind.unwrap_or(rest),
    };
    Some((era.map_or(Remark::Year(year), |era| Remark::Era(era, year)), rest))
}
