//! Laws of numbers, telephone numbers and dates that stand beside something else: nothing is joined, nothing that says
//! the same is refused.

use chrono::{Datelike, Days, NaiveDate};
use nss_core::form::Violation;
use nss_core::value::{date, full_width, number, phone};
use proptest::prelude::*;

const SPACES: [char; 6] = [' ', '\u{3000}', '\u{a0}', '\u{2003}', '\u{2009}', '\u{202f}'];
const BREAKS: [&str; 6] = ["\n", "\r\n", "\t", "\u{2028}", " \n ", "\n\n"];
const REMARKS: [&str; 10] =
    ["", "（代）", "(代表)", "［代］", "【代表】", "〔代〕", "（大代表）", "（代表電話）", "㈹", " 代表"];

fn code(violation: Option<Violation>) -> &'static str {
    violation.map_or("ok", |violation| violation.message.code)
}

/// The ways to write a weekday behind a date.
fn weekdays(day: NaiveDate) -> Vec<String> {
    let at = day.weekday().num_days_from_monday();
    let sign = |first: u32| char::from_u32(first + at).expect("a sign");
    let kanji = date::weekday(day);
    let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][at as usize];
    let short = &name[..3];
    let brackets = ["()", "（）", "[]", "［］", "〔〕", "【】", "〈〉", "｛｝", "「」"];
    let mut all: Vec<String> = brackets
        .iter()
        .map(|pair| {
            let (open, close) = pair.split_at(pair.len() / 2);
            format!("{open}{kanji}{close}")
        })
        .collect();
    all.extend([
        format!("（{kanji}・祝）"),
        format!("({kanji}/振休)"),
        format!("（{kanji}）（祝）"),
        format!("{kanji}曜日"),
    ]);
    all.extend([
        sign(0x322a).to_string(),
        sign(0x328a).to_string(),
        format!("({short})"),
        format!(" ({name})"),
        String::new(),
    ]);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_space_joins_digits_only_where_thousands_have_one(
        groups in prop::collection::vec("[0-9]{1,4}", 2..4),
        space in prop::sample::select(&SPACES),
    ) {
        let are_thousands = groups[0].len() < 4 && !groups[0].starts_with('0') && groups[1..].iter().all(|group| group.len() == 3);
        let normal = number::normalise(&groups.join(&space.to_string())).into_owned();
        if are_thousands {
            prop_assert_eq!(normal, groups.concat());
        } else {
            prop_assert_eq!(code(number::check(&normal, 0, u32::MAX)), "number.several", "{}", normal);
        }
    }

    #[test]
    fn numbers_of_two_lines_or_cells_are_two(
        one in 0..2_000_u32,
        other in 0..2_000_u32,
        between in prop::sample::select(&BREAKS),
    ) {
        let normal = number::normalise(&format!("{one}{between}{other}")).into_owned();
        prop_assert!(!normal.contains('\n'));
        prop_assert_eq!(code(number::check(&normal, 0, u32::MAX)), "number.several", "{}", normal);
    }

    #[test]
    fn telephone_numbers_are_told_apart_with_their_remarks(
        numbers in prop::collection::vec("(03-[1-9][0-9]{3}-[0-9]{4}|0[5-9]0-[1-9][0-9]{3}-[0-9]{4}|0120-[0-9]{3}-[0-9]{3}|0800-[0-9]{3}-[0-9]{4})", 1..4),
        remark in prop::sample::select(&REMARKS),
        is_in_front in any::<bool>(),
        between in prop::sample::select(&["\n", "\t", "　", "／", "/", "、", "，", "・", "~"]),
    ) {
        let written: Vec<String> = numbers.iter().map(|number| {
            let abroad = format!("+81-{}", &number[1..]);
            let number = if number.len() % 2 == 0 { number } else { &abroad };
            if is_in_front { format!("{remark}{number}") } else { format!("{number}{remark}") }
        }).collect();
        let normal = phone::normalise(&written.join(between)).into_owned();
        let digits: Vec<String> = numbers.iter().map(|number| number.replace('-', "")).collect();
        prop_assert_eq!(&normal, &digits.join(" "));
        prop_assert_eq!(code(phone::check(&normal)), if numbers.len() == 1 { "ok" } else { "phone.two" });
    }

    #[test]
    fn digits_apart_behind_a_telephone_number_are_no_part_of_it(
        number in "(03-[1-9][0-9]{3}-[0-9]{4}|0[5-9]0-[1-9][0-9]{3}-[0-9]{4})",
        extension in "[1-9][0-9]{0,4}",
        around in prop::sample::select(&["\n#", "(#)", "（#）", "［#］", "-#", " #", "#"]),
    ) {
        let behind = around.replace('#', &extension);
        let normal = phone::normalise(&format!("{number}{behind}")).into_owned();
        let found = code(phone::check(&normal));
        if around == "#" {
            // Nothing tells where the number ends: eleven digits pass.
            prop_assert_eq!(found, if normal.len() == 11 { "ok" } else { "phone.long" }, "{}", normal);
        } else {
            prop_assert_eq!(found, "phone.extension", "{}", normal);
        }
    }

    #[test]
    fn a_long_vowel_stays_between_a_kanji_and_a_kana(kanji in "[一-鿿]", kana in "[ぁ-ゖァ-ヺ]") {
        let name = format!("大{kanji}ー{kana}");
        prop_assert_eq!(&*full_width::normalise(&name), &*name);
    }

    #[test]
    fn a_date_is_read_with_all_that_says_the_same(
        days in 0..100_000_u64,
        form in 0..8_usize,
        remark in 0..18_usize,
        time in prop::sample::select(&["", " 0:00", "　00:00:00", "T00:00:00.000Z", "T00:00+09:00", " 12:00:00 AM", "午前0時", " 0時00分00秒", "。"]),
        is_other in any::<bool>(),
    ) {
        let day = NaiveDate::from_ymd_opt(1927, 1, 1).unwrap() + Days::new(days);
        let (y, m, d) = (day.year(), day.month(), day.day());
        let era = date::long_form(day).split('）').nth(1).unwrap().to_owned();
        let era = era.trim_end_matches('年');
        let date = [
            format!("{y}/{m}/{d}"), format!("{y}年{m}月{d}日"), format!("西暦{y}年{m}月{d}日"), format!("{y}・{m}・{d}"),
            format!("{y}({era})年{m}月{d}日"), format!("{y}年（{era}年）{m}月{d}日"), format!("{era}（{y}）年{m}月{d}日"), format!("{y}年{m}月{d}日({era})"),
        ][form].clone();
        let normal = date::write(day);
        let raw = format!("{date}{}{time}", weekdays(day)[remark]);
        prop_assert_eq!(&*date::normalise(&raw), &*normal, "{}", raw);
        let wrong = weekdays(day + Days::new(1))[remark].clone();
        if is_other && !wrong.is_empty() {
            let raw = format!("{date}{wrong}{time}");
            prop_assert_eq!(code(date::check(&date::normalise(&raw))), "date.contradicts", "{}", raw);
        }
    }
}
