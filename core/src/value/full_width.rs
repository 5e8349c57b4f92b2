//! Names and addresses (氏名, 企業名, 番地): written in full width, digits, letters, space and hyphen too (N-031 … N-033,
//! N-086).

use std::borrow::Cow;

use super::characters::{full, is_hyphen, is_invisible, is_space, is_stroke};
use super::ideograph::unified;
use super::{half_width_kana, jis, kept, length, quotes, whitespace};
use crate::message::{Message, Violation};

/// The full-width space, the only one of the normal form.
const BLANK: char = '\u{3000}';

/// The sentences of this kind are those of [`length`] and [`jis`].
pub static MESSAGES: &[&Message] = &[];

/// Full width, one space between words, none at the ends, half-width kana joined with their marks.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if is_settled(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() * 3);
    let cell = quotes::cell(raw);
    for c in cell.as_deref().unwrap_or(raw).chars().filter(|c| !is_invisible(*c)) {
        let c = full(unified(c));
        settle_stroke(&mut out, Some(c));
        if is_space(c) {
            whitespace::push(&mut out, BLANK);
        } else if is_hyphen(c) {
            out.push('－');
        } else if !half_width_kana::push(&mut out, c) {
            out.push(c);
        }
    }
    settle_stroke(&mut out, None);
    kept(raw, whitespace::trim_end(out, BLANK))
}

/// Turns a long stroke at the end into a hyphen if `next` or the character before it belongs to a number or to a part of
/// an address. An input method gives ー for the hyphen's key: 1丁目ー3ー1 is １丁目－３－１, and タワー１ and 大地ーズ stay.
pub(super) fn settle_stroke(out: &mut String, next: Option<char>) {
    let mut back = out.chars().rev();
    if !back.next().is_some_and(is_stroke) {
        return;
    }
    let before = back.next();
    let is_long_vowel = before.is_some_and(|c| is_lengthened(c) || is_stroke(c));
    // 一番ーズ: a word that goes on in kana. 1ーア is a number.
    let is_in_word = next.is_some_and(is_kana) && !before.is_some_and(is_digit_or_letter);
    let is_beside = is_behind_number(out) || next.is_some_and(is_numeral);
    if !is_long_vowel && !is_in_word && is_beside {
        out.pop();
        out.push('－');
    }
}

/// Whether a kana can have a long vowel: all but ン and ッ.
pub(super) const fn is_lengthened(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ') && !matches!(c, 'ん' | 'っ' | 'ン' | 'ッ')
}

/// Whether the stroke at the end stands behind a numeral or a word behind the numbers of an address.
fn is_behind_number(out: &str) -> bool {
    let before = out.trim_end_matches(is_stroke);
    before.ends_with(is_numeral)
        || ["丁目", "番地", "番", "号", "棟", "階", "室"].iter().any(|word| before.ends_with(word))
}

/// Digits and letters in full width, and the numbers in kanji.
const fn is_numeral(c: char) -> bool {
    is_digit_or_letter(c) || matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

const fn is_digit_or_letter(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

const fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ｦ'..='ﾝ')
}

/// The first violation: longer than `max` characters, else (a warning) outside JIS X 0208.
pub fn check(normal: &str, max: u32) -> Option<Violation> {
    length::check(normal, max).or_else(|| jis::check(normal, full))
}

/// A fast test for a normal text. It may miss a normal text; it never accepts another one.
fn is_settled(raw: &str) -> bool {
    let mut before = BLANK;
    for c in raw.chars() {
        let stays = match c {
            BLANK => before != BLANK,
            'ー' => is_lengthened(before),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '（' | '）' | '＆' | '．' | '，' => true,
            _ => matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '々' | '・' | '一'..='鿿'),
        };
        if !stays {
            return false;
        }
        before = c;
    }
    raw.is_empty() || before != BLANK
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{check, normalise};

    #[test]
    fn letters_digits_space_and_hyphen_become_full_width() {
        assert_eq!(normalise("ABC-1 ビル"), "ＡＢＣ－１　ビル");
        assert_eq!(normalise("堀川町999番地 ナックスタワー1階"), "堀川町９９９番地　ナックスタワー１階");
    }

    #[test]
    fn a_normal_text_is_borrowed() {
        for name in ["", "ナックスシステム株式会社", "混載　一郎", "Ｂ－１０２", "スーパー"] {
            assert!(matches!(normalise(name), Cow::Borrowed(_)), "{name}");
        }
    }

    #[test]
    fn half_width_kana_are_joined() {
        assert_eq!(normalise("ﾅｯｸｽﾋﾞﾙﾃﾞｨﾝｸﾞ"), "ナックスビルディング");
    }

    #[test]
    fn spaces_are_trimmed_and_made_one() {
        assert_eq!(normalise(" \u{3000}混載\t \u{a0}一郎\r\n"), "混載　一郎");
        assert_eq!(normalise("混\u{200b}載\0"), "混載");
    }

    #[test]
    fn a_long_stroke_is_a_hyphen_beside_numbers_and_stays_in_words() {
        for (raw, normal) in [
            ("1ー2―3", "１－２－３"),
            ("1丁目ー3ー1", "１丁目－３－１"),
            ("B棟ー101", "Ｂ棟－１０１"),
            ("堀川町ー999番地ー1", "堀川町－９９９番地－１"),
            ("三ー一ー二", "三－一－二"),
            ("Aー101ー", "Ａ－１０１－"),
            ("マンションー101", "マンション－１０１"),
            ("1−2‐3", "１－２－３"),
            ("タワー1", "タワー１"),
            ("タワーB棟", "タワーＢ棟"),
            ("ニュー八重洲", "ニュー八重洲"),
            ("スーパーー1", "スーパーー１"),
            ("東京―大阪", "東京―大阪"),
            ("大地ーズ", "大地ーズ"),
            ("大地ｰｽﾞ", "大地ーズ"),
            ("地ーの果て", "地ーの果て"),
            ("一番ーズ", "一番ーズ"),
            ("大地ー", "大地ー"),
            ("1番地ー", "１番地－"),
            ("1ーア", "１－ア"),
            ("ナックスビルー1", "ナックスビルー１"),
        ] {
            assert_eq!(normalise(raw), normal, "{raw}");
        }
    }

    #[test]
    fn company_signs_stay_with_a_warning() {
        assert_eq!(normalise("㈱髙島"), "㈱髙島");
        assert_eq!(check("㈱髙島", 70).unwrap().message.code, "jis.replaceable");
    }

    #[test]
    fn too_long_comes_before_the_warning() {
        assert_eq!(check("髙髙髙", 2).unwrap().message.code, "text.too-long");
        assert_eq!(check("高高", 2), None);
    }
}
