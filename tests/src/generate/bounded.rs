//! Plausible drafts with mostly correct or nearly correct answers.

use nss_core::form::sample::{accepted, refused};
use nss_core::form::{At, Author, Draft, Form, Kind};

use super::{Random, lists, places, text};
use crate::corpus;

/// A draft with answers from the samples of their kinds; the fraction of correct ones is random per draft.
pub fn bounded(form: &'static Form, random: &mut Random) -> Draft {
    let mut draft = Draft::empty(form);
    add_rows(&mut draft, random);
    let care = 2 + random.below(30);
    for at in places(&draft) {
        if at.field.author() == Author::Center || random.one_in(8) {
            continue;
        }
        let text = if random.one_in(care) { slip(at, random) } else { right(&draft, at, random) };
        draft.set(at, &text);
    }
    draft
}

/// Adds rows to every list, and rows inside those.
fn add_rows(draft: &mut Draft, random: &mut Random) {
    for is_inner in [false, true] {
        let most = if random.one_in(20) { 25 } else { 4 };
        for (section, row) in lists(draft) {
            if section.outer.is_some() == is_inner && section.author == Author::Applicant {
                for _ in 0..random.below(most) {
                    draft.add_row(section, row, random.row_id());
                }
            }
        }
    }
}

/// An answer that is valid on its own.
pub(super) fn right(draft: &Draft, at: At, random: &mut Random) -> String {
    if let Kind::SameAs(other) = at.field.kind {
        return draft.get(at.beside(other)).to_owned();
    }
    random.pick(&accepted(at.field.kind)).cloned().unwrap_or_default()
}

fn slip(at: At, random: &mut Random) -> String {
    match random.below(5) {
        0 => String::new(),
        1 => text::spoiled(&accepted(at.field.kind), random),
        2 => random.pick(&corpus::typed(at.field.kind)).copied().unwrap_or_default().to_owned(),
        _ => random.pick(&refused(at.field.kind)).cloned().unwrap_or_default(),
    }
}
