//! Kinds of value: one file per kind, with its normal form and its check.
//!
//! Each kind has `normalise`, which never fails, is idempotent and borrows a text that is already normal; and `check`,
//! which takes a non-empty normal form and returns the first violation. The sentences stand beside the checks. Explicit
//! tables decide the normal form, not NFKC: ㈱ and ① stay as typed, and the check warns of them (P-3).

use std::borrow::Cow;

use crate::message::Message;

pub mod choice;
pub mod choices;
pub mod code;
pub mod codes;
pub mod date;
pub mod email;
pub mod file_name;
pub mod file_size;
pub mod free_text;
pub mod full_width;
pub mod ip_address;
pub mod jis;
pub mod kana;
pub mod latin;
pub mod length;
pub mod number;
pub mod phone;
pub mod postcode;
pub mod romaji;

mod character_names;
mod characters;
mod half_width_kana;
mod ideograph;
mod quotes;
mod whitespace;

/// Every sentence about a value, kind by kind.
pub static MESSAGES: &[&[&Message]] = &[
    choice::MESSAGES,
    choices::MESSAGES,
    code::MESSAGES,
    codes::MESSAGES,
    date::MESSAGES,
    email::MESSAGES,
    ip_address::MESSAGES,
    jis::MESSAGES,
    kana::MESSAGES,
    latin::MESSAGES,
    length::MESSAGES,
    number::MESSAGES,
    phone::MESSAGES,
    postcode::MESSAGES,
];

/// Borrows the raw text if the normal form equals it.
fn kept(raw: &str, written: String) -> Cow<'_, str> {
    if raw == written { Cow::Borrowed(raw) } else { Cow::Owned(written) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::MESSAGES;

    #[test]
    fn every_code_stands_once() {
        let mut seen = BTreeSet::new();
        for message in MESSAGES.iter().copied().flatten() {
            assert!(seen.insert(message.code), "{} stands twice", message.code);
        }
        assert!(seen.len() > 20);
    }

    #[test]
    fn sentences_say_what_to_do_without_blame() {
        for message in MESSAGES.iter().copied().flatten() {
            for word in ["不正", "無効", "違反", "エラー", "！"] {
                assert!(!message.text.contains(word), "{}: {word}", message.code);
            }
            assert!(message.text.ends_with('。'), "{}", message.code);
            assert!(message.text.contains("ください"), "{}: says nothing to do", message.code);
        }
    }
}
