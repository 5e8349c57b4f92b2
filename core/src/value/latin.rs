//! 英文名称・英文住所: half-width capitals, digits and a few signs (N-284).

use std::borrow::Cow;

use super::characters::{half, is_dash, is_invisible, is_space};
use super::{character_names, kept, length, quotes, whitespace};
use crate::message::{Message, Violation};

static CHARACTERS: Message = Message::blocks(
    "latin.characters",
    "{label}は半角の英大文字、数字、記号（. , - & / ( ) '）で入力してください（例：NACCS CENTER）。{characters}は使えません。",
);

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS];

/// Half-width capitals, one space between words, none at the ends.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(raw.len());
    for c in quotes::bare(raw).chars() {
        match c {
            _ if is_space(c) => whitespace::push(&mut out, ' '),
            _ if is_invisible(c) => {}
            _ if is_dash(c) => out.push('-'),
            '‘' | '’' => out.push('\''),
            _ => out.push(half(c).to_ascii_uppercase()),
        }
    }
    kept(raw, whitespace::trim_end(out, ' '))
}

/// The first violation: a character outside [`is_allowed`], else longer than `max` characters.
pub fn check(normal: &str, max: u32) -> Option<Violation> {
    match character_names::named_with_offers(normal, |c| !is_allowed(c), |c| c.to_ascii_uppercase()) {
        Some(characters) => Some(Violation::new(&CHARACTERS).with("characters", characters)),
        None => length::check(normal, max),
    }
}

/// Capitals, digits, space and the signs that the sentence names.
const fn is_allowed(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-' | '&' | '/' | '(' | ')' | '\'')
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    #[test]
    fn capitals_in_half_width() {
        assert_eq!(normalise(" Ｎaccs　Center,  Inc. "), "NACCS CENTER, INC.");
        assert_eq!(normalise("1‐2 O’Hara"), "1-2 O'HARA");
    }

    #[test]
    fn other_characters_are_named() {
        assert_eq!(check("NACCS CENTER (TOKYO) 1-2/3", 70), None);
        assert_eq!(check("NACCS センター", 70).unwrap().parameters[0].1, "「セ」「ン」「タ」「ー」");
        assert_eq!(check("NACCS", 4).unwrap().message.code, "text.too-long");
    }
}
