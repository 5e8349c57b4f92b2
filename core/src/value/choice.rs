//! One of several: the code of a row of a table.
//!
//! A choice that comes along with another one stands in for the answer before it, which the raw text keeps behind it:
//! `yes <no`. The normal form has the code alone.

use std::borrow::Cow;

use super::quotes::trimmed;
use crate::message::{Message, Violation};

/// One row of a table of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Choice {
    /// The stored code, `[a-z0-9-]`; it never changes once released.
    pub code: &'static str,
    /// The label on screen, in Japanese.
    pub label: &'static str,
}

/// The mark between a code and the answer that it stands in for.
const STANDS_IN: &str = " <";

static UNKNOWN: Message =
    Message::blocks("choice.unknown", "{label}を一覧から選び直してください。「{code}」は一覧にありません。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&UNKNOWN];

/// The code without blanks and invisible characters around it, and without the answer that it stands in for.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    Cow::Borrowed(bare(raw))
}

/// The code without blanks and invisible characters around it, and without the answer that it stands in for.
pub fn bare(raw: &str) -> &str {
    let code = raw.split_once(STANDS_IN).map_or(raw, |(code, _)| code);
    match code.as_bytes() {
        [] => code,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => code,
        _ => trimmed(code),
    }
}

/// The raw text of a code that stands in for another answer.
pub fn standing_in(code: &str, before: &str) -> String {
    format!("{code}{STANDS_IN}{before}")
}

/// The answer that a code stands in for.
pub fn stood_before(raw: &str) -> Option<&str> {
    raw.split_once(STANDS_IN).map(|(_, before)| before)
}

/// The violation of a code that the table does not have.
pub fn check(normal: &str, table: &[Choice]) -> Option<Violation> {
    find(normal, table).is_none().then(|| Violation::new(&UNKNOWN).with("code", normal.to_owned()))
}

/// The row of this code.
pub fn find<'t>(code: &str, table: &'t [Choice]) -> Option<&'t Choice> {
    table.iter().find(|choice| is(choice.code, code))
}

/// The place of this code in the table.
pub fn position(code: &str, table: &[Choice]) -> Option<usize> {
    table.iter().position(|choice| is(choice.code, code))
}

/// Whether a code is one of these.
pub fn is_among(code: &str, codes: &[&str]) -> bool {
    codes.iter().any(|known| is(known, code))
}

/// Whether two codes are the same. Compared byte by byte: codes are short, and the check compares one for nearly every
/// answer, for which a call of `memcmp` takes longer (wasm).
pub fn is(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().eq(other.bytes())
}

#[cfg(test)]
mod tests {
    use super::{Choice, bare, check, is_among, normalise, position, standing_in, stood_before};

    const TABLE: &[Choice] = &[Choice { code: "sea", label: "海上" }, Choice { code: "air", label: "航空" }];

    #[test]
    fn codes_are_found_whole() {
        assert_eq!(
            ["sea", "air", "se", "seas", "eas", ""].map(|code| position(code, TABLE)),
            [Some(0), Some(1), None, None, None, None]
        );
        assert!(is_among("b", &["a", "b"]) && !is_among("c", &["a", "b"]));
    }

    #[test]
    fn blanks_around_a_code_are_dropped() {
        for raw in ["a", " a", "\u{feff}a\u{3000}", "a\t"] {
            assert_eq!(bare(raw), "a", "{raw:?}");
        }
        assert_eq!(bare("\u{200b}"), "");
    }

    #[test]
    fn the_answer_before_stands_behind_the_code() {
        for before in ["sea", "", "x <y"] {
            let raw = standing_in("air", before);
            assert_eq!((bare(&raw), stood_before(&raw)), ("air", Some(before)));
            assert_eq!(check(&normalise(&raw), TABLE), None);
        }
        assert_eq!(stood_before("air"), None);
    }

    #[test]
    fn only_codes_of_the_table_pass() {
        assert_eq!(check(&normalise(" air\n"), TABLE), None);
        assert_eq!(check("海上", TABLE).unwrap().parameters[0].1, "海上");
    }
}
