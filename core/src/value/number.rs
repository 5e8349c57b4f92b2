//! A count (論理端末数, サーバ台数): half-width digits without leading zeros (N-171, N-172).

use std::borrow::Cow;

use super::characters::{are_digits, half_width, is_invisible, is_space};
use super::{character_names, kept};
use crate::message::{Message, Violation};

static CHARACTERS: Message =
    Message::blocks("number.characters", "{label}は数字だけで入力してください（例：1）。{characters}は使えません。");
static SMALL: Message = Message::blocks("number.small", "{label}は{min}以上の数字で入力してください。");
static LARGE: Message = Message::blocks("number.large", "{label}は{max}以下の数字で入力してください。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &SMALL, &LARGE];

/// Half-width digits without the commas of thousands, spaces and leading zeros. A text that is no number stays, in half
/// width.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if are_digits(raw) && (raw.len() == 1 || !raw.starts_with('0')) {
        return Cow::Borrowed(raw);
    }
    let written = half_width(raw, |c| is_space(c) || is_invisible(c));
    let Some(digits) = without_commas(&written) else { return kept(raw, written) };
    let plain = digits.trim_start_matches('0');
    kept(raw, if plain.is_empty() { String::from("0") } else { plain.to_owned() })
}

/// The digits, if each comma has a group of three digits behind it and one of at most three before: 1,2 is no 12.
fn without_commas(text: &str) -> Option<String> {
    let groups = text.split(',').collect::<Vec<_>>();
    let is_grouped = match groups.as_slice() {
        [only] => !only.is_empty(),
        [first, others @ ..] => (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3),
        [] => false,
    };
    Some(groups.concat()).filter(|digits| is_grouped && are_digits(digits))
}

/// The number; `None` for a text that is none, and above `u32`.
pub fn parse(normal: &str) -> Option<u32> {
    // `str::parse` would take a plus sign.
    if normal.starts_with('+') { None } else { normal.parse().ok() }
}

/// The first violation: a character that is no digit, else outside `min` … `max`.
pub fn check(normal: &str, min: u32, max: u32) -> Option<Violation> {
    if let Some(characters) = character_names::named_but_digits(normal) {
        return Some(Violation::new(&CHARACTERS).with("characters", characters));
    }
    match parse(normal) {
        Some(number) if number < min => Some(Violation::new(&SMALL).with("min", min.to_string())),
        Some(number) if number <= max => None,
        _ => Some(Violation::new(&LARGE).with("max", max.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, normalise, parse};

    #[test]
    fn full_width_commas_and_leading_zeros_are_accepted() {
        for (raw, normal) in [("００３", "3"), (" 1,000 ", "1000"), ("000", "0"), ("0", "0"), ("", "")] {
            assert_eq!(normalise(raw), normal, "{raw}");
        }
    }

    #[test]
    fn a_text_that_is_no_number_stays_and_is_named() {
        assert_eq!(normalise("３台"), "3台");
        assert_eq!(check("3台", 0, 9).unwrap().parameters[0].1, "「台」");
        assert_eq!(check("-1", 0, 9).unwrap().message.code, "number.characters");
        assert_eq!(parse("+1"), None);
    }

    #[test]
    fn limits_are_named() {
        assert_eq!(check("1", 1, 100), None);
        assert_eq!(check("0", 1, 100).unwrap().message.code, "number.small");
        assert_eq!(check("101", 1, 100).unwrap().parameters[0].1, "100");
        assert_eq!(check("99999999999999999999", 1, 100).unwrap().message.code, "number.large");
    }
}
