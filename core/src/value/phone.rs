//! 電話番号 and FAX番号: ten or eleven half-width digits from 0 (N-035, N-037, F045).

use std::borrow::Cow;

use super::characters::{are_digits, half_width, is_dash, is_invisible, is_middle_dot, is_space, rounded};
use super::{character_names, kept, quotes};
use crate::message::{Message, Violation};

static CHARACTERS: Message = Message::blocks(
    "phone.characters",
    "{label}は数字だけで入力してください（例：0312345678）。{characters}は使えません。",
);
static AREA: Message =
    Message::blocks("phone.area", "{label}は0から始まる市外局番を付けて入力してください（例：0312345678）。");
static SHORT: Message = Message::blocks(
    "phone.short",
    "{label}は市外局番から10桁か11桁の数字で入力してください（例：0312345678）。いまは{count}桁です。",
);
static LONG: Message = Message::blocks(
    "phone.long",
    "{label}は10桁か11桁の数字で入力してください（例：0312345678）。いまは{count}桁で、{over}桁多くなっています。",
);

static ZEROS: Message =
    Message::blocks("phone.zeros", "{label}は実際の番号を入力してください。「0000000000」は番号ではありません。");
static SEVERAL: Message =
    Message::blocks("phone.two", "{label}は番号を1つだけ入力してください。いまは{numbers}と、番号が続いています。");
static EXTENSION: Message = Message::blocks(
    "phone.extension",
    "{label}は番号を1つだけ入力してください。{number}の後の「{rest}」を消してください。",
);

/// The main number, as letterheads say it; a longer remark stands before its beginning.
const REMARKS: [&str; 7] = ["代表電話番号", "代表電話", "代表番号", "大代表", "代表", "代", "㈹"];

/// The number that means [`NONE_IN_WORDS`] (N-113).
pub const NONE: &str = "0000000000";

/// The words for [`NONE`] on the page.
pub const NONE_IN_WORDS: &str = "FAXはありません";

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &AREA, &SHORT, &LONG, &SEVERAL, &EXTENSION, &ZEROS];

/// Half-width digits without dashes, spaces, dots and brackets; +81 is 0, and 代表 beside the number is dropped. What
/// stands apart behind a whole number stays apart, behind a space: a second number, an extension.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if are_digits(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = half_width(raw, is_invisible);
    loop {
        let next = quotes::bare(&written(&out)).to_owned();
        if next == out {
            return kept(raw, out);
        }
        out = next;
    }
}

/// One pass over the text.
fn written(text: &str) -> String {
    let has_digits = text.contains(is_digit);
    let (mut out, mut rest, mut is_apart) = (String::new(), text, false);
    while let Some(c) = rest.chars().next() {
        if let Some(behind) = without_remark(&out, rest).filter(|_| has_digits) {
            (rest, is_apart) = (behind, true);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let before = out.trim_end_matches(is_digit).len();
        let is_behind_number = is_whole(&out[before..]);
        if is_separator(c) || is_behind_number && is_joint(c) {
            is_apart = true;
            continue;
        }
        if is_behind_number && (c == '+' || is_apart && is_digit(c)) {
            out.push(' ');
        }
        is_apart = false;
        if let Some(front) = out.strip_suffix("+81").filter(|front| front.is_empty() || front.ends_with(' ')) {
            // +81 (0)3-1234-5678 has the trunk 0 already.
            if is_digit(c) {
                out.truncate(front.len());
                out.push_str(if c == '0' { "" } else { "0" });
            }
        }
        out.push(c);
    }
    out
}

/// The text behind a remark that stands alone or beside digits: （代）03-1234-5678, 03-1234-5678 大代表.
fn without_remark<'t>(out: &str, rest: &'t str) -> Option<&'t str> {
    let behind = REMARKS.iter().find_map(|remark| rest.strip_prefix(remark))?;
    let is_alone = (out.is_empty() || out.ends_with(is_digit))
        && !behind.starts_with(|c| !(is_digit(c) || c == '+' || is_separator(c) || is_joint(c)));
    is_alone.then(|| behind.strip_prefix(':').unwrap_or(behind))
}

/// Whether the digits are a number by the plan of Japan: eleven if the third one is 0 (090, 050, 0800), else ten.
/// Eleven others are taken too.
fn is_whole(digits: &str) -> bool {
    digits.starts_with('0') && (digits.len() == 11 || digits.len() == 10 && planned(digits) == 10)
}

/// The digits that a number has which begins so.
fn planned(number: &str) -> usize {
    if number.as_bytes().get(2) == Some(&b'0') { 11 } else { 10 }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A sign within a number or around it.
const fn is_separator(c: char) -> bool {
    is_space(c) || is_dash(c) || matches!(rounded(c), '(' | ')' | '.')
}

/// A sign between two numbers.
const fn is_joint(c: char) -> bool {
    is_middle_dot(c) || matches!(c, '/' | ',' | ';' | ':' | '、' | '~' | '〜')
}

/// The same; the words for no number become [`NONE`].
pub fn normalise_or_none(raw: &str) -> Cow<'_, str> {
    let normal = normalise(raw);
    if normal == NONE_IN_WORDS { Cow::Borrowed(NONE) } else { normal }
}

