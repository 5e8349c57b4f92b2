//! Dates: any usual way of writing, one normal form `YYYY-MM-DD` (V-03, F040, F041).

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};

use super::characters::is_break;
use super::{kept, quotes};
use crate::message::{Message, Violation};

mod era;
mod kanji_numbers;
mod reading;
mod remark;

static UNREADABLE: Message = Message::blocks(
    "date.unreadable",
    "{label}は年月日を8桁の数字などで入力してください（例：20260401、2026/4/1、令和8年4月1日）。",
);
static MONTH: Message =
    Message::blocks("date.month", "{label}の月は1から12までで入力してください。「{month}月」はありません。");
static DAY: Message =
    Message::blocks("date.day", "{label}の日を確かめてください。{year}年{month}月は1日から{last}日までです。");
static ERA_OVER: Message = Message::blocks(
    "date.era-over",
    "{label}を西暦で入力してください（この日は{instead}です）。{era}は{last}までです。",
);
static ERA_BEFORE: Message = Message::blocks(
    "date.era-before",
    "{label}を西暦で入力してください（この日は{instead}です）。{era}は{first}からです。",
);

static CONTRADICTS: Message = Message::blocks(
    "date.contradicts",
    "{label}を確かめて、もう一度入力してください。{date}は{right}ですが、「{typed}」と書かれています。",
);

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&UNREADABLE, &MONTH, &DAY, &ERA_OVER, &ERA_BEFORE, &CONTRADICTS];

/// `YYYY-MM-DD`; a text that is no day stays as typed, trimmed, on one line.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if raw.is_empty() || parse(raw).is_some() {
        return Cow::Borrowed(raw);
    }
    // A control writes YYYY/MM/DD back into the draft, so that most drafts hold this form: the fast path.
    match parts(raw, b'/').map_or_else(|| reading::read(raw), Ok) {
        Ok(date) => Cow::Owned(write(date)),
        // A control of one line would join what stands on both sides of a line end.
        Err(_) => kept(raw, quotes::bare(raw).chars().map(|c| if is_break(c) { ' ' } else { c }).collect()),
    }
}

/// The violation of a normal form that is no day.
pub fn check(normal: &str) -> Option<Violation> {
    if parse(normal).is_some() { None } else { reading::read(normal).err() }
}

/// The day of a normal form; `None` for anything else.
pub fn parse(normal: &str) -> Option<NaiveDate> {
    parts(normal, b'-')
}

/// The day of four, two and two digits with one sign `between` them.
fn parts(text: &str, between: u8) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, first, m1, m2, second, d1, d2] = *text.as_bytes() else { return None };
    if first != between || second != between {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum, b| if b.is_ascii_digit() { Some(sum * 10 + u32::from(b - b'0')) } else { None })
    };
    let year = number(&[y1, y2, y3, y4])?;
    reading::day(year, number(&[m1, m2])?, number(&[d1, d2])?).ok()
}

/// The normal form of a day.
pub fn write(date: NaiveDate) -> String {
    written(date, '-')
}

/// The form on screen, `YYYY/MM/DD`; a text that is no day is unchanged.
pub fn on_screen(normal: &str) -> Cow<'_, str> {
    match parse(normal) {
        Some(date) => Cow::Owned(written(date, '/')),
        None => Cow::Borrowed(normal),
    }
}

/// The long form beside the control: 2026年4月1日（水）令和8年.
pub fn long_form(date: NaiveDate) -> String {
    let era = era::of(date).map(|(era, year)| format!("{}{}", era.name, era::year(year))).unwrap_or_default();
    format!("{}{era}", with_weekday(date))
}

/// 2026年4月1日（水）.
pub fn with_weekday(date: NaiveDate) -> String {
    format!("{}（{}）", japanese(date), weekday(date))
}

