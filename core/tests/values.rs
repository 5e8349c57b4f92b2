//! Laws that hold for every way of writing a value, and a corpus of real ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use nss_core::form::Violation;
use nss_core::value::choice::Choice;
use nss_core::value::{
    choice, choices, code, codes, date, email, file_name, file_size, free_text, full_width, ip_address, kana, latin,
    number, phone, postcode,
};
use nss_tests::corpus;
use proptest::prelude::*;

/// A table to choose from.
const TABLE: &[Choice] = &[
    Choice { code: "broker", label: "通関業" },
    Choice { code: "forwarder", label: "混載業" },
    Choice { code: "nvocc", label: "NVOCC" },
];

/// One kind of value, with limits small enough to be met.
struct Kind {
    name: &'static str,
    normalise: for<'r> fn(&'r str) -> Cow<'r, str>,
    check: fn(&str) -> Option<Violation>,
}

#[rustfmt::skip]
const KINDS: [Kind; 19] = [
    Kind { name: "full-width", normalise: full_width::normalise, check: |text| full_width::check(text, 40) },
    Kind { name: "kana",       normalise: kana::normalise,       check: |text| kana::check(text, 60) },
    Kind { name: "name-kana",  normalise: kana::normalise,       check: |text| kana::check_name(text, 40) },
    Kind { name: "free-text",  normalise: free_text::normalise,  check: |text| free_text::check(text, 240) },
    Kind { name: "postcode",   normalise: postcode::normalise,   check: postcode::check },
    Kind { name: "phone",      normalise: phone::normalise,      check: phone::check },
    Kind { name: "fax-or-none", normalise: phone::normalise_or_none, check: phone::check_or_none },
    Kind { name: "file-name",  normalise: file_name::normalise,  check: file_name::check },
    Kind { name: "file-size",  normalise: number::normalise,     check: file_size::check },
    Kind { name: "email",      normalise: email::normalise,      check: email::check },
    Kind { name: "date",       normalise: date::normalise,       check: date::check },
    Kind { name: "number",     normalise: number::normalise,     check: |text| number::check(text, 1, 1000) },
    Kind { name: "code-3",     normalise: code::normalise,       check: |text| code::check(text, "XXX") },
    Kind { name: "code-6",     normalise: code::normalise,       check: |text| code::check(text, "XXX999") },
    Kind { name: "codes",      normalise: codes::normalise,      check: |text| codes::check(text, "X99") },
    Kind { name: "ip-address", normalise: ip_address::normalise, check: ip_address::check },
    Kind { name: "choice",     normalise: choice::normalise,     check: |text| choice::check(text, TABLE) },
    Kind { name: "choices",    normalise: |raw| choices::normalise(raw, TABLE), check: |text| choices::check(text, TABLE) },
    Kind { name: "latin",      normalise: latin::normalise,      check: |text| latin::check(text, 35) },
];

/// Pieces that interact within one value: marks without kana, strokes between digits, blanks of all widths, half a
/// date.
const PIECES: &[&str] = &[
    "ﾞ",
    "ﾟ",
    "゛",
    "゜",
    "\u{3099}",
    "\u{309a}",
    "ｶ",
    "ﾊ",
    "ｳ",
    "か",
    "は",
    "ガ",
    "パ",
    "ヴ",
    "ヽ",
    "ヾ",
    "ゝ",
    "ゞ",
    "っ",
    "ｯ",
    "ー",
    "ｰ",
    "-",
    "－",
    "−",
    "‐",
    "―",
    "─",
    "〜",
    "～",
    "1",
    "２",
    "0",
    "９",
    "a",
    "Ｂ",
    "z",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "\u{7f}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{e0100}",
    "漢",
    "髙",
    "\u{fa11}",
    "𠮷",
    "㈱",
    "①",
    "Ⅱ",
    "😀",
    "👨\u{200d}👩",
    "é",
    "e\u{301}",
    "\u{e000}",
    "\u{10ffff}",
    "〒",
    "+81",
    "(",
    "）",
    "@",
    "＠",
    ".",
    "。",
    "．",
    ",",
    "，",
    "'",
    "’",
    "\"",
    "/",
    "／",
    "年",
    "月",
    "日",
    "令和",
    "平成",
    "昭和",
    "R",
    "h",
    "元",
    "㋿",
    "2026",
    "20260401",
    "31",
    "broker",
    "nvocc",
    "x",
    "ン",
    "ッ",
    "丁目",
    "番",
    "棟",
    "チョウメ",
    "三",
    "十",
    "（木）",
    "木曜日",
    "（令和9年）",
    " 0:00",
    "(代表)",
    "㈹",
    "大代表",
    "【代】",
    "03-1234-5678",
    "+",
    ":",
    "・",
    "·",
    "[",
    "〕",
    "㈭",
    "㊗",
    "（木・祝）",
    "Thu",
    "(R9)",
    "2027/4/1",
    "T00:00",
    "午前",
    "西暦",
    ",000",
    "\"\"",
    "＂",
    "\u{2009}",
    "µ",
    "Å",
    "地",
    "口",
];