/// The numbers of digits in a row, as a control of one line joins two lines.
fn in_a_row(mut rest: &str) -> Option<Vec<&str>> {
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (one, behind) = rest.split_at_checked(planned(rest)).filter(|(one, _)| one.starts_with('0'))?;
        all.push(one);
        rest = behind;
    }
    Some(all)
}

/// The first violation: a character that is no digit, no 0 in front, too short, too long, zeros alone.
pub fn check(normal: &str) -> Option<Violation> {
    let zeros = || normal.bytes().all(|b| b == b'0').then(|| Violation::new(&ZEROS));
    check_or_none(normal).or_else(zeros)
}

/// Like [`check`], but accepts [`NONE`] (V-04).
pub fn check_or_none(normal: &str) -> Option<Violation> {
    let is_foreign = |c| !(is_digit(c) || c == ' ');
    if let Some(characters) = character_names::named_with_offers(normal, is_foreign, |c| c) {
        return Some(Violation::new(&CHARACTERS).with("characters", characters));
    }
    if !normal.starts_with('0') {
        return Some(Violation::new(&AREA));
    }
    let parts = in_a_row(normal).unwrap_or_else(|| normal.split(' ').filter(|part| !part.is_empty()).collect());
    if let [number, others @ ..] = &*parts
        && !others.is_empty()
    {
        let are_numbers = parts.iter().all(|part| is_whole(part));
        return Some(if are_numbers {
            Violation::new(&SEVERAL).with("numbers", character_names::listed(&parts))
        } else {
            let number = character_names::listed(&[number]);
            Violation::new(&EXTENSION).with("number", number).with("rest", others.join(" "))
        });
    }
    let count = normal.len();
    let long = || Violation::new(&LONG).with("count", count.to_string()).with("over", (count - 11).to_string());
    match count {
        10 | 11 => None,
        0..10 => Some(Violation::new(&SHORT).with("count", count.to_string())),
        _ => Some(long()),
    }
}

#[cfg(test)]
mod tests {
    use super::{NONE, check, check_or_none, normalise};

    fn code(raw: &str) -> &'static str {
        check(&normalise(raw)).map_or("", |violation| violation.message.code)
    }

    #[test]
    fn dashes_spaces_and_parentheses_are_dropped() {
        for raw in [
            "0312345678",
            "03-1234-5678",
            "０３（１２３４）５６７８",
            "03 1234 5678",
            "+81-3-1234-5678",
            "+81 (0)3 1234 5678",
            "03-1234-5678（代）",
            "03-1234-5678 (代表)",
            "03(1234)5678㈹",
            "+81-3-1234-5678 代表",
            "03-1234-5678［代］",
            "【代表】03-1234-5678",
            "〔代〕 03-1234-5678",
            "03-1234-5678（大代表）",
            "代表電話：03-1234-5678",
            "\"03-1234-5678\"",
            "03-1234-5678 /",
        ] {
            assert_eq!(normalise(raw), "0312345678", "{raw}");
        }
    }

    #[test]
    fn ten_and_eleven_digits_pass() {
        for raw in ["0123456789", "090-1234-5678"] {
            assert_eq!(code(raw), "", "{raw}");
        }
    }

    #[test]
    fn each_violation_has_its_sentence() {
        assert_eq!(code("03-1234-567"), "phone.short");
        assert_eq!(code("090-1234-56789"), "phone.long");
        assert_eq!(code("03123456781234567890"), "phone.long");
        assert_eq!(code("代表"), "phone.characters");
        assert_eq!(code("0000000000"), "phone.zeros");
        assert_eq!(check_or_none(NONE), None);
        assert_eq!(code("1234-5678"), "phone.area");
        assert_eq!(code("03-1234-5678 内線12"), "phone.characters");
        assert_eq!(code("+1 212 555 0100"), "phone.characters");
    }

    #[test]
    fn numbers_one_behind_the_other_are_listed() {
        let two = "「0312345678」「0312345679」";
        for (raw, numbers) in [
            ("03-1234-5678\n03-1234-5679", two),
            ("03-1234-5678（代）\n03-1234-5679（代）", two),
            ("+81-3-1234-5678\n+81-3-1234-5679", two),
            ("03-1234-5678／03-1234-5679", two),
            ("03-1234-5678、03-1234-5679", two),
            ("03123456780312345679", two),
            ("090-1234-5678 03-1234-5679", "「09012345678」「0312345679」"),
            ("0312345678090123456780312345679", "「0312345678」「09012345678」「0312345679」"),
            ("03-1234-5678\n03-1234-5679\n0120-123-456", "「0312345678」「0312345679」「0120123456」"),
        ] {
            let violation = check(&normalise(raw));
            let found = violation.filter(|violation| violation.message.code == "phone.two");
            assert_eq!(found.map(|violation| violation.parameters[0].1.to_string()).as_deref(), Some(numbers), "{raw}");
        }
    }

    #[test]
    fn digits_apart_behind_a_whole_number_are_told() {
        for raw in ["03-1234-5678\n9", "03-1234-5678(9)", "03-1234-5678-9", "090-1234-5678 9", "03-1234-5678～9"] {
            let violation = check(&normalise(raw)).unwrap();
            assert_eq!((violation.message.code, &*violation.parameters[1].1), ("phone.extension", "9"), "{raw}");
        }
        for raw in ["0120-123-456", "0800-123-4567", "070 1234 5678", "050.1234.5678", "06-4567-89123"] {
            assert_eq!(code(raw), "", "{raw}");
        }
    }
}
