//! The quotation marks that a spreadsheet writes around a copied cell, when the cell is pasted into one control.

use super::characters::{is_break, is_invisible, is_space};

/// The text without blanks, invisible characters and straight quotation marks around it, for kinds that have no such
/// mark.
pub(super) fn bare(text: &str) -> &str {
    let mut inside = trimmed(text);
    while let Some(cell) = unmarked(inside) {
        inside = trimmed(cell);
    }
    inside
}

/// The content of a text that is a quoted cell: a line end, a tab, a comma or a doubled mark stands between its marks.
/// A name in quotes is none.
pub(super) fn cell(text: &str) -> Option<String> {
    let mut chars = unmarked(trimmed(text))?.chars();
    let (mut content, mut is_cell) = (String::new(), false);
    while let Some(c) = chars.next() {
        if c == '"' && chars.next() != Some('"') {
            return None;
        }
        is_cell |= is_break(c) || matches!(c, ',' | '"');
        content.push(c);
    }
    is_cell.then_some(content)
}

/// The text without blanks and invisible characters around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c| is_space(c) || is_invisible(c))
}

fn unmarked(text: &str) -> Option<&str> {
    text.strip_prefix(['"', '＂'])?.strip_suffix(['"', '＂'])
}

#[cfg(test)]
mod tests {
    use super::{bare, cell};

    #[test]
    fn marks_around_a_cell_are_dropped() {
        for (text, content) in
            [("\"1,000\"", "1,000"), (" \"\"a\"\"\n", "a"), ("\"", "\""), ("\"\"", ""), ("a\"b", "a\"b")]
        {
            assert_eq!(bare(text), content, "{text}");
        }
    }

    #[test]
    fn a_cell_has_something_that_needs_marks() {
        for (text, content) in [
            ("\"港南1-2-3\n品川ビル\"", Some("港南1-2-3\n品川ビル")),
            ("\"a\tb\" ", Some("a\tb")),
            ("\"a,b\"", Some("a,b")),
            ("\"株式会社 \"\"A\"\"\"", Some("株式会社 \"A\"")),
            ("\"引用\"", None),
            ("\"a\",\"b\"", None),
            ("\"a,b", None),
            ("a,b", None),
        ] {
            assert_eq!(cell(text).as_deref(), content, "{text}");
        }
    }
}
