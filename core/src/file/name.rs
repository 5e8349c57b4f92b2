//! The name of a file: the last part of whatever path came with it.

use std::borrow::Cow;

use crate::value::character::is_invisible;

/// The most characters of a name: what Windows allows in one part of a path.
pub const MOST: usize = 255;

/// The last part of a path, however its parts are divided (`/` and `\`), without control characters, marks of direction
/// and blanks around it. Empty where nothing is left.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_dropped = |c: char| c.is_control() || is_invisible(c);
    let seen = if last.contains(is_dropped) {
        Cow::Owned(last.chars().filter(|&c| !is_dropped(c)).collect())
    } else {
        Cow::Borrowed(last)
    };
    let written = match seen {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if matches!(&*written, "." | "..") { Cow::Borrowed("") } else { written }
}

/// Whether a normal form has more characters than [`MOST`].
pub fn is_too_long(normal: &str) -> bool {
    normal.chars().count() > MOST
}

#[cfg(test)]
mod tests {
    use super::{is_too_long, normalise};

    #[test]
    fn the_last_part_of_a_path_is_kept() {
        for path in ["図.pdf", "C:\\Users\\混載\\図.pdf", "/home/konsai/図.pdf", "..\\../図.pdf", " 図.pdf\u{3000}"]
        {
            assert_eq!(normalise(path), "図.pdf", "{path:?}");
        }
    }

    #[test]
    fn control_characters_and_marks_of_direction_are_dropped() {
        assert_eq!(normalise("図\r\nSet-Cookie: a\u{0}.pdf"), "図Set-Cookie: a.pdf");
        assert_eq!(normalise("図\u{202e}fdp.exe"), "図fdp.exe");
    }

    #[test]
    fn a_name_of_255_bytes_is_kept_whole() {
        let name = format!("{}図.pdf", "構".repeat(82)) + "ab";
        assert_eq!(name.len(), 255);
        assert_eq!(normalise(&name), name);
        assert!(!is_too_long(&name) && is_too_long(&"構".repeat(256)));
    }

    #[test]
    fn nothing_is_left_of_a_bare_path() {
        for path in ["", "/", "a/", "..", "x\\.", "\u{200b}", "\u{200b}..", "  "] {
            assert_eq!(normalise(path), "", "{path:?}");
        }
    }

    #[test]
    fn twice_is_the_same_as_once() {
        for path in [" a / b\u{202e} ", "\u{200b}. .", "..\u{0}", "a\\b.pdf"] {
            let once = normalise(path).into_owned();
            assert_eq!(normalise(&once), once);
        }
    }
}
