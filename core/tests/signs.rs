//! Squared words, circled numbers and other signs of compatibility: each is replaced, or named with the replacement that
//! Unicode's data has. The table of their words is generated here.

use std::{fmt::Write as _, path::Path};

use nss_core::form::Violation;
use nss_core::value::{code, free_text, full_width, jis, kana, latin, phone};
use unicode_normalization::UnicodeNormalization;

/// Letterlike Symbols, Number Forms, Enclosed Alphanumerics, the signs of CJK Symbols, Enclosed CJK Letters and Months,
/// CJK Compatibility, the ligatures of a PDF.
const BLOCKS: [(u32, u32); 7] = [
    (0x2100, 0x214f),
    (0x2150, 0x218f),
    (0x2460, 0x24ff),
    (0x3020, 0x303f),
    (0x3200, 0x32ff),
    (0x3300, 0x33ff),
    (0xfb00, 0xfb06),
];

/// The runs of numbers and letters, which need no table.
const RUNS: [(u32, u32); 6] =
    [(0x2460, 0x24ff), (0x3251, 0x325f), (0x32b1, 0x32bf), (0x32c0, 0x32cb), (0x3358, 0x3370), (0x33e0, 0x33fe)];

/// Numbers without a mapping in Unicode's data: white on black, with two circles; their names have the number.
const WITHOUT_MAPPING: [(char, char, u32); 6] =
    [('⓫', '⓴', 11), ('⓵', '⓾', 1), ('⓿', '⓿', 0), ('❶', '❿', 1), ('➀', '➉', 1), ('➊', '➓', 1)];

/// The text of the same meaning, if JIS X 0208 has every character of it.
fn words(c: char) -> Option<String> {
    if jis::contains(c) {
        return None;
    }
    let unmapped = WITHOUT_MAPPING.iter().find(|(first, last, _)| (first..=last).contains(&&c));
    if let Some((first, _, number)) = unmapped {
        return Some((u32::from(c) - u32::from(*first) + number).to_string());
    }
    // A fraction has a stroke of its own.
    let words = std::iter::once(c).nfkc().collect::<String>().replace('\u{2044}', "/");
    Some(words).filter(|words| *words != c.to_string() && words.chars().all(jis::contains))
}

/// The character that is written in place of `c`, if the standard says that both are the same: ohm and kelvin.
fn same(c: char) -> Option<char> {
    let mut canonical = std::iter::once(c).nfc();
    canonical.next().filter(|same| *same != c && !jis::contains(c) && canonical.next().is_none())
}

fn written() -> String {
    let mut runs: Vec<(u32, Vec<String>)> = Vec::new();
    let is_in_table = |code: &u32| !RUNS.iter().any(|(first, last)| (first..=last).contains(&code));
    for code in BLOCKS.into_iter().flat_map(|(first, last)| first..=last).filter(is_in_table) {
        let Some(text) = char::from_u32(code).filter(|c| same(*c).is_none()).and_then(words) else { continue };
        match runs.last_mut().filter(|(first, run)| (code as usize) < *first as usize + run.len() + 4) {
            Some((first, run)) => {
                run.resize((code - *first) as usize, String::new());
                run.push(text);
            }
            None => runs.push((code, vec![text])),
        }
    }
    let mut out = format!(
        "//! The words of squared and letter-like signs. Written by `tests/signs.rs` from Unicode's data.\n\n\
         /// The first sign of each run, and the words of the run, one after another; none where two blanks meet.\n\
         #[rustfmt::skip]\n\
         pub(super) static SIGNS: [(u16, &str); {}] = [\n",
        runs.len()
    );
    for (first, words) in runs {
        let _ = writeln!(out, "    ({first:#06x}, {:?}),", words.join(" "));
    }
    out + "];\n"
}

#[test]
fn the_table_is_generated_from_unicodes_data() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/value/jis/signs.rs");
    let fresh = written();
    if std::fs::read_to_string(&path).unwrap_or_default() != fresh {
        std::fs::write(&path, fresh).unwrap();
        panic!("{} was stale and has been written anew: run again", path.display());
    }
}

/// In full width, as names and addresses have it.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c })
        .collect()
}

/// Whether the sign stands replaced in its normal form, or is named; true if its words are offered.
fn is_offered(c: char, normal: &str, violation: Option<Violation>, width: fn(&str) -> String) -> bool {
    let what = format!("{c} {:x}: {normal}", u32::from(c));
    if let Some(same) = same(c) {
        assert_eq!(normal, format!("日{}運輸", width(&same.to_string())), "{what}");
    }
    if same(c).is_some() || jis::contains(c) {
        assert_eq!(violation, None, "{what}");
        return false;
    }
    let Violation { message, parameters } = violation.expect(&what);
    assert_eq!(parameters[0].1, format!("「{c}」"), "{what}");
    match words(c) {
        Some(words) => assert_eq!(parameters[1].1, format!("{c}→{}", width(&words)), "{what}"),
        None => assert_eq!(message.code, "jis.outside", "{what}"),
    }
    words(c).is_some()
}

#[test]
fn each_sign_is_replaced_or_named_with_its_words() {
    let dingbats = (0x2776, 0x2793);
    let mut offered = 0;
    for c in BLOCKS.into_iter().chain([dingbats]).flat_map(|(first, last)| first..=last).filter_map(char::from_u32) {
        let typed = format!("日{c}運輸");
        let normal = full_width::normalise(&typed);
        offered += usize::from(is_offered(c, &normal, full_width::check(&normal, 40), wide));
        let normal = free_text::normalise(&typed);
        is_offered(c, &normal, free_text::check(&normal, 40), str::to_owned);
    }
    assert!(offered > 600, "{offered}");
}

#[test]
fn kinds_that_refuse_a_sign_name_what_they_would_take() {
    let named = |violation: Option<Violation>| violation.expect("a violation").parameters[0].1.to_string();
    assert_eq!(named(kana::check("㌔①", 40)), "「㌔」（→「キロ」）「①」（→「１」）");
    assert_eq!(named(kana::check("㈱①", 40)), "「㈱」「①」（→「１」）");
    assert_eq!(named(kana::check_name("①", 40)), "「①」");
    assert_eq!(named(latin::check("№ 5 ℡", 40)), "「№」（→「NO」）「℡」（→「TEL」）");
    assert_eq!(named(phone::check("0312345⑥")), "「⑥」（→「6」）");
    assert_eq!(named(code::check("Ⅻ", "XXX")), "「Ⅻ」（→「XII」）");
}
