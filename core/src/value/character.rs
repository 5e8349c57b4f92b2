//! What one character is, whatever kind of value it stands in (practice §5.6: F036, F037).

/// The characters of a text, as `str::chars` gives them. That is two calls for each character where code is built for size;
/// this is none, for the loops through which every text goes at every check.
pub(super) struct Characters<'t>(&'t [u8]);

/// The characters of a text.
#[inline(always)]
pub(super) const fn of(text: &str) -> Characters<'_> {
    Characters(text.as_bytes())
}

impl Iterator for Characters<'_> {
    type Item = char;

    #[inline(always)]
    fn next(&mut self) -> Option<char> {
        let (code, rest) = match *self.0 {
            [a @ ..0x80, ref rest @ ..] => (u32::from(a), rest),
            [a @ ..0xe0, b, ref rest @ ..] => (bits(u32::from(a & 0x1f), b), rest),
            [a @ ..0xf0, b, c, ref rest @ ..] => (bits(bits(u32::from(a & 0xf), b), c), rest),
            [a, b, c, d, ref rest @ ..] => (bits(bits(bits(u32::from(a & 7), b), c), d), rest),
            _ => return None,
        };
        self.0 = rest;
        char::from_u32(code)
    }
}

/// Six bits more, from a byte that goes on with a character.
const fn bits(code: u32, byte: u8) -> u32 {
    code << 6 | (byte & 0x3f) as u32
}

/// Whether a text has nothing but half-width digits.
pub(super) fn are_digits(text: &str) -> bool {
    for b in text.bytes() {
        if !b.is_ascii_digit() {
            return false;
        }
    }
    true
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

/// What nobody sees and nobody meant to type: control characters, zero widths, marks of direction, byte order marks.
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

/// A short dash: always a hyphen, wherever it stands.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// A long stroke: a hyphen between digits, else what it is (ー is a long vowel, ― a dash in a sentence).
pub(super) const fn is_stroke(c: char) -> bool {
    matches!(c, 'ー' | 'ｰ' | '\u{2014}' | '\u{2015}' | '\u{23af}' | '\u{23e4}' | '\u{2500}' | '\u{2501}')
}

/// Any dash: what codes, phones and dates take for one.
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
    use super::{are_digits, full, half, of};

    #[test]
    fn the_characters_are_those_of_the_text() {
        let all: String = ('\0'..=char::MAX).collect();
        assert!(of(&all).eq(all.chars()));
        assert_eq!(of("").next(), None);
    }

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
