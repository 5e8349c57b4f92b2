//! Collapsing of blanks while a line is written. Each step looks only at the text written so far, so that a second pass
//! changes nothing.

/// Writes one `blank` between words: none in front, none after another.
pub(super) fn push(out: &mut String, blank: char) {
    if !out.is_empty() && !out.ends_with(blank) {
        out.push(blank);
    }
}

/// The line without the blank at its end.
pub(super) fn trim_end(mut out: String, blank: char) -> String {
    if out.ends_with(blank) {
        out.pop();
    }
    out
}
