//! The length of a text, counted the same way by the counter beside the control and by the server (V-02, F043).

use crate::message::{Message, Violation};

static TOO_LONG: Message =
    Message::blocks("text.too-long", "{label}は{limit}文字以内で入力してください（{over}文字超えています）。");

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&TOO_LONG];

/// The number of Unicode scalar values of a normal form.
pub fn count(normal: &str) -> u32 {
    u32::try_from(normal.chars().count()).unwrap_or(u32::MAX)
}

/// The violation of a text of more than `max` scalar values.
pub fn check(normal: &str, max: u32) -> Option<Violation> {
    // A text has no more characters than bytes, so that most texts need no counting.
    if normal.len() <= max as usize {
        return None;
    }
    let over = count(normal).checked_sub(max).filter(|over| *over > 0)?;
    Some(Violation::new(&TOO_LONG).with("limit", max.to_string()).with("over", over.to_string()))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn two_hundred_and_forty_pass_and_one_more_is_named() {
        assert_eq!(check(&"漢".repeat(240), 240), None);
        let violation = check(&"𠮷".repeat(241), 240).unwrap();
        assert_eq!(violation.message.code, "text.too-long");
        assert_eq!(violation.parameters, [("limit", "240".into()), ("over", "1".into())]);
    }
}
