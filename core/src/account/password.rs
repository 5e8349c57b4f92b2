//! 仮ログインID and 仮パスワード: their shape (N-042). Core has no source of randomness: the random bytes are a parameter.

use crate::value::code;

/// Digits of a login ID.
pub const LOGIN_ID_LENGTH: usize = 7;
/// Characters of a password.
pub const PASSWORD_LENGTH: usize = 8;
/// The characters of a password: A–Z and 2–9 without I and O, which look like 1 and 0.
pub const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Makes a password of random bytes: five bits of each byte, so that every character is equally likely.
pub fn password(random: [u8; PASSWORD_LENGTH]) -> String {
    random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// Makes a login ID of a random number: 7 digits, never all zero. Rejects the numbers that would make some IDs more
/// likely.
pub fn login_id(random: u32) -> Option<String> {
    const MOST: u32 = 9_999_999;
    (random < u32::MAX - u32::MAX % MOST).then(|| format!("{:07}", random % MOST + 1))
}

/// A typed ID or password in the form in which it is compared: half width, upper case, without spaces and invisible
/// characters, which a copy from a mail may have.
pub fn normalise(typed: &str) -> String {
    code::normalise(typed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, login_id, normalise, password};

    #[test]
    fn passwords_have_eight_characters_and_no_look_alikes() {
        assert_eq!(password([0, 1, 7, 8, 23, 24, 31, 255]), "ABHJZ299");
        for look_alike in *b"IO01" {
            assert!(!ALPHABET.contains(&look_alike));
        }
    }

    #[test]
    fn login_ids_have_seven_digits_and_are_evenly_drawn() {
        assert_eq!(login_id(0).as_deref(), Some("0000001"));
        assert_eq!(login_id(9_999_998).as_deref(), Some("9999999"));
        assert_eq!(login_id(9_999_999).as_deref(), Some("0000001"));
        assert_eq!(login_id(u32::MAX), None);
    }

    #[test]
    fn full_width_lower_case_and_spaces_are_read() {
        assert_eq!(normalise(" ０００００　０１\n"), "0000001");
        assert_eq!(normalise("ab２Ｃ"), "AB2C");
        assert_eq!(normalise("\u{feff}ab\u{200b}2\u{2060}C\u{a0}\r\n"), "AB2C");
    }
}
