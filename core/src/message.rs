//! What is said of an answer: a code, how grave it is, and one sentence.

use std::borrow::Cow;

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// 登録 is refused until it is mended.
    Blocks,
    /// Shown, and shown again at 登録, but never in the way.
    Warns,
}

impl Severity {
    /// The word on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Warns => "warns",
        }
    }
}

/// A sentence that may be said of an answer. Each stands in one place, as a `static` beside the check that says it.
///
/// `{label}` is the label of the field; other names in braces are the parameters of the [`Violation`].
#[derive(Debug)]
pub struct Message {
    /// Stable name, kebab-case within a dotted family: `text.too-long`.
    pub code: &'static str,
    /// Whether it blocks.
    pub severity: Severity,
    /// Whether it says only that something is still to come. Such a fault shows at 次へ and at 登録, never before.
    pub is_missing: bool,
    /// What to do, in Japanese, with `{…}` for what is only known at the time.
    pub text: &'static str,
}

impl Message {
    /// A sentence that blocks 登録.
    pub const fn blocks(code: &'static str, text: &'static str) -> Self {
        Self { code, severity: Severity::Blocks, is_missing: false, text }
    }

    /// A sentence that blocks 登録 until something is answered that is still to come.
    pub const fn missing(code: &'static str, text: &'static str) -> Self {
        Self { code, severity: Severity::Blocks, is_missing: true, text }
    }

    /// A sentence that only warns.
    pub const fn warns(code: &'static str, text: &'static str) -> Self {
        Self { code, severity: Severity::Warns, is_missing: false, text }
    }

    /// The sentence with its braces filled; a name without a parameter stays as it is.
    pub fn fill(&self, parameters: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(self.text.len() + 32);
        let mut rest = self.text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            if let Some((_, value)) = parameters.iter().find(|(known, _)| *known == name) {
                filled.push_str(value);
            } else {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }
}

/// What is wrong with one value, before it is known where the value stands.
#[derive(Clone, Debug)]
pub struct Violation {
    /// What is said.
    pub message: &'static Message,
    /// What fills the braces of the sentence.
    pub parameters: Vec<(&'static str, Cow<'static, str>)>,
}

impl Violation {
    /// A violation whose sentence needs nothing filled in.
    pub const fn new(message: &'static Message) -> Self {
        Self { message, parameters: Vec::new() }
    }

    /// The same violation with one more name filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.parameters.push((name, value.into()));
        self
    }
}

impl PartialEq for Violation {
    fn eq(&self, other: &Self) -> bool {
        self.message.code == other.message.code && self.parameters == other.parameters
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    static TOO_LONG: Message = Message::blocks("x.too-long", "{label}は{limit}文字以内で{でも}。");

    #[test]
    fn braces_are_filled_and_unknown_names_stay() {
        assert_eq!(TOO_LONG.fill(&[("label", "氏名"), ("limit", "20")]), "氏名は20文字以内で{でも}。");
    }
}
