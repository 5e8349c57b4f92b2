//! A count (論理端末数, サーバ台数): half-width digits without leading zeros (N-171, N-172).

use std::borrow::Cow;

use super::characters::{are_digits, half_width, is_break, is_invisible, is_space};
use super::{character_names, kept, whitespace};
use crate::message::{Message, Violation};

/// The sentence for a text that is no number.
pub static CHARACTERS: Message =
    Message::blocks("number.characters", "{label}は数字だけで入力してください（例：1）。{characters}は使えません。");
static SMALL: Message = Message::blocks("number.small", "{label}は{min}以上の数字で入力してください。");
static SEVERAL: Message = Message::blocks(
    "number.several",
    "{label}は数字を1つだけ入力してください。いまは{numbers}と、数字が続いています。",
);
static LARGE: Message = Message::blocks("number.large", "{label}は{max}以下の数字で入力してください。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &SEVERAL, &SMALL, &LARGE];

/// The sign between numbers of several lines or cells. A control of one line would join them at a line end.
const BETWEEN: char = '、';

/// Half-width digits without leading zeros and what stands between thousands: a comma or a space each. A text that is no
/// number stays, in half width and on one line.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if are_digits(raw) && (raw.len() == 1 || !raw.starts_with('0')) {
        return Cow::Borrowed(raw);
    }
    let mut written = String::new();
    for c in half_width(raw, is_invisible).chars() {
        match c {
            _ if is_break(c) => whitespace::push(&mut written, BETWEEN),
            _ if is_space(c) => whitespace::push(&mut written, ' '),
            _ => written.push(c),
        }
    }
    let Some(digits) = digits(&written) else { return kept(raw, written) };
    let plain = digits.trim_start_matches('0');
    kept(raw, if plain.is_empty() { String::from("0") } else { plain.to_owned() })
}

/// The digits, if each comma, or each space, has a group of three digits behind it and one of at most three, without a
/// leading zero, before: 1,2 is no 12, and 0,001 no 1.
fn digits(text: &str) -> Option<String> {
    let groups = text.split(if text.contains(',') { ',' } else { ' ' }).collect::<Vec<_>>();
    let is_grouped = match groups.as_slice() {
        [first, others @ ..] if !others.is_empty() => {
            (1..=3).contains(&first.len()) && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
        }
        _ => !text.is_empty(),
    };
    Some(groups.concat()).filter(|digits| is_grouped && are_digits(digits))
}

/// The numbers of a text that has several, however they are parted.
fn several(normal: &str) -> Option<Violation> {
    let numbers: Vec<&str> = normal.split([' ', BETWEEN]).filter(|number| !number.is_empty()).collect();
    let are_several = numbers.len() > 1 && numbers.iter().all(|number| digits(number).is_some());
    are_several.then(|| Violation::new(&SEVERAL).with("numbers", character_names::listed(&numbers)))
}

/// The number; `None` for a text that is none, and above `u32`.
pub fn parse(normal: &str) -> Option<u32> {
    // `str::parse` would take a plus sign.
    if normal.starts_with('+') { None } else { normal.parse().ok() }
}

/// The first violation: several numbers, a character that is no digit, else outside `min` … `max`.
pub fn check(normal: &str, min: u32, max: u32) -> Option<Violation> {
    if let Some(characters) = character_names::named_but_digits(normal) {
        return several(normal).or_else(|| Some(Violation::new(&CHARACTERS).with("characters", characters)));
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
    fn several_numbers_are_listed_and_never_joined() {
        for (raw, normal, numbers) in [
            ("10\n20", "10、20", "「10」「20」"),
            ("1\r\n000", "1、000", "「1」「000」"),
            ("1\t2\t3", "1、2、3", "「1」「2」「3」"),
            ("1 2", "1 2", "「1」「2」"),
            ("1,000 \n 2,000", "1,000 、 2,000", "「1,000」「2,000」"),
        ] {
            assert_eq!(normalise(raw), normal);
            let violation = check(normal, 0, 9999).unwrap();
            assert_eq!((violation.message.code, &*violation.parameters[0].1), ("number.several", numbers));
        }
    }

    #[test]
    fn limits_are_named() {
        assert_eq!(check("1", 1, 100), None);
        assert_eq!(check("0", 1, 100).unwrap().message.code, "number.small");
        assert_eq!(check("101", 1, 100).unwrap().parameters[0].1, "100");
        assert_eq!(check("99999999999999999999", 1, 100).unwrap().message.code, "number.large");
    }
}
