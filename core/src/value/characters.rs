//! Classes and widths of characters, shared by all kinds of value (F036, F037).

use super::ideograph::unified;
use super::quotes;

/// Whether every character is a half-width digit; true for an empty text.
pub(super) fn are_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A blank of any width, a tab or the end of a line.
pub(super) const fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r'
            | ' '
            | '\u{85}'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

/// The end of a line or of a cell: what stands behind it is another text.
pub(super) const fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The parenthesis that a bracket of any shape stands for: ［ 【 〔 「 are (; any other character as it is.
pub(super) const fn rounded(c: char) -> char {
    match c {
        '[' | '{' | '<' => '(',
        ']' | '}' | '>' => ')',
        // Unicode has them in pairs, the opening one first.
        '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}' => {
            if c as u32 & 1 == 0 {
                '('
            } else {
                ')'
            }
        }
        _ => c,
    }
}

/// The middle dot of kana and signs that look like it.
pub(super) const fn is_middle_dot(c: char) -> bool {
    matches!(c, '・' | '･' | '·' | '\u{387}' | '•' | '‧' | '∙' | '⋅' | '\u{2e31}')
}

/// Invisible characters, which are dropped: control characters, and Unicode's property `Default_Ignorable_Code_Point`
/// without the variation selectors, which choose the shape of a kanji (`tests/lookalikes.rs`).
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}'
            | '\u{e01f0}'..='\u{e0fff}'
    )
}

/// A short dash: a hyphen in every context. With [`is_stroke`] all of Unicode's property `Dash` but the waves and ゠
/// (`tests/lookalikes.rs`).
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2013}'
                | '\u{2043}'
                | '\u{207b}'
                | '\u{208b}'
                | '\u{2212}'
                | '\u{2e17}'
                | '\u{2e1a}'
                | '\u{2e40}'
                | '\u{2e5d}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{10d6e}'
                | '\u{10ead}'
    )
}

/// A long stroke: a hyphen between digits, otherwise itself (ー is a long vowel, ― a dash in a sentence).
pub(super) const fn is_stroke(c: char) -> bool {
    matches!(
        c,
        'ー' | 'ｰ'
            | '\u{2014}'
            | '\u{2015}'
            | '\u{23af}'
            | '\u{23e4}'
            | '\u{2500}'
            | '\u{2501}'
            | '\u{2e3a}'
            | '\u{2e3b}'
            | '\u{fe31}'
            | '\u{fe32}'
    )
}

/// Any dash. Codes, phones and dates read all of them as a hyphen.
pub(super) const fn is_dash(c: char) -> bool {
    is_hyphen(c) || is_stroke(c)
}

/// The half-width form of a full-width letter, digit, sign or space, and of the signs of vertical text; a radical or a
/// duplicate of a kanji becomes the kanji (4⽉1⽇ in a date), anything else stays.
pub(super) fn half(c: char) -> char {
    match unified(c) {
        c @ '\u{ff01}'..='\u{ff5e}' => shifted(c, 0x20, 0xff00),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// The text in half width without the characters that `is_dropped` names, [`quotes::bare`].
pub(super) fn half_width(raw: &str, is_dropped: fn(char) -> bool) -> String {
    let written: String = raw.chars().filter(|c| !is_dropped(*c)).map(half).collect();
    quotes::bare(&written).to_owned()
}

/// The full-width form of a half-width letter, digit or sign; anything else as it is.
///
/// Quotes become the ones that JIS X 0208 has, and the two wave dashes (U+301C, U+FF5E) become one.
pub(super) const fn full(c: char) -> char {
    match c {
        '\'' | '\u{ff07}' => '’',
        '"' | '\u{ff02}' => '”',
        '\u{301c}' => '\u{ff5e}',
        '¥' => '￥',
        '!'..='~' => shifted(c, 0xff00, 0x20),
        _ => c,
    }
}

/// The character at the same place counted from `to` as `c` from `from`.
const fn shifted(c: char, to: u32, from: u32) -> char {
    match char::from_u32(c as u32 + to - from) {
        Some(there) => there,
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{are_digits, full, half};

    #[test]
    fn digits_are_half_width() {
        assert!(are_digits("") && are_digits("0123456789"));
        assert!(!are_digits("12a") && !are_digits("１２"));
    }

    #[test]
    fn widths_are_turned_and_turned_back() {
        assert_eq!("Ａｚ０９～！".chars().map(half).collect::<String>(), "Az09~!");
        assert_eq!("Az09~!".chars().map(full).collect::<String>(), "Ａｚ０９～！");
        assert_eq!(full('\''), '’');
        assert_eq!("漢⽉︵".chars().map(half).collect::<String>(), "漢月(");
    }
}