/// 2026年4月1日.
pub fn japanese(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 月 … 日.
pub fn weekday(date: NaiveDate) -> char {
    match date.weekday() {
        Weekday::Mon => '月',
        Weekday::Tue => '火',
        Weekday::Wed => '水',
        Weekday::Thu => '木',
        Weekday::Fri => '金',
        Weekday::Sat => '土',
        Weekday::Sun => '日',
    }
}

/// Year, month and day as four, two and two digits.
fn written(date: NaiveDate, between: char) -> String {
    let mut out = String::with_capacity(10);
    let year = date.year().unsigned_abs();
    for (number, places) in [(year, &[1000, 100, 10, 1][..]), (date.month(), &[10, 1]), (date.day(), &[10, 1])] {
        if !out.is_empty() {
            out.push(between);
        }
        out.extend(places.iter().filter_map(|place| char::from_digit(number / place % 10, 10)));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{check, long_form, normalise, on_screen, parse};

    fn code(raw: &str) -> &'static str {
        check(&normalise(raw)).map_or("", |violation| violation.message.code)
    }

    fn parameter(raw: &str, name: &str) -> String {
        let violation = check(raw).unwrap();
        violation
            .parameters
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn usual_ways_of_writing_are_read() {
        for raw in [
            "20260401",
            "２０２６０４０１",
            "2026/4/1",
            "2026-04-01",
            "2026.4.1",
            "2026年4月1日",
            "２０２６年４月１日",
            "2026 / 04 / 01",
            "令和8年4月1日",
            "令和８年４月１日",
            "R8.4.1",
            "r8/4/1",
            "Ｒ８．４．１",
            "㋿8年4月1日",
            "R080401",
            "2026ー4ー1",
        ] {
            assert_eq!(normalise(raw), "2026-04-01", "{raw}");
        }
        assert_eq!(normalise("令和元年5月1日"), "2019-05-01");
        assert_eq!(normalise("平成31年4月30日"), "2019-04-30");
        assert_eq!(normalise("S64.1.7"), "1989-01-07");
        assert!(matches!(normalise("2026-04-01"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_day_that_does_not_exist_names_the_last_of_its_month() {
        assert_eq!(code("20260230"), "date.day");
        assert_eq!(parameter("20260230", "last"), "28");
        assert_eq!(code("2024/2/29"), "");
        assert_eq!(code("2100/2/29"), "date.day");
        assert_eq!(code("2026/4/0"), "date.day");
        assert_eq!(code("2026/13/1"), "date.month");
        assert_eq!(normalise(" 2026/2/30 "), "2026/2/30");
    }

    #[test]
    fn a_day_outside_its_era_names_the_limit_and_the_western_date() {
        assert_eq!(code("昭和65年1月1日"), "date.era-over");
        assert_eq!(parameter("昭和65年1月1日", "last"), "64年1月7日");
        assert_eq!(parameter("平成32年4月1日", "last"), "31年4月30日");
        assert_eq!(parameter("平成32年4月1日", "instead"), "2020/04/01");
        assert_eq!(code("平成31年5月1日"), "date.era-over");
        assert_eq!(parameter("令和元年4月30日", "first"), "元年5月1日");
    }

    #[test]
    fn documents_and_spreadsheets_add_weekday_era_and_midnight() {
        for raw in [
            "2027年4月1日（木）",
            "2027/4/1(木)",
            "2027年4月1日（木）令和9年",
            "2027年（令和9年）4月1日",
            "令和9年（2027年）4月1日（木）",
            "令和9年4月1日木曜日",
            "2027年4月1日 木曜",
            "20270401(木)",
            "2027/4/1 0:00",
            "2027/04/01 00:00:00",
            "2027-04-01T00:00:00",
            "2027/4/1（木） 0:00",
            "令和九年四月一日",
            "二〇二七年四月一日",
            "令和九年四月一日（木）",
            "2027年4月1日（木・祝）",
            "2027/4/1(木祝)",
            "2027/4/1（木／振替休日）",
            "2027/4/1（木）（祝）",
            "2027/4/1㈭㈷",
            "2027/4/1 ㈭",
            "2027/4/1㊍",
            "2027/4/1[木]",
            "2027/4/1〔木〕",
            "2027/4/1【木】",
            "2027/4/1（木）0:00",
            "2027/4/1 12:00:00 AM",
            "2027/4/1 午前 0:00",
            "2027/4/1 AM 0:00",
            "2027年4月1日 0時00分",
            "2027年4月1日0時",
            "2027-04-01T00:00:00Z",
            "2027-04-01T00:00:00.000Z",
            "2027-04-01T00:00:00+09:00",
            "2027-04-01 00:00:00.000",
            "2027/4/1 (Thu)",
            "2027/4/1(Thu.)",
            "2027/4/1 Thursday",
            "2027/4/1木曜日",
            "西暦2027年4月1日",
            "令和9年（西暦2027年）4月1日",
            "2027年4月1日(R9)",
            "2027(令和9)年4月1日",
            "令和9(2027)年4月1日",
            "R9(2027)/4/1",
            "20270401(令和9年)",
            "二〇二七・四・一",
            "2027・4・1",
            "2027･4･1",
            "2027 4 1",
            "2027 04 01",
            "2027年4月1日。",
            "2027/4/1.",
            "\"2027/4/1\"",
        ] {
            assert_eq!(normalise(raw), "2027-04-01", "{raw}");
        }
    }

    #[test]
    fn a_weekday_or_a_year_that_contradicts_is_refused_with_both_said() {
        for (raw, right, typed) in [
            ("2027年4月1日（金）", "木曜日", "金曜日"),
            ("2027年4月1日（木）令和8年", "令和9年", "令和8年"),
            ("令和9年（2026年）4月1日", "2027年", "2026年"),
            ("2027年（平成9年）4月1日", "令和9年", "平成9年"),
            ("2027年4月1日（金・祝）", "木曜日", "金曜日"),
            ("2027年4月1日㈮", "木曜日", "金曜日"),
            ("2027年4月1日 Fri", "木曜日", "金曜日"),
            ("2027年4月1日（金）0:00", "木曜日", "金曜日"),
            ("2027年4月1日(R8)", "令和9年", "令和8年"),
            ("2027(令和8)年4月1日", "令和9年", "令和8年"),
            ("令和9(2026)年4月1日", "2027年", "2026年"),
        ] {
            assert_eq!((normalise(raw).as_ref(), code(raw)), (raw, "date.contradicts"));
            assert_eq!((parameter(raw, "right").as_str(), parameter(raw, "typed").as_str()), (right, typed));
        }
    }

    #[test]
    fn unreadable_texts_stay_as_typed() {
        for raw in [
            "4/1",
            "26/4/1",
            "202641",
            "2026年4月",
            "明日",
            "2026/4/1x",
            "2026//1",
            "令和0年1月1日",
            "-",
            "元",
            "2027/4/1 9:30",
            "2027/4/1 12:00",
            "2027/4/1 12:00 PM",
            "2027-03-31T15:00:00Z",
            "2027-04-01T00:00:00-05:00",
            "2027/4/1 2",
            "2027/4/1 2027/4/2",
            "2027/4/10:00",
            "2027/4/1(Th)",
            "2027/4/1(祝",
            "2027/4/1(20270401)",
            "2027/4/1木",
            "2027/4/1()",
        ] {
            assert_eq!(normalise(raw), raw);
            assert_eq!(code(raw), "date.unreadable", "{raw}");
        }
    }

    #[test]
    fn the_control_shows_slashes_and_the_long_form_the_weekday() {
        assert_eq!(on_screen("2026-04-01"), "2026/04/01");
        assert_eq!(on_screen("4/1"), "4/1");
        assert_eq!(long_form(parse("2026-04-01").unwrap()), "2026年4月1日（水）令和8年");
        assert_eq!(long_form(parse("2019-05-01").unwrap()), "2019年5月1日（水）令和元年");
        assert_eq!(long_form(parse("1900-01-01").unwrap()), "1900年1月1日（月）");
    }
}
