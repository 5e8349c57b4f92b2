//! 企業略称, 事業所コード, 請求先コード: half-width capitals and digits of a fixed shape.
//!
//! In a shape, `9` stands for a digit and `X` for a capital or a digit.

use std::borrow::Cow;

use super::characters::{half_width, is_invisible, is_space};
use super::{character_names, kept, length};
use crate::message::{Message, Violation};

static CHARACTERS: Message = Message::blocks(
    "code.characters",
    "{label}は半角の英大文字と数字で入力してください（例：NAC）。{characters}は使えません。",
);
static LENGTH: Message =
    Message::blocks("code.length", "{label}は半角の{shape}で入力してください。いまは{count}文字です。");
static SHAPE: Message = Message::blocks("code.shape", "{label}は半角の{shape}で入力してください。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &LENGTH, &SHAPE];

/// Half-width capitals without spaces.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(raw);
    }
    let mut written = half_width(raw, |c| is_space(c) || is_invisible(c));
    written.make_ascii_uppercase();
    kept(raw, written)
}

/// The first violation: a foreign character, a wrong length, a letter in place of a digit.
pub fn check(normal: &str, shape: &str) -> Option<Violation> {
    let is_foreign = |c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit());
    if let Some(characters) = character_names::named_with_offers(normal, is_foreign, |c| c.to_ascii_uppercase()) {
        return Some(Violation::new(&CHARACTERS).with("characters", characters));
    }
    if normal.len() != shape.len() {
        let count = length::count(normal).to_string();
        return Some(Violation::new(&LENGTH).with("shape", describe(shape)).with("count", count));
    }
    let fits = normal.bytes().zip(shape.bytes()).all(|(b, of)| of == b'X' || b.is_ascii_digit());
    (!fits).then(|| Violation::new(&SHAPE).with("shape", describe(shape)))
}

/// Describes a shape; XXX999 is 英大文字または数字3文字と数字3桁.
fn describe(shape: &str) -> String {
    let digits = shape.bytes().filter(|b| *b == b'9').count();
    let letters = shape.len() - digits;
    match (letters, digits) {
        (0, _) => format!("数字{digits}桁"),
        (_, 0) => format!("英大文字または数字{letters}文字"),
        _ => format!("英大文字または数字{letters}文字と数字{digits}桁"),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    #[test]
    fn full_width_and_small_letters_are_accepted() {
        assert_eq!(normalise("ｎａｃ"), "NAC");
        assert_eq!(normalise(" nac 001\n"), "NAC001");
    }

    #[test]
    fn length_and_characters_are_named() {
        assert_eq!(check("NAC", "XXX"), None);
        let short = check("NA", "XXX").unwrap();
        assert_eq!(short.parameters[0].1, "英大文字または数字3文字");
        assert_eq!(short.parameters[1].1, "2");
        assert_eq!(check("NA-", "XXX").unwrap().parameters[0].1, "「-」");
        assert_eq!(check("ナック", "XXX").unwrap().message.code, "code.characters");
    }

    #[test]
    fn digits_stand_where_the_shape_has_them() {
        assert_eq!(check("NAC001", "XXX999"), None);
        assert_eq!(check("1A1001", "XXX999"), None);
        assert_eq!(check("NACAAA", "XXX999").unwrap().parameters[0].1, "英大文字または数字3文字と数字3桁");
        assert_eq!(check("999999A", "9999999").unwrap().parameters[0].1, "数字7桁");
    }
}
