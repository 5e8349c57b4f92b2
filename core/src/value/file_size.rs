//! The size of an attached file in bytes.

use super::number;
use crate::message::Violation;

/// Most bytes of one attached file: 10 MiB.
pub const LIMIT: u32 = 10 << 20;

/// The first violation: no number, an empty file, a file above [`LIMIT`].
pub fn check(normal: &str) -> Option<Violation> {
    number::check(normal, 1, LIMIT)
}

/// A size for people; a text that is no number is unchanged.
pub fn display(normal: &str) -> String {
    number::parse(normal).map_or_else(|| normal.to_owned(), format_size)
}

/// Formats a size in steps of 1024, as file managers do: 512 B, 34 kB, 9.8 MB, 10 MB.
pub fn format_size(bytes: u32) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} kB", bytes / 1024),
        _ => match bytes % 1_048_576 * 10 / 1_048_576 {
            0 => format!("{} MB", bytes / 1_048_576),
            tenth => format!("{}.{tenth} MB", bytes / 1_048_576),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, check, display};

    #[test]
    fn sizes_are_shown_as_file_managers_do() {
        for (bytes, shown) in [("512", "512 B"), ("34999", "34 kB"), ("10276045", "9.8 MB"), ("x", "x")] {
            assert_eq!(display(bytes), shown);
        }
        assert_eq!(display(&LIMIT.to_string()), "10 MB");
    }

    #[test]
    fn an_empty_file_and_a_large_one_are_refused() {
        assert_eq!(check(&LIMIT.to_string()), None);
        assert_eq!(check("0").unwrap().message.code, "number.small");
        assert_eq!(check(&(LIMIT + 1).to_string()).unwrap().message.code, "number.large");
    }
}