/// Any text: any characters at all, or pieces that belong together.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_changes_nothing_and_borrows(raw in text()) {
        for kind in &KINDS {
            let normal = (kind.normalise)(&raw).into_owned();
            let again = (kind.normalise)(&normal);
            prop_assert_eq!(&*again, &*normal, "{}", kind.name);
            prop_assert!(matches!(again, Cow::Borrowed(_)), "{} copies {normal:?}", kind.name);
        }
    }

    #[test]
    fn every_violation_fills_its_sentence(raw in text()) {
        for kind in &KINDS {
            for text in [&*raw, &*(kind.normalise)(&raw)] {
                // The check never sees an empty answer, but it must not panic on one.
                let Some(violation) = (kind.check)(text).filter(|_| !text.is_empty()) else { continue };
                for (at, _) in violation.message.text.match_indices('{') {
                    let name = violation.message.text[at + 1..].split('}').next().unwrap();
                    let is_filled = violation.parameters.iter().any(|(known, value)| *known == name && !value.is_empty());
                    prop_assert!(name == "label" || is_filled, "{}: {}", violation.message.code, name);
                }
            }
        }
    }

    #[test]
    fn the_text_of_the_control_has_the_same_normal_form(raw in text()) {
        let normal = date::normalise(&raw);
        let shown = date::on_screen(&normal);
        prop_assert_eq!(&*date::normalise(&shown), &*normal);
    }

    #[test]
    fn one_line_has_no_ends_no_double_spaces_and_nothing_invisible(raw in text()) {
        for (blank, normal) in [("\u{3000}", full_width::normalise(&raw)), ("\u{3000}", kana::normalise(&raw)), (" ", latin::normalise(&raw))] {
            prop_assert_eq!(normal.trim(), &*normal);
            prop_assert!(!normal.contains(&blank.repeat(2)));
            prop_assert!(!normal.chars().any(char::is_control));
        }
    }

    #[test]
    fn a_day_is_read_however_it_is_written(days in 0..100_000_i32) {
        // From 1927 on, when 昭和 counts whole years.
        let day = NaiveDate::from_ymd_opt(1927, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs().into());
        let (y, m, d) = (day.year(), day.month(), day.day());
        let normal = format!("{y:04}-{m:02}-{d:02}");
        let echo = date::long_form(day);
        let era = format!("{}{m}月{d}日", echo.split('）').nth(1).unwrap());
        let weekday = date::weekday(day);
        // Each text that the product shows for a day, and those of documents and spreadsheets.
        let shown = [echo.clone(), date::japanese(day), format!("{}（{weekday}）", date::japanese(day)), date::on_screen(&normal).into_owned()];
        let documents = [format!("{y}/{m}/{d}({weekday})"), format!("{y}/{m}/{d} 0:00"), format!("{era}{weekday}曜日")];
        let plain = [format!("{y}{m:02}{d:02}"), format!("{y}/{m}/{d}"), era];
        for raw in shown.into_iter().chain(documents).chain(plain) {
            prop_assert_eq!(&*date::normalise(&raw), &*normal, "{}", raw);
        }
        prop_assert_eq!(date::parse(&normal), Some(day));
        prop_assert_eq!(date::write(day), normal);
    }
}

#[test]
fn real_ways_of_writing_come_out_as_listed() {
    let kinds: BTreeMap<&str, &Kind> = KINDS.iter().map(|kind| (kind.name, kind)).collect();
    let mut rows = 0;
    for line in corpus::LINES.iter() {
        let kind = kinds[line.kind.as_str()];
        assert_eq!((kind.normalise)(&line.raw), line.normal, "{line:?}");
        assert_eq!((kind.normalise)(&line.normal), line.normal, "{line:?}");
        let found = if line.normal.is_empty() { None } else { (kind.check)(&line.normal) };
        assert_eq!(found.map_or("ok", |violation| violation.message.code), line.violation, "{line:?}");
        rows += 1;
    }
    assert!(rows >= 520, "{rows} rows");
}
