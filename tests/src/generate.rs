//! Generates drafts for tests from the declarations, so that a new field, kind or table needs no edit here.
//!
//! The generator is seeded and uses no clock: a seed gives the same drafts on every machine.

mod bounded;
mod complete;
mod contract;
mod random;
mod sibling;
mod text;
mod wild;

pub use bounded::bounded;
pub use complete::{complete, completed};
pub use contract::contract;
pub use random::Random;
pub use sibling::sibling;
pub use wild::wild;

use nss_core::form::{At, Draft, Form, RowId, Section, Wire};

/// A draft of any sort: complete, bounded or wild.
pub fn draft(form: &'static Form, random: &mut Random) -> Wire {
    match random.below(4) {
        0 => completed(form, random).to_wire(),
        1 => bounded(form, random).to_wire(),
        _ => wild(form, random),
    }
}

/// Every place of a draft that can hold an answer, in the order of the form.
pub fn places(draft: &Draft) -> Vec<At> {
    let mut all = Vec::new();
    for section in draft.form().sections() {
        for row in draft.rows(section) {
            all.extend(section.fields.iter().map(|field| At { field, row: row.id(), inner: None }));
            let Some(list) = section.inner else { continue };
            for inner in row.inner() {
                all.extend(list.fields.iter().map(|field| At { field, row: row.id(), inner: inner.id() }));
            }
        }
    }
    all
}

/// Every list of a draft, inner lists with the row that contains them.
pub fn lists(draft: &Draft) -> Vec<(&'static Section, Option<RowId>)> {
    let mut all = Vec::new();
    for section in draft.form().sections().filter(|section| section.is_list()) {
        all.push((section, None));
        if let Some(list) = section.inner {
            all.extend(draft.rows(section).iter().map(|row| (list, row.id())));
        }
    }
    all
}
