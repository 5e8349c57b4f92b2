//! The wire form as JSON text, straight from the draft: the page writes it at every key.

use super::Listener;
use crate::form::Draft;

/// Both maps of the wire form, as they grow.
#[derive(Default)]
struct Text {
    answers: String,
    rows: String,
}

impl Draft {
    /// The JSON text of [`Draft::write`].
    pub fn json(&self) -> String {
        let mut text = Text::default();
        self.tell(&mut text);
        let Text { answers, rows } = text;
        let mut json = String::with_capacity(answers.len() + rows.len() + 128);
        json.push_str(r#"{"form":"#);
        quote(&mut json, self.form.name);
        json.push_str(r#","version":"#);
        json.push_str(&self.form.version.to_string());
        json.push_str(r#","rules":"#);
        quote(&mut json, crate::RULES);
        for (name, entries) in [(r#","answers":{"#, answers), (r#"},"rows":{"#, rows)] {
            json.push_str(name);
            json.push_str(&entries);
        }
        json.push_str("}}");
        json
    }
}

impl Listener for Text {
    fn answer(&mut self, path: &str, text: &str) {
        member(&mut self.answers, path);
        quote(&mut self.answers, text);
    }

    fn rows(&mut self, list: &str, ids: &mut dyn Iterator<Item = String>) {
        member(&mut self.rows, list);
        self.rows.push('[');
        for (place, id) in ids.enumerate() {
            if place > 0 {
                self.rows.push(',');
            }
            quote(&mut self.rows, &id);
        }
        self.rows.push(']');
    }
}

fn member(into: &mut String, name: &str) {
    if !into.is_empty() {
        into.push(',');
    }
    quote(into, name);
    into.push(':');
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    let mut json = String::new();
    quote(&mut json, text);
    json
}

fn quote(into: &mut String, text: &str) {
    into.push('"');
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        for character in text.chars() {
            match character {
                '"' | '\\' => {
                    into.push('\\');
                    into.push(character);
                }
                '\0'..' ' => {
                    into.push_str(r"\u00");
                    let code = u32::from(character);
                    into.extend([code >> 4, code & 15].iter().filter_map(|digit| char::from_digit(*digit, 16)));
                }
                _ => into.push(character),
            }
        }
    } else {
        into.push_str(text);
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn any_text_reads_back() {
        for text in ["", "通関業", "a\"b\\c/d", "\0\u{1}\t\r\n\u{1f}\u{7f}\u{2028}", "😀"] {
            assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        }
    }
}
