//! Characters outside JIS X 0208 (levels 1 and 2). Other systems may not show them, so that a warning names them (P-3).

use super::character_names;
use crate::message::{Message, Violation};

mod replacement;
mod signs;
mod table;

pub(super) use replacement::behind;
pub use replacement::replacement;

static OUTSIDE: Message = Message::warns(
    "jis.outside",
    "{label}の{characters}は、JIS第1・第2水準の文字ではないため、ほかのシステムで表示されないことがあります。できれば別の文字に置き換えてください。",
);
static REPLACEABLE: Message = Message::warns(
    "jis.replaceable",
    "{label}の{characters}は、JIS第1・第2水準の文字ではないため、ほかのシステムで表示されないことがあります。できれば置き換えてください（{replacements}）。",
);

/// The sentences of this kind; both warn.
pub static MESSAGES: &[&Message] = &[&OUTSIDE, &REPLACEABLE];

/// The most replacements that one sentence offers.
const OFFERED: usize = 5;

/// Whether JIS X 0208 has the character, in the standard's mapping or in that of Windows (－ ～ ∥ ￠ ￡ ￢ ―); so do
/// half-width ASCII and the line end, which free text may have.
pub fn contains(c: char) -> bool {
    let code = u32::from(c);
    match code {
        // Kana, full-width digits and capitals are in the table too; listed here, most text skips the search.
        0x20..=0x7e | 0x0a | 0xa5 | 0x3041..=0x3093 | 0x30a1..=0x30f6 | 0xff10..=0xff19 | 0xff21..=0xff3a => true,
        table::FIRST..=table::LAST => {
            let at = code - table::FIRST;
            table::KANJI[(at / 64) as usize] >> (at % 64) & 1 == 1
        }
        _ => u16::try_from(code).is_ok_and(|code| {
            let behind = table::OTHERS.partition_point(|(first, _)| *first <= code);
            behind > 0 && code <= table::OTHERS[behind - 1].1
        }),
    }
}

/// A warning that names the characters outside, with known replacements in the field's own width.
pub(super) fn check(normal: &str, width: fn(char) -> char) -> Option<Violation> {
    let characters = character_names::named(normal, |c| !contains(c))?;
    let offers = offers(normal, width);
    Some(if offers.is_empty() {
        Violation::new(&OUTSIDE).with("characters", characters)
    } else {
        Violation::new(&REPLACEABLE).with("characters", characters).with("replacements", offers)
    })
}

/// 髙→高、①→１: each once, in order.
fn offers(text: &str, width: fn(char) -> char) -> String {
    let mut offers: Vec<String> = Vec::new();
    for c in text.chars().filter(|c| !contains(*c)) {
        let Some(instead) = replacement(c) else { continue };
        let offer = format!("{c}→{}", instead.chars().map(width).collect::<String>());
        if !offers.contains(&offer) {
            offers.push(offer);
        }
        if offers.len() == OFFERED {
            break;
        }
    }
    offers.join("、")
}

#[cfg(test)]
mod tests {
    use super::super::characters::full;
    use super::{check, contains};

    fn parameter(text: &str, name: &str) -> String {
        let violation = check(text, full).unwrap();
        violation
            .parameters
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn both_levels_kana_and_signs_are_inside() {
        assert!("亜腕弌熙仝々〇あアー・Ａｚ０－～〜−（）＆．’”￥Ωя─\n Az~".chars().all(contains));
        assert_eq!(check("ナックスシステム株式会社　幸区堀川町９９９番地", full), None);
    }

    #[test]
    fn company_signs_circled_digits_and_emoji_are_outside() {
        for c in "髙﨑𠮷㈱①Ⅱ№℡㍻ｱ😀é\u{7f}\u{e000}\u{10ffff}".chars() {
            assert!(!contains(c), "{c}");
        }
    }

    #[test]
    fn characters_are_named_and_replacements_offered() {
        assert_eq!(parameter("㈱髙島①髙", "characters"), "「㈱」「髙」「①」");
        assert_eq!(parameter("㈱髙島①髙", "replacements"), "㈱→（株）、髙→高、①→１");
        assert_eq!(parameter("髙😀", "replacements"), "髙→高");
        assert_eq!(check("😀", full).unwrap().message.code, "jis.outside");
    }
}
