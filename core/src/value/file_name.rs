//! The name of an attached file: the last part of a path, without invisible characters (F078).

use std::borrow::Cow;

use super::characters::is_invisible;
use super::{kept, length};
use crate::message::Violation;

/// The most characters of a name: file systems allow 255 bytes or units.
pub const MOST: u32 = 255;

/// The part behind the last slash or backslash, without control and invisible characters; empty for the name of a
/// folder.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let written: String = last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let written = written.trim();
    kept(raw, if matches!(written, "." | "..") { String::new() } else { written.to_owned() })
}

/// The only violation: a name that is too long.
pub fn check(normal: &str) -> Option<Violation> {
    length::check(normal, MOST)
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    #[test]
    fn only_the_last_part_of_a_path_is_kept() {
        assert_eq!(normalise("C:\\図\\構成図.xlsx"), "構成図.xlsx");
        assert_eq!(normalise("../../etc/構成図.pdf"), "構成図.pdf");
        assert_eq!(normalise("a\r\nb\u{202e}.pdf "), "ab.pdf");
        for folder in ["構成図/", "..", "a\\.", "\u{200b}..", " "] {
            assert_eq!(normalise(folder), "", "{folder:?}");
        }
    }

    #[test]
    fn names_as_long_as_file_systems_allow_are_kept() {
        let japanese = "図".repeat(84) + "png";
        assert_eq!(japanese.len(), 255);
        assert_eq!(check(&normalise(&japanese)), None);
        assert_eq!(check(&"a".repeat(256)).unwrap().message.code, "text.too-long");
    }
}
