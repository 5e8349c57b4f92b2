//! 企業略称 and other codes: half-width capitals and digits of a fixed length.

use std::borrow::Cow;

use super::character::{is_invisible, is_space};
use super::{kept, length, line, naming};
use crate::form::{Flaw, Message};

static CHARACTERS: Message = Message::blocks(
    "code.characters",
    "{label}は半角の英大文字と数字で入力してください（例：NAC）。{characters}は使えません。",
);
static LENGTH: Message = Message::blocks(
    "code.length",
    "{label}は半角の英大文字と数字{length}文字で入力してください。いまは{count}文字です。",
);

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &LENGTH];

/// Half-width capitals without spaces.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(raw);
    }
    let mut written = line::half_width(raw, |c| is_space(c) || is_invisible(c));
    written.make_ascii_uppercase();
    kept(raw, written)
}

/// The first flaw: a character that codes do not have, else another length.
pub fn check(normal: &str, length: u32) -> Option<Flaw> {
    if let Some(characters) = naming::named(normal, |c| !(c.is_ascii_uppercase() || c.is_ascii_digit())) {
        return Some(Flaw::new(&CHARACTERS).with("characters", characters));
    }
    let count = length::count(normal);
    (count != length).then(|| Flaw::new(&LENGTH).with("length", length.to_string()).with("count", count.to_string()))
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
        assert_eq!(check("NAC", 3), None);
        assert_eq!(check("NA", 3).unwrap().parameters[1].1, "2");
        assert_eq!(check("NA-", 3).unwrap().parameters[0].1, "「-」");
        assert_eq!(check("ナック", 3).unwrap().message.code, "code.characters");
    }
}
