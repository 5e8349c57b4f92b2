//! Sentences about answers: a code, a severity and a text with parameters. The ground floor of core: it imports
//! nothing.

use std::borrow::Cow;

/// The severity of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The fault refuses 登録 until it is corrected.
    Blocks,
    /// The fault is shown, also at 登録, and refuses nothing.
    Warns,
}

impl Severity {
    /// The code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Warns => "warns",
        }
    }
}

/// A sentence about an answer: a `static` beside the check that returns it.
///
/// `{label}` is the label of the field; other names in braces are the parameters of the [`Violation`].
#[derive(Debug)]
pub struct Message {
    /// Stable name, kebab-case within a dotted family: `text.too-long`.
    pub code: &'static str,
    /// Whether it blocks.
    pub severity: Severity,
    /// Whether the sentence only asks for a missing answer. Such a fault shows at 次へ and at 登録, never before.
    pub is_missing: bool,
    /// The sentence in Japanese: what to do, with a parameter in each pair of braces.
    pub text: &'static str,
}

impl Message {
    /// A sentence that blocks 登録.
    pub const fn blocks(code: &'static str, text: &'static str) -> Self {
        Self { code, severity: Severity::Blocks, is_missing: false, text }
    }

    /// A sentence that blocks 登録 until a missing answer is given.
    pub const fn missing(code: &'static str, text: &'static str) -> Self {
        Self { code, severity: Severity::Blocks, is_missing: true, text }
    }

    /// A sentence that only warns.
    pub const fn warns(code: &'static str, text: &'static str) -> Self {
        Self { code, severity: Severity::Warns, is_missing: false, text }
    }

    /// The sentence with its parameters replaced; an unknown name stays in its braces.
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

/// A rule that one value violates, independent of the value's place; a [`Fault`](crate::form::Fault) adds the place.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The sentence.
    pub message: &'static Message,
    /// The values of the sentence's parameters.
    pub parameters: Vec<(&'static str, Cow<'static, str>)>,
}

impl Violation {
    /// A violation whose sentence has no parameter but `{label}`.
    pub const fn new(message: &'static Message) -> Self {
        Self { message, parameters: Vec::new() }
    }

    /// Adds the value of a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.parameters.push((name, value.into()));
        self
    }

    /// The sentence about what has this label.
    pub fn sentence(&self, label: &str) -> String {
        let mut parameters: Vec<(&str, &str)> = vec![("label", label)];
        parameters.extend(self.parameters.iter().map(|(name, value)| (*name, &**value)));
        self.message.fill(&parameters)
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
