//! IPアドレス of a line or a terminal: an IPv4 address in dotted decimals (N-262 … N-264).

use std::borrow::Cow;

use super::characters::{are_digits, half_width, is_invisible, is_space};
use super::kept;
use crate::message::{Message, Violation};

static SHAPE: Message = Message::blocks(
    "ip-address.shape",
    "{label}は、0から255までの数字4つを「.」でつないで入力してください（例：192.0.2.1）。",
);

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&SHAPE];

/// Half width, without spaces.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Cow::Borrowed(raw);
    }
    kept(raw, half_width(raw, |c| is_space(c) || is_invisible(c)))
}

/// The violation of a text that is no address. A leading zero is refused: some programs read such a number as octal.
pub fn check(normal: &str) -> Option<Violation> {
    let is_number = |part: &str| {
        let is_plain = are_digits(part) && (part == "0" || !part.starts_with('0'));
        is_plain && part.parse::<u8>().is_ok()
    };
    let is_address = normal.split('.').count() == 4 && normal.split('.').all(is_number);
    (!is_address).then(|| Violation::new(&SHAPE))
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    #[test]
    fn full_width_is_accepted_and_other_texts_are_refused() {
        assert_eq!(normalise(" １９２．０．２．１\n"), "192.0.2.1");
        assert_eq!(check("192.0.2.255"), None);
        for text in ["192.0.2", "192.0.2.256", "192.0.2.01", "192.0.2.1.1", "192.0..1", "2001:db8::1", "+1.1.1.1"] {
            assert!(check(text).is_some(), "{text}");
        }
    }
}
