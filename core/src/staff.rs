//! 職員 (staff) of the center: their login IDs, and the passwords that they choose.

use crate::value::email;

/// Fewest and most characters of a login ID.
pub const LOGIN_ID_LENGTH: std::ops::RangeInclusive<usize> = 3..=32;
/// Fewest and most characters of a chosen password.
pub const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=64;
/// Fewest different characters of a chosen password.
const MIN_DIFFERENT: usize = 5;

/// The sentence for a password that [`is_good_password`] refuses.
pub const PASSWORD_RULE: &str = "パスワードは、半角の英数字と記号を使い、12文字以上64文字以内で決めてください。\
    使う文字は5種類以上とし、ログインIDを含めないでください。";
/// The sentence for a new password that is the present one.
pub const SAME_PASSWORD: &str = "いまとは別のパスワードを決めてください。";

/// A typed login ID or password in the form in which it is compared: half width, every dash a hyphen, without spaces and
/// invisible characters. No password has any of those (see [`is_good_password`]).
pub fn normalise(typed: &str) -> String {
    email::normalise(typed).split_whitespace().collect()
}

/// A typed login ID in the form in which it is compared, in lower case. Nothing if no member can have it.
pub fn login_id(typed: &str) -> Option<String> {
    let id = normalise(typed).to_ascii_lowercase();
    let is_id = LOGIN_ID_LENGTH.contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    is_id.then_some(id)
}

/// Whether a member with that login ID may choose that password. Characters beyond ASCII, which keyboards write in several
/// ways, are refused here.
pub fn is_good_password(password: &str, login_id: &str) -> bool {
    let bytes = password.as_bytes();
    let mut different = bytes.to_vec();
    different.sort_unstable();
    different.dedup();
    PASSWORD_LENGTH.contains(&bytes.len())
        && bytes.iter().all(u8::is_ascii_graphic)
        && different.len() >= MIN_DIFFERENT
        && !password.to_ascii_lowercase().contains(login_id)
}

#[cfg(test)]
mod tests {
    use super::{is_good_password, login_id, normalise};

    #[test]
    fn a_login_id_is_read_in_any_case_and_width() {
        for typed in [" Ｔaro.Yamada-1\n", "\u{feff}taro．yamada‐1", "taro\u{ad}.yamada−1\u{a0}", "ta ro.yamada－１"]
        {
            assert_eq!(login_id(typed).as_deref(), Some("taro.yamada-1"), "{typed:?}");
        }
        for bad in ["", "ab", "山田太郎", "a:b", "a/b", "a\0b", &"a".repeat(33)] {
            assert_eq!(login_id(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_password_is_read_in_any_width_and_keeps_its_case() {
        assert_eq!(normalise("\u{200b}Correct－ｈorse \u{202c}\r\n"), "Correct-horse");
    }

    #[test]
    fn a_password_is_long_and_varied_and_not_the_login_id() {
        assert!(is_good_password("correct-horse", "yamada"));
        let long = "abcde".repeat(13);
        for bad in [
            "short-pass1",
            &long,
            "aaaabbbbcccc",
            "YAMADA-2026-xx",
            "パスワードパスワードパスワード",
            "with a space 12",
            "",
        ] {
            assert!(!is_good_password(bad, "yamada"), "{bad}");
        }
    }
}
