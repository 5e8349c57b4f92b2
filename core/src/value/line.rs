//! Writing one line anew. Each step looks back only at what is already written, so that writing twice changes nothing.

use super::character::{half, is_stroke};

/// The text in half width, but for what is dropped: the one line of codes, phones, dates and addresses of mail.
pub(super) fn half_width(raw: &str, is_dropped: fn(char) -> bool) -> String {
    raw.chars().filter(|c| !is_dropped(*c)).map(half).collect()
}

/// The last character written.
pub(super) fn last(out: &str) -> Option<char> {
    out.chars().next_back()
}

/// One `blank` between words, none in front.
pub(super) fn space(out: &mut String, blank: char) {
    if !out.is_empty() && !out.ends_with(blank) {
        out.push(blank);
    }
}

/// A full-width digit. A long stroke between two digits was meant for a hyphen: １ー２ is １－２.
pub(super) fn digit(out: &mut String, c: char) {
    let mut back = out.chars().rev();
    if back.next().is_some_and(is_stroke) && back.next().is_some_and(|c| matches!(c, '０'..='９')) {
        out.pop();
        out.push('－');
    }
    out.push(c);
}

/// The line without the blank at its end.
pub(super) fn finish(mut out: String, blank: char) -> String {
    if out.ends_with(blank) {
        out.pop();
    }
    out
}
