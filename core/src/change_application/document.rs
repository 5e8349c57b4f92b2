//! The way of a contract's document into a draft of a change application, and back into the contract.

use super::{FORM, OF_THE_APPLICATION, ends_contract, is_of_contract, opening, request, section};
use crate::application::address::OTHER;
use crate::application::{applicant, start};
use crate::form::difference::{apply, difference};
use crate::form::merge::{Conflict, Merged, Side};
use crate::form::{At, Draft, Submission, Unreadable, Wire, merge};

/// A new draft: the document in force, without what belongs to the application that made it, but with its 申込担当者.
///
/// A person who repeats that 申込担当者 becomes one of its own: another 申込担当者 of this application changes nobody else.
pub fn begin(contract: &Draft) -> Result<Draft, Unreadable> {
    let mut draft = document(contract)?;
    part_persons(&mut draft);
    for field in request::REQUEST.fields {
        draft.set(At::once(field), field.default);
    }
    Ok(draft)
}

/// The contract in the form of a change application.
fn document(contract: &Draft) -> Result<Draft, Unreadable> {
    let mut wire = Wire { form: FORM.name.to_owned(), version: FORM.version, ..contract.to_wire() };
    let stays = |path: &str| {
        let key = path.split('.').next().unwrap_or_default();
        let section = FORM.sections().find(|section| section.key == key);
        section.is_some_and(|section| *section == applicant::APPLICANT || !OF_THE_APPLICATION.contains(&section))
    };
    wire.answers.retain(|path, _| stays(path));
    wire.rows.retain(|path, _| stays(path));
    Draft::from_wire(&FORM, &wire)
}

/// Writes the answers of 申込担当者 where 「申込担当者に同じ」 is chosen.
fn part_persons(draft: &mut Draft) {
    for section in FORM.sections().filter(|section| !section.is_list()) {
        for field in section.fields {
            let chosen = draft.normal(At::once(field)).into_owned();
            let same = field.same.iter().find(|(code, _)| *code == chosen).map_or(&[][..], |(_, answers)| *answers);
            let of_applicant = same.iter().filter(|answer| *answer.section() == applicant::APPLICANT);
            for answer in of_applicant {
                let own = section.fields.iter().find(|own| own.key == answer.key);
                let text = draft.normal(At::once(answer)).into_owned();
                if own.is_some_and(|own| draft.set(At::once(own), &text)) {
                    draft.set(At::once(field), OTHER.code);
                }
            }
        }
    }
}

/// The next document of a contract: the changes of a draft that its items open, made in it. All that the draft has beside the
/// contract's sections stays with the application, and the center's answers stay as they are; its days are those of the
/// application, which the approval confirms.
pub fn next_document(contract: &Draft, draft: &Draft) -> Result<Draft, Unreadable> {
    let base = begin(contract)?;
    let (mut changes, _) = opening::changes(draft, &base);
    changes.retain(|change| is_of_contract(section(change)));
    // The answers of a person that this application parts from 申込担当者.
    let mut parted = difference(&document(contract)?, &base);
    parted.retain(|change| changes.iter().any(|other| section(other) == section(change)));
    let mut next = contract.clone();
    apply(&mut next, &parted);
    apply(&mut next, &changes);
    let day = draft.normal(At::once(&start::DATE)).into_owned();
    next.set(At::once(&start::DATE), &day);
    for field in [&start::CONFIRMED_DATE, &start::REVIEWED_DATE] {
        next.set(At::once(field), "");
    }
    if ends_contract(draft) {
        next.set(At::once(&start::END_DATE), &day);
    }
    // What goes with an access that ends.
    Ok(Submission::with_center(&next).answers().clone())
}

/// A document that grew from `base`, on another one that grew from it: both changes. Of an answer that both changed, that of
/// `document` stays; a row that one of them removed is gone, so that no half of it comes back.
pub fn rebase(document: &Draft, base: &Draft, now: &Draft) -> Draft {
    let Merged { mut draft, conflicts } = merge(base, document, now);
    for conflict in conflicts {
        if let Conflict::Row { removed_by_me, .. } = &conflict {
            conflict.put(if *removed_by_me { Side::Mine } else { Side::Theirs }, &mut draft);
        }
    }
    draft
}
