//! Replacements for characters outside JIS X 0208. They are offered in a warning and never applied.

use std::borrow::Cow;

use super::contains;

/// Variants in names and words, each followed by its character in JIS X 0208.
static VARIANTS: &str = "\
    髙高濵浜德徳𠮷吉𠮟叱增増寬寛橫横瀨瀬淸清靑青黑黒緖緒郞郎鄕郷敎教曻昇桒桑栁柳戶戸內内吳呉彥彦匇匆每毎悅悦閱閲說説\
    稅税銳鋭硏研綠緑錄録剝剥塡填頰頬搔掻摑掴蠟蝋麴麹鷗鴎嚙噛瘦痩俠侠繫繋禱祷顚顛驒騨噓嘘姸妍屛屏幷并摠惣步歩\
    涉渉溫温狀状甁瓶產産薰薫賴頼鬭闘鹼鹸麵麺黃黄槪概卽即尙尚巢巣戾戻擊撃旣既晚晩暨曁曆暦杦杉歲歳淚涙渴渇焰焔\
    絕絶脫脱萊莱蔣蒋蘒萩虛虚雞鶏";

/// The base characters of U+FA10 … U+FA6A in order; a blank without a base in JIS X 0208.
static COMPATIBILITY: &str = "\
    塚崎晴　欅　猪益礼神祥福靖精羽　　　諸　　逸都　　　飯飼館鶴　隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海\
    渚漢煮　琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭　　著褐視謁謹賓贈　逸難響頻";

/// Signs and the several characters that replace them.
#[rustfmt::skip]
static SIGNS: [(char, &str); 44] = [
    ('㈱', "（株）"), ('㈲', "（有）"), ('㈹', "（代）"), ('㈳', "（社）"), ('㈶', "（財）"), ('㈻', "（学）"), ('㈿', "（協）"),
    ('㊤', "（上）"), ('㊥', "（中）"), ('㊦', "（下）"), ('㊧', "（左）"), ('㊨', "（右）"),
    ('№', "Ｎｏ．"), ('℡', "ＴＥＬ"), ('㏍', "Ｋ．Ｋ．"), ('㋿', "令和"), ('㍻', "平成"), ('㍼', "昭和"), ('㍽', "大正"), ('㍾', "明治"),
    ('Ⅰ', "Ｉ"), ('Ⅱ', "ＩＩ"), ('Ⅲ', "ＩＩＩ"), ('Ⅳ', "ＩＶ"), ('Ⅴ', "Ｖ"), ('Ⅵ', "ＶＩ"), ('Ⅶ', "ＶＩＩ"), ('Ⅷ', "ＶＩＩＩ"),
    ('Ⅸ', "ＩＸ"), ('Ⅹ', "Ｘ"), ('Ⅺ', "ＸＩ"), ('Ⅻ', "ＸＩＩ"),
    ('㎜', "ｍｍ"), ('㎝', "ｃｍ"), ('㎞', "ｋｍ"), ('㎎', "ｍｇ"), ('㎏', "ｋｇ"), ('㏄', "ｃｃ"), ('㎡', "平方メートル"), ('㎥', "立方メートル"),
    ('㌔', "キロ"), ('㌢', "センチ"), ('㌧', "トン"), ('㌘', "グラム"),
];

/// The replacement for `c`, if one is known: 髙 → 高, ㈱ → （株）, ⑫ → １２, Ⅱ → ＩＩ.
pub fn replacement(c: char) -> Option<Cow<'static, str>> {
    if contains(c) {
        return None;
    }
    let code = u32::from(c);
    match code {
        0x2460..=0x2473 => return Some(Cow::Owned(full_width(code - 0x2460 + 1))), // ① … ⑳
        0x2170..=0x217b => {
            // Small Roman numerals follow the large ones by 16.
            let large = replacement(char::from_u32(code - 16)?)?;
            return Some(Cow::Owned(large.chars().filter_map(|c| char::from_u32(u32::from(c) + 0x20)).collect()));
        }
        0xfa10..=0xfa6a => {
            let instead = COMPATIBILITY.get((code as usize - 0xfa10) * '塚'.len_utf8()..)?.get(..'塚'.len_utf8())?;
            return (instead != "　").then_some(Cow::Borrowed(instead));
        }
        _ => {}
    }
    if let Some((_, instead)) = SIGNS.iter().find(|(sign, _)| *sign == c) {
        return Some(Cow::Borrowed(instead));
    }
    // Only the variant of a pair is outside JIS X 0208; its common form follows it.
    let (_, behind) = VARIANTS.split_once(c)?;
    behind.get(..behind.chars().next()?.len_utf8()).map(Cow::Borrowed)
}

/// A number below 100 in full-width digits.
fn full_width(number: u32) -> String {
    [number / 10, number % 10]
        .into_iter()
        .skip(usize::from(number < 10))
        .filter_map(|digit| char::from_u32(u32::from('０') + digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{COMPATIBILITY, SIGNS, VARIANTS, contains, replacement};

    #[test]
    fn names_get_their_common_form() {
        for (c, instead) in [
            ('髙', "高"),
            ('\u{fa11}', "崎"),
            ('𠮷', "吉"),
            ('\u{fa19}', "神"),
            ('\u{fa6a}', "頻"),
            ('鷗', "鴎"),
            ('雞', "鶏"),
        ] {
            assert_eq!(replacement(c).as_deref(), Some(instead), "{c}");
        }
    }

    #[test]
    fn numbers_are_written_out() {
        assert_eq!(replacement('①').as_deref(), Some("１"));
        assert_eq!(replacement('⑳').as_deref(), Some("２０"));
        assert_eq!(replacement('Ⅱ').as_deref(), Some("ＩＩ"));
        assert_eq!(replacement('ⅳ').as_deref(), Some("ｉｖ"));
        assert_eq!(replacement('\u{fa13}'), None);
        assert_eq!(replacement('😀'), None);
    }

    #[test]
    fn every_replacement_is_inside_and_every_replaced_character_outside() {
        assert_eq!(COMPATIBILITY.chars().count(), 0xfa6a - 0xfa10 + 1);
        assert_eq!(VARIANTS.chars().count() % 2, 0);
        assert!(VARIANTS.chars().step_by(2).chain(SIGNS.iter().map(|(sign, _)| *sign)).all(|c| !contains(c)));
        for c in ('\u{80}'..='\u{ffff}').filter(|c| replacement(*c).is_some()) {
            assert!(!contains(c), "{c} needs no replacement");
            assert!(replacement(c).is_some_and(|instead| instead.chars().all(contains)), "{c}");
        }
    }
}
