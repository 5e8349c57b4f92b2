//! Documents made from the declarations: the list of fields for programs, and the generated pages of the manual.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Field, Form, Message, Page, Rule, Section, Severity, When, manual_rows};
use crate::value::choice::Choice;

/// One declared field, as `nss fields` prints it.
#[derive(Debug, Serialize)]
pub struct FieldEntry {
    /// Its path; rows as `lines.*.speed`.
    pub path: String,
    /// The path of its page.
    pub page: &'static str,
    /// Its label.
    pub label: &'static str,
    /// The name of its kind.
    pub kind: &'static str,
    /// The side that writes it: `applicant` or `center`.
    pub author: &'static str,
    /// `required`, `optional` or `either`.
    pub need: &'static str,
    /// The condition for asking it: null for always, else `lines.*.access = leased`.
    pub condition: Option<String>,
    /// The most characters, if the kind has such a limit.
    pub max: Option<u32>,
    /// Its table of choices.
    pub choices: &'static [Choice],
    /// The rows of the manual behind it.
    pub manual: Vec<&'static str>,
}

/// Every declared field of a form, in order.
pub fn fields(form: &'static Form) -> Vec<FieldEntry> {
    let entry = |(path, page, field): (String, &'static Page, &'static Field)| FieldEntry {
        path,
        page: page.path,
        label: field.label,
        kind: field.kind.name(),
        author: field.author().name(),
        need: field.need.name(),
        condition: condition(form, field),
        max: field.kind.most_characters(),
        choices: field.kind.table(),
        manual: field.manual().collect(),
    };
    form.fields().into_iter().map(entry).collect()
}

fn condition(form: &'static Form, field: &Field) -> Option<String> {
    let describe = |when: &When| match when {
        When::Always => None,
        When::Is(other, values) => {
            let path = form.fields().into_iter().find(|(_, _, known)| known == other).map(|(path, _, _)| path);
            Some(format!("{} = {}", path.unwrap_or_default(), values.join(" | ")))
        }
        When::Holds(words, _) => Some((*words).to_owned()),
    };
    let parts: Vec<String> = describe(&field.section().when).into_iter().chain(describe(&field.when)).collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// `docs/fields.md`: every field of the forms, page by page.
pub fn fields_page(forms: &[&'static Form]) -> String {
    let mut text = String::from("# Fields\n\nWritten by a test from the declarations in `core/src`; do not edit.\n");
    for form in forms {
        let _ = write!(text, "\n## {} `{}` (version {})\n", form.title, form.name, form.version);
        let mut page = "";
        for entry in fields(form) {
            if entry.page != page {
                page = entry.page;
                let _ = write!(
                    text,
                    "\n### `{page}`\n\n| path | label | kind | by | need | asked when | from |\n| --- | --- | --- | --- | --- | --- | --- |\n"
                );
            }
            let mut kind = entry.kind.to_owned();
            if let Some(most) = entry.max {
                let _ = write!(kind, " ≤ {most}");
            }
            if !entry.choices.is_empty() && entry.choices.len() <= 20 {
                let codes: Vec<&str> = entry.choices.iter().map(|choice| choice.code).collect();
                let _ = write!(kind, ": {}", codes.join(", "));
            }
            let condition = entry.condition.map(|condition| condition.replace('|', "or")).unwrap_or_default();
            let _ = writeln!(
                text,
                "| `{}` | {} | {kind} | {} | {} | {condition} | {} |",
                entry.path,
                entry.label,
                entry.author,
                entry.need,
                entry.manual.join(" ")
            );
        }
    }
    text
}

/// `docs/rules.md`: every rule between answers, and every sentence.
pub fn rules_page(forms: &[&'static Form], messages: &[&'static Message]) -> String {
    let mut text =
        String::from("# Rules and sentences\n\nWritten by a test from the declarations in `core/src`; do not edit.\n");
    text.push_str("\n## Rules between answers\n\n| from | where | says | codes |\n| --- | --- | --- | --- |\n");
    for form in forms {
        for (place, rule) in rules(form) {
            let codes: Vec<String> = rule.messages.iter().map(|message| format!("`{}`", message.code)).collect();
            let _ = writeln!(text, "| {} | {place} | {} | {} |", rule.source, rule.description, codes.join(" "));
        }
    }
    text.push_str("\n## Sentences\n\n| code | | sentence |\n| --- | --- | --- |\n");
    let mut sorted = messages.to_vec();
    sorted.sort_by_key(|message| message.code);
    for message in sorted {
        let severity = if message.severity == Severity::Blocks { "blocks" } else { "warns" };
        let _ = writeln!(text, "| `{}` | {severity} | {} |", message.code, message.text);
    }
    text
}

/// Every rule of a form, with the key of its section (`*` for the whole form).
pub fn rules(form: &'static Form) -> Vec<(&'static str, &'static Rule)> {
    let of = |section: &'static Section| section.rules.iter().map(move |rule| (section.key, rule));
    let mut all: Vec<_> =
        form.sections().flat_map(|section| of(section).chain(section.inner.into_iter().flat_map(of))).collect();
    all.extend(form.rules.iter().map(|rule| ("*", rule)));
    all
}

/// The numbers of the manual's rows that a section's own doc comment names.
pub fn section_rows(section: &'static Section) -> Vec<&'static str> {
    manual_rows(section.about).collect()
}
