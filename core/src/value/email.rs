//! E-mailアドレス: half width, case kept (N-036).

use std::borrow::Cow;

use super::characters::{are_digits, half_width, is_dash, is_invisible, is_space};
use super::{character_names, kept};
use crate::message::{Message, Violation};

/// Longest address that mail servers pass on, in characters (RFC 5321, 4.5.3.1.3).
pub const MAX: usize = 254;
/// Longest part before @, in characters (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// Longest part between two dots behind @, in characters (RFC 1035, 2.3.4).
const LABEL_MAX: usize = 63;

static SPACE: Message =
    Message::blocks("email.space", "{label}の途中の空白を消してください（例：taro@example.co.jp）。");
static CHARACTERS: Message = Message::blocks(
    "email.characters",
    "{label}は半角の英数字と記号で入力してください（例：taro@example.co.jp）。{characters}は使えません。",
);
static LONG: Message =
    Message::blocks("email.too-long", "{label}は{limit}文字以内で入力してください（{over}文字超えています）。");
static AT: Message = Message::blocks("email.at", "{label}に「@」を入れてください（例：taro@example.co.jp）。");
static ONE_AT: Message =
    Message::blocks("email.one-at", "{label}の「@」を1つだけにしてください（例：taro@example.co.jp）。");
static LOCAL: Message =
    Message::blocks("email.local", "{label}の「@」の前も入力してください（例：taro@example.co.jp）。");
static LONG_LOCAL: Message = Message::blocks(
    "email.long-local",
    "{label}の「@」の前は{limit}文字以内で入力してください（{over}文字超えています）。",
);
static DOMAIN: Message =
    Message::blocks("email.domain", "{label}の「@」の後も入力してください（例：taro@example.co.jp）。");
static DOT: Message = Message::blocks(
    "email.dot",
    "{label}の「@」の後に「.」と続きを入れてください（例：taro@example.co.jp）。いまは「{domain}」です。",
);
static DOTS: Message = Message::blocks(
    "email.dots",
    "{label}の「.」は、続けず、先頭・末尾・「@」の隣にも置かずに入力してください（例：taro@example.co.jp）。",
);
static PART: Message = Message::blocks(
    "email.domain-part",
    "{label}の「@」の後は英数字とハイフンを「.」で区切って入力してください（例：taro@example.co.jp）。「{part}」を確かめてください。",
);
static TOP_LEVEL: Message = Message::blocks(
    "email.top-level",
    "{label}の「@」の後は、数字だけで終わらないドメイン名で入力してください（例：taro@example.co.jp）。いまは「{domain}」です。",
);

/// The sentences of this kind.
pub static MESSAGES: &[&Message] =
    &[&SPACE, &CHARACTERS, &LONG, &AT, &ONE_AT, &LOCAL, &LONG_LOCAL, &DOMAIN, &DOT, &DOTS, &PART, &TOP_LEVEL];

/// Half width, trimmed, nothing invisible; capitals stay.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii_graphic()) && !raw.starts_with('"') {
        return Cow::Borrowed(raw);
    }
    kept(raw, half_width(raw, is_invisible).replace(is_dash, "-"))
}

/// The first violation of an address, the most visible kind first.
pub fn check(normal: &str) -> Option<Violation> {
    if !normal.bytes().all(is_allowed) {
        if normal.contains(is_space) {
            return Some(Violation::new(&SPACE));
        }
        let characters = character_names::named_with_offers(normal, |c| !u8::try_from(c).is_ok_and(is_allowed), |c| c)?;
        return Some(Violation::new(&CHARACTERS).with("characters", characters));
    }
    let Some((local, domain)) = normal.split_once('@') else { return Some(Violation::new(&AT)) };
    if domain.contains('@') {
        return Some(Violation::new(&ONE_AT));
    }
    if local.is_empty() {
        return Some(Violation::new(&LOCAL));
    }
    if domain.is_empty() {
        return Some(Violation::new(&DOMAIN));
    }
    if [local, domain].iter().any(|side| side.split('.').any(str::is_empty)) {
        return Some(Violation::new(&DOTS));
    }
    if !domain.contains('.') {
        return Some(Violation::new(&DOT).with("domain", domain.to_owned()));
    }
    if let Some(part) = domain.split('.').find(|part| !is_domain_part(part)) {
        return Some(Violation::new(&PART).with("part", part.to_owned()));
    }
    // A number at the end is an IP address without its brackets, or a slip: no top-level domain is numeric (RFC 3696, 2).
    if domain.rsplit('.').next().is_some_and(are_digits) {
        return Some(Violation::new(&TOP_LEVEL).with("domain", domain.to_owned()));
    }
    longer(&LONG_LOCAL, local, LOCAL_MAX).or_else(|| longer(&LONG, normal, MAX))
}

/// The violation of a text of more than `max` bytes; here each character is one byte.
fn longer(message: &'static Message, text: &str, max: usize) -> Option<Violation> {
    let over = text.len().checked_sub(max).filter(|over| *over > 0)?;
    Some(Violation::new(message).with("limit", max.to_string()).with("over", over.to_string()))
}

/// @ and the characters of an unquoted local part (RFC 5322, 3.2.3).
const fn is_allowed(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(b, b'@' | b'.' | b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~')
}

/// Letters, digits and inner hyphens.
fn is_domain_part(part: &str) -> bool {
    part.len() <= LABEL_MAX
        && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !part.starts_with('-')
        && !part.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::{check, normalise};

    fn code(raw: &str) -> &'static str {
        check(&normalise(raw)).map_or("", |violation| violation.message.code)
    }

    #[test]
    fn full_width_is_turned_and_case_is_kept() {
        assert_eq!(normalise("　Ｋｏｎｓａｉ．ichiro＠naccs．co．jp "), "Konsai.ichiro@naccs.co.jp");
    }

    #[test]
    fn plain_addresses_pass() {
        for address in ["konsai.ichiro@naccs.co.jp", "a+b_c'd@x-y.example", "1@2.jp"] {
            assert_eq!(code(address), "", "{address}");
        }
    }

    #[test]
    fn each_violation_has_its_sentence() {
        for (address, expected) in [
            ("taro example.jp", "email.space"),
            ("taro@例え.jp", "email.characters"),
            ("taro,jiro@example.jp", "email.characters"),
            ("taro.example.jp", "email.at"),
            ("taro@@example.jp", "email.one-at"),
            ("@example.jp", "email.local"),
            ("taro@", "email.domain"),
            ("taro@example", "email.dot"),
            ("taro.@example.jp", "email.dots"),
            ("taro@example..jp", "email.dots"),
            ("taro@-example.jp", "email.domain-part"),
            ("taro@exa_mple.jp", "email.domain-part"),
            ("taro@192.168.0.1", "email.top-level"),
            ("taro@example.1", "email.top-level"),
        ] {
            assert_eq!(code(address), expected, "{address}");
        }
    }

    #[test]
    fn lengths_are_limited() {
        assert_eq!(code(&format!("{}@example.jp", "a".repeat(64))), "");
        assert_eq!(code(&format!("{}@example.jp", "a".repeat(65))), "email.long-local");
        assert_eq!(code(&format!("a@{}jp", "abcdefgh.".repeat(30))), "email.too-long");
    }
}
