//! Replacements for characters outside JIS X 0208. They are offered beside the character's name and never applied.

use super::contains;
use super::signs::SIGNS;

/// Variants in names and words, and dots, each followed by its character in JIS X 0208.
static VARIANTS: &str = "\
    髙高濵浜德徳𠮷吉𠮟叱增増寬寛橫横瀨瀬淸清靑青黑黒緖緒郞郎鄕郷敎教曻昇桒桑栁柳戶戸內内吳呉彥彦匇匆每毎悅悦閱閲說説\
    稅税銳鋭硏研綠緑錄録剝剥塡填頰頬搔掻摑掴蠟蝋麴麹鷗鴎嚙噛瘦痩俠侠繫繋禱祷顚顛驒騨噓嘘姸妍屛屏幷并摠惣步歩\
    涉渉溫温狀状甁瓶產産薰薫賴頼鬭闘鹼鹸麵麺黃黄槪概卽即尙尚巢巣戾戻擊撃旣既晚晩暨曁曆暦杦杉歲歳淚涙渴渇焰焔\
    絕絶脫脱萊莱蔣蒋蘒萩虛虚雞鶏﨑崎﨔欅·・•・‧・∙・⋅・";

/// Runs of signs that stand for a number or a letter: first and last of the run, what the first stands for (a number
/// below 65, or a letter), and what stands before and behind it. The white digits on black have no mapping in Unicode's
/// data; all others agree with it (`tests/signs.rs`).
#[rustfmt::skip]
static RUNS: [(u16, u16, u8, &str, &str); 18] = [
    (0x2460, 0x2473, 1, "", ""),      // ① … ⑳
    (0x2474, 0x2487, 1, "(", ")"),    // ⑴ … ⒇
    (0x2488, 0x249b, 1, "", "."),     // ⒈ … ⒛
    (0x249c, 0x24b5, b'a', "(", ")"), // ⒜ … ⒵
    (0x24b6, 0x24cf, b'A', "", ""),   // Ⓐ … Ⓩ
    (0x24d0, 0x24e9, b'a', "", ""),   // ⓐ … ⓩ
    (0x24ea, 0x24ea, 0, "", ""),      // ⓪
    (0x24eb, 0x24f4, 11, "", ""),     // ⓫ … ⓴
    (0x24f5, 0x24fe, 1, "", ""),      // ⓵ … ⓾
    (0x24ff, 0x24ff, 0, "", ""),      // ⓿
    (0x2776, 0x277f, 1, "", ""),      // ❶ … ❿
    (0x2780, 0x2789, 1, "", ""),      // ➀ … ➉
    (0x278a, 0x2793, 1, "", ""),      // ➊ … ➓
    (0x3251, 0x325f, 21, "", ""),     // ㉑ … ㉟
    (0x32b1, 0x32bf, 36, "", ""),     // ㊱ … ㊿
    (0x32c0, 0x32cb, 1, "", "月"),    // ㋀ … ㋋
    (0x3358, 0x3370, 0, "", "点"),    // ㍘ … ㍰
    (0x33e0, 0x33fe, 1, "", "日"),    // ㏠ … ㏾
];

/// The replacement for `c`, if one is known, with letters, digits and signs in half width: 髙 → 高, ㈱ → (株), ⑫ → 12,
/// Ⅱ → II.
pub fn replacement(c: char) -> Option<String> {
    if contains(c) {
        return None;
    }
    of_run(c).or_else(|| sign(c).map(str::to_owned)).or_else(|| variant(c).map(String::from))
}

/// The number or the letter of a run, with its parentheses.
fn of_run(c: char) -> Option<String> {
    let code = u16::try_from(u32::from(c)).ok()?;
    let (first, _, stands_for, before, behind) =
        RUNS.iter().find(|(first, last, ..)| (first..=last).contains(&&code))?;
    let value = stands_for.checked_add(u8::try_from(code - first).ok()?)?;
    let letter = char::from(value);
    let text = if *stands_for < b'A' { value.to_string() } else { letter.to_string() };
    Some([before, &*text, behind].concat())
}

/// The words of a squared or letter-like sign.
fn sign(c: char) -> Option<&'static str> {
    let code = u16::try_from(u32::from(c)).ok()?;
    let (first, words) = SIGNS.iter().rfind(|(first, _)| *first <= code)?;
    words.split(' ').nth((code - first).into()).filter(|word| !word.is_empty())
}

/// The common form of a kanji. Only the variant of a pair is outside JIS X 0208; its common form follows it.
fn variant(c: char) -> Option<char> {
    behind(VARIANTS, c)
}

/// The character that follows `c` in pairs written one after another.
pub(in super::super) fn behind(pairs: &str, c: char) -> Option<char> {
    pairs.chars().skip_while(|known| *known != c).nth(1)
}

#[cfg(test)]
mod tests {
    use super::{VARIANTS, contains, replacement};

    #[test]
    fn names_get_their_common_form() {
        for (c, instead) in
            [('髙', "高"), ('\u{fa11}', "崎"), ('𠮷', "吉"), ('\u{fa14}', "欅"), ('鷗', "鴎"), ('雞', "鶏")]
        {
            assert_eq!(replacement(c).as_deref(), Some(instead), "{c}");
        }
    }

    #[test]
    fn numbers_letters_and_words_are_written_out() {
        for (c, instead) in [
            ('①', "1"),
            ('⑳', "20"),
            ('⑴', "(1)"),
            ('⒈', "1."),
            ('⒵', "(z)"),
            ('Ⓩ', "Z"),
            ('⓪', "0"),
            ('⓴', "20"),
            ('❿', "10"),
            ('㊿', "50"),
            ('㋋', "12月"),
            ('㍰', "24点"),
            ('㏾', "31日"),
            ('Ⅱ', "II"),
            ('ⅳ', "iv"),
            ('㍿', "株式会社"),
            ('㌔', "キロ"),
            ('℡', "TEL"),
            ('№', "No"),
            ('㋿', "令和"),
            ('㊤', "上"),
        ] {
            assert_eq!(replacement(c).as_deref(), Some(instead), "{c}");
        }
        for c in ['\u{fa13}', '😀', '℃', '㉠', '㈀', '㉈'] {
            assert_eq!(replacement(c), None, "{c}");
        }
    }

    #[test]
    fn every_replacement_is_inside_and_every_replaced_character_outside() {
        assert_eq!(VARIANTS.chars().count() % 2, 0);
        assert!(VARIANTS.chars().step_by(2).all(|c| !contains(c)));
        for c in ('\u{80}'..='\u{2ffff}').filter(|c| replacement(*c).is_some()) {
            assert!(!contains(c), "{c} needs no replacement");
            assert!(replacement(c).is_some_and(|instead| instead.chars().all(contains)), "{c}");
        }
    }
}
