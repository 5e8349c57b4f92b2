//! 識別番号: several codes of one shape as one text, joined by one space (N-261).

use std::borrow::Cow;

use super::characters::{half, is_space};
use super::{code, kept};
use crate::message::{Message, Violation};

static TWICE: Message =
    Message::blocks("codes.twice", "{label}に同じものが2つあります。「{code}」を1つにしてください。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&TWICE];

/// The codes in normal form, in their order.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    // A cell of a spreadsheet has its quotation marks around all of them.
    let is_between = |c| is_space(c) || matches!(half(c), ',' | '、' | '"');
    let parts = raw.split(is_between).map(code::normalise);
    let codes: Vec<Cow<str>> = parts.filter(|code| !code.is_empty()).collect();
    kept(raw, codes.join(" "))
}

/// The codes of a normal form; none of an empty one.
pub fn each(normal: &str) -> impl Iterator<Item = &str> {
    normal.split(' ').filter(|code| !code.is_empty())
}

/// The first violation of one of the codes, or a code that occurs twice.
pub fn check(normal: &str, shape: &str) -> Option<Violation> {
    let codes: Vec<&str> = each(normal).collect();
    codes.iter().enumerate().find_map(|(place, one)| {
        let twice = || codes[..place].contains(one).then(|| Violation::new(&TWICE).with("code", (*one).to_owned()));
        code::check(one, shape).or_else(twice)
    })
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    #[test]
    fn one_space_stands_between_codes_however_they_are_typed() {
        assert_eq!(normalise("ａ０１、 A02，a03\tA04\n"), "A01 A02 A03 A04");
        assert_eq!(normalise("A01 A02"), "A01 A02");
        assert_eq!(normalise("\"A01﹐A02\nA03\""), "A01 A02 A03");
    }

    #[test]
    fn each_code_has_the_shape_and_stands_once() {
        assert_eq!(check("A01 A02", "X99"), None);
        assert_eq!(check("A01 A2", "X99").unwrap().message.code, "code.length");
        assert_eq!(check("A01 A02 A01", "X99").unwrap().message.code, "codes.twice");
    }
}
