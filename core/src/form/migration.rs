//! How drafts of older versions are read: nothing that was typed is dropped.

use super::{Form, Wire};

/// One step from a version to the next. Paths that no rename names stay as they are; what has no place then is unplaced.
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
            wire.answers = wire.answers.into_iter().map(|(path, text)| (renamed(step, path), text)).collect();
            wire.rows = wire.rows.into_iter().map(|(path, ids)| (renamed(step, path), ids)).collect();
        }
        wire.version += 1;
    }
    wire
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
