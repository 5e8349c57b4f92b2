//! 仮ログインID and 仮パスワード: their shape (N-042). Core has no source of randomness: the random bytes are a parameter.

use crate::application::office;
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

/// Fewest and most characters of a password that the owner of an account chooses.
const CHOSEN_LENGTH: std::ops::RangeInclusive<usize> = 8..=32;
/// The sentence for a password that [`is_good_password`] refuses.
pub const PASSWORD_RULE: &str = "パスワードは、半角の英字と数字の両方を使い、8文字以上32文字以内で決めてください。\
    英字の大文字と小文字は区別されません。ログインIDは含めないでください。";
/// The sentence for a new password that is the present one.
pub const SAME_PASSWORD: &str = "いまとは別のパスワードを決めてください。";

/// Whether the owner of the account with that login ID may choose a password, in normal form.
pub fn is_good_password(normal: &str, login_id: &str) -> bool {
    CHOSEN_LENGTH.contains(&normal.len())
        && normal.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && normal.bytes().any(|byte| byte.is_ascii_digit())
        && normal.bytes().any(|byte| byte.is_ascii_uppercase())
        && !normal.contains(login_id)
}

/// Whether a normalised text can be a login ID: 仮ログインID or 事業所コード.
pub fn is_login_id(normal: &str) -> bool {
    let is_provisional = normal.len() == LOGIN_ID_LENGTH && normal.bytes().all(|digit| digit.is_ascii_digit());
    is_provisional || code::check(normal, office::CODE_SHAPE).is_none()
}

/// A typed ID or password in the form in which it is compared: half width, upper case, without spaces and invisible
/// characters, which a copy from a mail may have.
pub fn normalise(typed: &str) -> String {
    code::normalise(typed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, is_good_password, is_login_id, login_id, normalise, password};

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
    fn a_chosen_password_has_letters_and_digits_and_not_the_id() {
        assert!(["AB23CD45", "KONSAI1ICHIRO"].into_iter().all(|good| is_good_password(good, "NAC555")));
        let long = "A1".repeat(17);
        for bad in ["", "AB23CD4", "ABCDEFGH", "12345678", "ab23cd45", "AB23-D45", "XXNAC555XX", "混載AB2345", &long]
        {
            assert!(!is_good_password(bad, "NAC555"), "{bad}");
        }
    }

    #[test]
    fn seven_digits_and_office_codes_are_login_ids() {
        assert!(["0000001", "NAC555", "A1B001"].into_iter().all(is_login_id));
        assert!(!["", "00001", "00000001", "NAC55", "NAC55A", "nac555", "ＮＡＣ555"].into_iter().any(is_login_id));
    }

    #[test]
    fn full_width_lower_case_and_spaces_are_read() {
        assert_eq!(normalise(" ０００００　０１\n"), "0000001");
        assert_eq!(normalise("ab２Ｃ"), "AB2C");
        assert_eq!(normalise("\u{feff}ab\u{200b}2\u{2060}C\u{a0}\r\n"), "AB2C");
    }
}
