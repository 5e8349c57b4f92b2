//! Several of several: the codes in the table's order, joined by one space.

use std::borrow::Cow;

use super::choice::{Choice, find};
use super::kept;
use crate::message::{Message, Violation};

static UNKNOWN: Message =
    Message::blocks("choices.unknown", "{label}を一覧から選び直してください。{codes}は一覧にありません。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&UNKNOWN];

/// Each code once, in the table's order; unknown codes follow in the order typed.
pub fn normalise<'r>(raw: &'r str, table: &[Choice]) -> Cow<'r, str> {
    if is_settled(raw, table) {
        return Cow::Borrowed(raw);
    }
    let typed: Vec<&str> = raw.split_whitespace().collect();
    let known = table.iter().map(|choice| choice.code).filter(|code| typed.contains(code));
    let mut written = String::with_capacity(raw.len());
    for code in known {
        add(&mut written, code);
    }
    for (at, code) in typed.iter().enumerate() {
        if find(code, table).is_none() && !typed[..at].contains(code) {
            add(&mut written, code);
        }
    }
    kept(raw, written)
}

/// The violation of codes that the table does not have.
pub fn check(normal: &str, table: &[Choice]) -> Option<Violation> {
    // One known code is the common case.
    if find(normal, table).is_some() {
        return None;
    }
    let unknown: Vec<&str> = codes(normal).filter(|code| find(code, table).is_none()).collect();
    (!unknown.is_empty()).then(|| Violation::new(&UNKNOWN).with("codes", format!("「{}」", unknown.join("」「"))))
}

/// The codes of a normal form, in order.
pub fn codes(normal: &str) -> impl Iterator<Item = &str> {
    normal.split(' ').filter(|code| !code.is_empty())
}

/// Whether a normal form has this code.
pub fn has(normal: &str, code: &str) -> bool {
    codes(normal).any(|there| there == code)
}

/// Whether all codes are known and in the table's order.
fn is_settled(raw: &str, table: &[Choice]) -> bool {
    let mut rest = table.iter();
    raw.is_empty() || find(raw, table).is_some() || raw.split(' ').all(|code| rest.any(|choice| choice.code == code))
}

/// Writes one more code.
fn add(written: &mut String, code: &str) {
    if !written.is_empty() {
        written.push(' ');
    }
    written.push_str(code);
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Choice, check, codes, has, normalise};

    const TABLE: &[Choice] = &[
        Choice { code: "broker", label: "通関業" },
        Choice { code: "forwarder", label: "混載業" },
        Choice { code: "nvocc", label: "NVOCC" },
    ];

    #[test]
    fn codes_stand_once_in_the_tables_order() {
        assert_eq!(normalise(" nvocc  broker\tnvocc ", TABLE), "broker nvocc");
        assert!(matches!(normalise("broker nvocc", TABLE), Cow::Borrowed(_)));
    }

    #[test]
    fn unknown_codes_stay_and_are_named() {
        let normal = normalise("zzz nvocc abc zzz broker", TABLE);
        assert_eq!(normal, "broker nvocc zzz abc");
        assert_eq!(check(&normal, TABLE).unwrap().parameters[0].1, "「zzz」「abc」");
        assert_eq!(check("broker", TABLE), None);
    }

    #[test]
    fn codes_can_be_asked_for() {
        assert!(has("broker nvocc", "nvocc"));
        assert!(!has("broker nvocc", "nvo"));
        assert_eq!(codes("").count(), 0);
    }
}
