//! The size of an attached file in bytes.

use super::number;
use crate::form::Flaw;

/// The most bytes of one file: 10 MiB (decisions: Files).
pub const MOST: u32 = 10 * 1024 * 1024;

/// The first flaw: no number, nothing in it, too much.
pub fn check(normal: &str) -> Option<Flaw> {
    number::check(normal, 1, MOST)
}

/// 512 B, 34 kB, 9.8 MB: in steps of 1024, as file managers show it.
pub fn words(normal: &str) -> String {
    let Some(bytes) = number::parse(normal) else { return normal.to_owned() };
    match bytes {
        0..1024 => bytes.to_string() + " B",
        1024..1_048_576 => (bytes / 1024).to_string() + " kB",
        _ => (bytes / 1_048_576).to_string() + "." + &(bytes % 1_048_576 * 10 / 1_048_576).to_string() + " MB",
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, check, words};

    #[test]
    fn sizes_are_shown_as_file_managers_do() {
        for (bytes, shown) in [("512", "512 B"), ("34999", "34 kB"), ("10276045", "9.8 MB"), ("x", "x")] {
            assert_eq!(words(bytes), shown);
        }
        assert_eq!(words(&MOST.to_string()), "10.0 MB");
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(check(&MOST.to_string()), None);
        assert_eq!(check("0").unwrap().message.code, "number.small");
        assert_eq!(check(&(MOST + 1).to_string()).unwrap().message.code, "number.large");
    }
}
