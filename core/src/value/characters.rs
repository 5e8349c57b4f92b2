//! Classes and widths of characters, shared by all kinds of value (F036, F037).

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

/// Invisible characters, which are dropped: control characters, zero widths, marks of direction, byte order marks.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0001}'..='\u{e007f}'
    )
}

/// A short dash: a hyphen in every context.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// A long stroke: a hyphen between digits, otherwise itself (ー is a long vowel, ― a dash in a sentence).
pub(super) const fn is_stroke(c: char) -> bool {
    matches!(c, 'ー' | 'ｰ' | '\u{2014}' | '\u{2015}' | '\u{23af}' | '\u{23e4}' | '\u{2500}' | '\u{2501}')
}

/// Any dash. Codes, phones and dates read all of them as a hyphen.
pub(super) const fn is_dash(c: char) -> bool {
    is_hyphen(c) || is_stroke(c)
}

/// The half-width form of a full-width letter, digit, sign or space; anything else as it is.
pub(super) const fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => shifted(c, 0x20, 0xff00),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The text in half width without the characters that `is_dropped` names.
pub(super) fn half_width(raw: &str, is_dropped: fn(char) -> bool) -> String {
    raw.chars().filter(|c| !is_dropped(*c)).map(half).collect()
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
        assert_eq!(half('漢'), '漢');
    }
}
