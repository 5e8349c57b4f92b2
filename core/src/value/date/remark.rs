//! Remarks beside a date that say again what it says: a weekday, the year of an era, the western year.

use super::era::Era;
use super::reading::{era, number};

/// One remark.
#[derive(Clone, Copy)]
pub(super) enum Remark {
    /// （木）, 木曜日.
    Weekday(char),
    /// 令和9年.
    Era(&'static Era, u32),
    /// （2027年）.
    Year(u32),
}

/// Splits off one remark behind a date, in parentheses or not.
pub(super) fn split(text: &str) -> Option<(Remark, &str)> {
    let Some(inside) = text.strip_prefix('(') else {
        return weekday(text).filter(|(_, rest)| text.len() - rest.len() > '木'.len_utf8()).or_else(|| year(text));
    };
    let (remark, rest) = weekday(inside).or_else(|| year(inside))?;
    Some((remark, rest.strip_prefix(')')?))
}

/// Splits off a year in parentheses behind a year.
pub(super) fn split_year(text: &str) -> Option<(Remark, &str)> {
    let (remark, rest) = year(text.strip_prefix('(')?)?;
    Some((remark, rest.strip_prefix(')')?))
}

/// 木, 木曜, 木曜日.
fn weekday(text: &str) -> Option<(Remark, &str)> {
    let day = text.chars().next().filter(|c| "月火水木金土日".contains(*c))?;
    let rest = text.strip_prefix(day)?;
    let rest = rest.strip_prefix("曜日").or_else(|| rest.strip_prefix('曜')).unwrap_or(rest);
    Some((Remark::Weekday(day), rest))
}

/// 令和9年, 2027年.
fn year(text: &str) -> Option<(Remark, &str)> {
    let (era, rest) = match era(text) {
        Some((era, rest)) => (Some(era), rest),
        None => (None, text),
    };
    let (year, _, rest) = number(rest)?;
    let rest = rest.strip_prefix('年')?;
    Some((era.map_or(Remark::Year(year), |era| Remark::Era(era, year)), rest))
}
