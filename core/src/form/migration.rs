//! Migrations of drafts of older versions. No answer is dropped.

use std::collections::BTreeMap;

use super::{Form, Wire};

/// One step from a version to the next. Other paths stay; an answer without a place in the new form becomes unplaced.
#[derive(Debug)]
pub struct Migration {
    /// The version that it starts from.
    pub from: u32,
    /// Old and new path patterns; `*` stands for the id of a row: `lines.*.kind` → `lines.*.access`.
    pub renames: &'static [(&'static str, &'static str)],
}

/// Brings a wire form to the form's present version.
pub(super) fn migrate(form: &Form, mut wire: Wire) -> Wire {
    while wire.version < form.version {
        if let Some(step) = form.migrations.iter().find(|step| step.from == wire.version) {
            wire.answers = with_names(step, wire.answers);
            wire.rows = with_names(step, wire.rows);
        }
        wire.version += 1;
    }
    wire
}

fn with_names<T>(step: &Migration, old: BTreeMap<String, T>) -> BTreeMap<String, T> {
    // No two old names become the same new one.
    old.into_iter().map(|(path, value)| (renamed(step, path), value)).collect()
}

fn renamed(step: &Migration, path: String) -> String {
    for (old, new) in step.renames {
        let mut ids = Vec::new();
        let parts: Vec<&str> = path.split('.').collect();
        let pattern: Vec<&str> = old.split('.').collect();
        let fits = parts.len() == pattern.len()
            && parts.iter().zip(&pattern).all(|(part, expected)| {
                let row = *expected == "*";
                if row {
                    ids.push(*part);
                }
                row || part == expected
            });
        if fits {
            let mut ids = ids.into_iter();
            let named = new.split('.').map(|part| if part == "*" { ids.next().unwrap_or(part) } else { part });
            return named.collect::<Vec<_>>().join(".");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::FORM;

    static LATER: Form = Form {
        version: 3,
        migrations: &[
            Migration { from: 1, renames: &[("office.old", "office.name"), ("old_lines.*.kind", "lines.*.access")] },
            Migration { from: 2, renames: &[("old_lines", "lines")] },
        ],
        ..Form { name: "new", title: "", version: 1, pages: FORM.pages, rules: &[], migrations: &[] }
    };

    fn wire() -> Wire {
        let answers = [("office.old", "本社"), ("old_lines.00000001.kind", "leased"), ("gone.far", "kept")];
        Wire {
            form: "new".into(),
            version: 1,
            answers: answers.into_iter().map(|(path, text)| (path.into(), text.into())).collect(),
            rows: [("old_lines".into(), vec!["00000001".into()])].into_iter().collect(),
            ..Wire::default()
        }
    }

    #[test]
    fn an_old_draft_opens_with_every_answer_in_its_new_place() {
        let draft = crate::form::Draft::from_wire(&LATER, &wire()).unwrap();
        let written = draft.to_wire();
        assert_eq!(written.version, 3);
        assert_eq!(written.answers["office.name"], "本社");
        assert_eq!(written.answers["lines.00000001.access"], "leased");
        assert_eq!(draft.unplaced().collect::<Vec<_>>(), [("gone.far", "kept")]);
    }

    #[test]
    fn a_draft_of_a_newer_form_is_an_error() {
        let newer = Wire { version: 4, ..wire() };
        assert_eq!(crate::form::Draft::from_wire(&LATER, &newer), Err(crate::form::Unreadable::Version(4)));
    }
}
