//! 電話番号 and FAX番号: ten or eleven half-width digits from 0 (N-035, N-037, F045).

use std::borrow::Cow;

use super::characters::{are_digits, half, half_width, is_dash, is_invisible, is_space};
use super::{character_names, kept};
use crate::message::{Message, Violation};

static CHARACTERS: Message = Message::blocks(
    "phone.characters",
    "{label}は数字だけで入力してください（例：0312345678）。{characters}は使えません。",
);
static AREA: Message =
    Message::blocks("phone.area", "{label}は0から始まる市外局番を付けて入力してください（例：0312345678）。");
static SHORT: Message = Message::blocks(
    "phone.short",
    "{label}は市外局番から10桁か11桁の数字で入力してください（例：0312345678）。いまは{count}桁です。",
);
static LONG: Message = Message::blocks(
    "phone.long",
    "{label}は10桁か11桁の数字で入力してください（例：0312345678）。いまは{count}桁で、{over}桁多くなっています。",
);

static ZEROS: Message =
    Message::blocks("phone.zeros", "{label}は実際の番号を入力してください。「0000000000」は番号ではありません。");
static TWO: Message = Message::blocks(
    "phone.two",
    "{label}は番号を1つだけ入力してください。いまは2つの番号が続いています（{one}と{other}）。",
);

/// The number that means [`NONE_IN_WORDS`] (N-113).
pub const NONE: &str = "0000000000";

/// The words for [`NONE`] on the page.
pub const NONE_IN_WORDS: &str = "FAXはありません";

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &AREA, &SHORT, &LONG, &TWO, &ZEROS];

/// Half-width digits without dashes, spaces, dots and parentheses; +81 is 0, and 代表 behind the number is dropped.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if are_digits(raw) {
        return Cow::Borrowed(raw);
    }
    let is_dropped = |c| is_space(c) || is_dash(c) || is_invisible(c) || matches!(half(c), '(' | ')' | '.');
    let written = half_width(raw, is_dropped);
    let written = without_remark(written);
    let Some(behind) = written.strip_prefix("+81") else { return kept(raw, written) };
    match behind.as_bytes().first() {
        // +81 (0)3-1234-5678 has the trunk 0 already.
        Some(b'0') => Cow::Owned(behind.to_owned()),
        Some(b'1'..=b'9') => Cow::Owned(String::from("0") + behind),
        _ => kept(raw, written),
    }
}

/// The same; the words for no number become [`NONE`].
pub fn normalise_or_none(raw: &str) -> Cow<'_, str> {
    let normal = normalise(raw);
    if normal == NONE_IN_WORDS { Cow::Borrowed(NONE) } else { normal }
}

/// 03-1234-5678（代）, （代表）, ㈹, 代表: remarks of letterheads, of which the parentheses are gone here.
fn without_remark(mut written: String) -> String {
    let digits = ["代表", "代", "㈹"].iter().find_map(|remark| written.strip_suffix(remark)).filter(|digits| {
        let digits = digits.strip_prefix('+').unwrap_or(digits);
        !digits.is_empty() && are_digits(digits)
    });
    if let Some(length) = digits.map(str::len) {
        written.truncate(length);
    }
    written
}

/// The violation of two numbers one behind the other, as a paste of two lines leaves them.
fn two_numbers(normal: &str) -> Option<Violation> {
    let is_number = |text: &str| matches!(text.len(), 10 | 11) && text.starts_with('0');
    let split = [10, 11].into_iter().filter_map(|at| normal.split_at_checked(at));
    let (one, other) = split.into_iter().find(|(one, other)| is_number(one) && is_number(other))?;
    Some(Violation::new(&TWO).with("one", one.to_owned()).with("other", other.to_owned()))
}

/// The first violation: a character that is no digit, no 0 in front, too short, too long, zeros alone.
pub fn check(normal: &str) -> Option<Violation> {
    let zeros = || normal.bytes().all(|b| b == b'0').then(|| Violation::new(&ZEROS));
    check_or_none(normal).or_else(zeros)
}

/// Like [`check`], but accepts [`NONE`] (V-04).
pub fn check_or_none(normal: &str) -> Option<Violation> {
    if let Some(characters) = character_names::named_but_digits(normal) {
        return Some(Violation::new(&CHARACTERS).with("characters", characters));
    }
    if !normal.starts_with('0') {
        return Some(Violation::new(&AREA));
    }
    let count = normal.len();
    let long = || Violation::new(&LONG).with("count", count.to_string()).with("over", (count - 11).to_string());
    match count {
        10 | 11 => None,
        0..10 => Some(Violation::new(&SHORT).with("count", count.to_string())),
        _ => two_numbers(normal).or_else(|| Some(long())),
    }
}

#[cfg(test)]
mod tests {
    use super::{NONE, check, check_or_none, normalise};

    fn code(raw: &str) -> &'static str {
        check(&normalise(raw)).map_or("", |violation| violation.message.code)
    }

    #[test]
    fn dashes_spaces_and_parentheses_are_dropped() {
        for raw in [
            "0312345678",
            "03-1234-5678",
            "０３（１２３４）５６７８",
            "03 1234 5678",
            "+81-3-1234-5678",
            "+81 (0)3 1234 5678",
            "03-1234-5678（代）",
            "03-1234-5678 (代表)",
            "03(1234)5678㈹",
            "+81-3-1234-5678 代表",
        ] {
            assert_eq!(normalise(raw), "0312345678", "{raw}");
        }
    }

    #[test]
    fn ten_and_eleven_digits_pass() {
        for raw in ["0123456789", "090-1234-5678"] {
            assert_eq!(code(raw), "", "{raw}");
        }
    }

    #[test]
    fn each_violation_has_its_sentence() {
        assert_eq!(code("03-1234-567"), "phone.short");
        assert_eq!(code("090-1234-56789"), "phone.long");
        assert_eq!(code("03-1234-5678\n03-1234-5679"), "phone.two");
        assert_eq!(code("090-1234-5678 03-1234-5679"), "phone.two");
        assert_eq!(code("03123456781234567890"), "phone.long");
        assert_eq!(code("代表"), "phone.characters");
        assert_eq!(code("0000000000"), "phone.zeros");
        assert_eq!(check_or_none(NONE), None);
        assert_eq!(code("1234-5678"), "phone.area");
        assert_eq!(code("03-1234-5678 内線12"), "phone.characters");
        assert_eq!(code("+1 212 555 0100"), "phone.characters");
    }
}
