//! 元号, as far back as an application may reach.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

/// One era.
pub(super) struct Era {
    /// 令和.
    pub(super) name: &'static str,
    /// Its other ways of writing: R, 令, ㋿.
    pub(super) signs: [char; 3],
    /// The first day, as year, month, day.
    pub(super) first: (i32, u32, u32),
    /// The last day; none for the present era.
    pub(super) last: Option<(i32, u32, u32)>,
}

/// The latest first. Days: the 元号 laws and orders of 1926, 1989 and 2019.
#[rustfmt::skip]
pub(super) static ERAS: [Era; 3] = [
    Era { name: "令和", signs: ['R', '令', '㋿'], first: (2019, 5, 1),   last: None },
    Era { name: "平成", signs: ['H', '平', '㍻'], first: (1989, 1, 8),   last: Some((2019, 4, 30)) },
    Era { name: "昭和", signs: ['S', '昭', '㍼'], first: (1926, 12, 25), last: Some((1989, 1, 7)) },
];

/// The era of a day and the year in it; `None` before 昭和.
pub(super) fn of(date: NaiveDate) -> Option<(&'static Era, i32)> {
    let era = ERAS.iter().find(|era| era.first <= parts(date))?;
    Some((era, date.year() - era.first.0 + 1))
}

/// Year, month, day: they compare as days do.
pub(super) fn parts(date: NaiveDate) -> (i32, u32, u32) {
    (date.year(), date.month(), date.day())
}

/// 8年; the first year is 元年.
pub(super) fn year(number: i32) -> Cow<'static, str> {
    if number == 1 { Cow::Borrowed("元年") } else { Cow::Owned(number.to_string() + "年") }
}

impl Era {
    /// 31年4月30日: a day in the years of this era.
    pub(super) fn written(&self, (western, month, day): (i32, u32, u32)) -> String {
        format!("{}{month}月{day}日", year(western - self.first.0 + 1))
    }
}
