//! 郵便番号: seven half-width digits (N-082, F064).

use std::borrow::Cow;

use super::characters::{are_digits, half_width, is_dash, is_invisible, is_space};
use super::{character_names, kept};
use crate::message::{Message, Violation};

static CHARACTERS: Message = Message::blocks(
    "postcode.characters",
    "{label}は7桁の数字で入力してください（例：1000001）。{characters}は使えません。",
);
static DIGITS: Message =
    Message::blocks("postcode.digits", "{label}は7桁の数字で入力してください（例：1000001）。いまは{count}桁です。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &DIGITS];

/// Half-width, without 〒, spaces and dashes.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if are_digits(raw) {
        return Cow::Borrowed(raw);
    }
    kept(raw, half_width(raw, |c| matches!(c, '〒' | '〠' | '〶') || is_space(c) || is_dash(c) || is_invisible(c)))
}

/// The first violation: a character that is no digit, else not seven of them.
pub fn check(normal: &str) -> Option<Violation> {
    if let Some(characters) = character_names::named_but_digits(normal) {
        return Some(Violation::new(&CHARACTERS).with("characters", characters));
    }
    (normal.len() != 7).then(|| Violation::new(&DIGITS).with("count", normal.len().to_string()))
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    #[test]
    fn full_width_digits_and_dashes_are_accepted() {
        for raw in ["9990000", "999-0000", "〒９９９－００００", "９９９ー００００", "999 0000", " 〒 999‐0000\u{200b}"]
        {
            assert_eq!(normalise(raw), "9990000", "{raw}");
        }
    }

    #[test]
    fn six_and_eight_digits_are_counted() {
        assert_eq!(check("9990000"), None);
        assert_eq!(check("999000").unwrap().parameters[0].1, "6");
        assert_eq!(check("99900000").unwrap().message.code, "postcode.digits");
    }

    #[test]
    fn other_characters_are_named() {
        assert_eq!(check(&normalise("999-000o")).unwrap().parameters[0].1, "「o」");
    }
}
