//! Drafts that can be submitted: samples by kind, choices that the tables offer, and a search that repairs remaining faults.

use chrono::NaiveDate;
use nss_core::form::sample::accepted;
use nss_core::form::{
    At, Author, Draft, Fault, Form, Kind, Need, Offer, Place, Rows, Scope, Wire, check, offer, settle,
};

use super::{Random, bounded, lists, places};

/// Rounds of repair; each removes one blocking fault.
const ROUNDS: usize = 60;

/// The simplest draft without a blocking fault: every applicable question is answered, and each list has one row.
///
/// # Panics
/// Panics if no such draft is found, which shows a new rule that no sample can satisfy.
pub fn complete(form: &'static Form) -> Wire {
    let draft = completed(form, &mut Random::first());
    let left: Vec<_> = blocking(&draft).iter().map(Fault::wire).collect();
    assert!(left.is_empty(), "no complete draft of {}: {left:?}", form.name);
    draft.to_wire()
}

/// A random draft, nearly always without a blocking fault: a few rounds of repair do not remove every one.
pub fn completed(form: &'static Form, random: &mut Random) -> Draft {
    let mut draft = Draft::empty(form);
    add_rows(&mut draft, random);
    for at in places(&draft) {
        answer(&mut draft, at, random);
    }
    // Tables restrict earlier answers by later ones, so the choices are made once more.
    for at in places(&draft) {
        if at.field.offer.is_some() && !matches!(at.field.kind, Kind::Choices(_)) {
            answer(&mut draft, at, random);
        }
    }
    settle(&mut draft, None);
    mend(&mut draft);
    draft
}

fn add_rows(draft: &mut Draft, random: &mut Random) {
    for is_inner in [false, true] {
        for (section, row) in lists(draft) {
            let Rows::Many { least, .. } = section.rows else { continue };
            if section.outer.is_some() != is_inner || section.author == Author::Center {
                continue;
            }
            while draft.list(section, row).len() < usize::from(least.max(1)) {
                draft.add_row(section, row, random.row_id());
            }
            if random.one_in(3) {
                draft.add_row(section, row, random.row_id());
            }
        }
    }
}

fn answer(draft: &mut Draft, at: At, random: &mut Random) {
    let scope = Scope::at(draft, at);
    let is_enough = match at.field.need {
        Need::Required => false,
        Need::Optional => random.one_in(3),
        Need::Either(other) => !scope.text(other).is_empty(),
    };
    if is_enough || !scope.asked(at.field) {
        return;
    }
    let several = matches!(at.field.kind, Kind::Choices(_));
    if several && random.takes_first() && !at.field.default.is_empty() {
        // 一般NACCS, which asks for more than netNACCS.
        return;
    }
    let count = if several && !scope.is_single_choice(at.field) { 2 + random.below(2) } else { 1 };
    if at.field.kind.table().is_empty() {
        let text = bounded::right(draft, at, random);
        draft.set(at, &text);
        return;
    }
    if several {
        draft.set(at, "");
    }
    for _ in 0..count {
        let chosen = draft.get(at).to_owned();
        let free: Vec<&str> =
            offered(draft, at).into_iter().filter(|code| !chosen.split(' ').any(|known| known == *code)).collect();
        let Some(code) = random.pick(&free) else { break };
        let text = if several { format!("{chosen} {code}") } else { (*code).to_owned() };
        draft.set(at, text.trim());
    }
}

/// The choices that no table refuses, or only the forced one.
fn offered(draft: &Draft, at: At) -> Vec<&'static str> {
    let mut free = Vec::new();
    for choice in at.field.kind.table() {
        match offer(draft, at, choice.code) {
            Offer::Free => free.push(choice.code),
            Offer::Bundled(_) => return vec![choice.code],
            Offer::Refused(_) => {}
        }
    }
    free
}

/// Changes one answer at a time while the number of blocking faults falls: first the answer at the fault, then choices.
fn mend(draft: &mut Draft) {
    for _ in 0..ROUNDS {
        let faults = blocking(draft);
        let Some(fault) = faults.first() else { return };
        let mut suspects: Vec<At> = match fault.place {
            Place::Answer(at) => vec![at],
            Place::List(..) => Vec::new(),
        };
        suspects.extend(places(draft).into_iter().filter(|at| !at.field.kind.table().is_empty()));
        let Some(better) = suspects.into_iter().find_map(|at| better(draft, at, faults.len())) else { return };
        *draft = better;
    }
}

fn better(draft: &Draft, at: At, faults: usize) -> Option<Draft> {
    accepted(at.field.kind).iter().find_map(|text| {
        let mut tried = draft.clone();
        tried.set(at, text);
        settle(&mut tried, Some(at));
        (blocking(&tried).len() < faults).then_some(tried)
    })
}

fn blocking(draft: &Draft) -> Vec<Fault> {
    let mut faults = check(draft, today());
    faults.retain(Fault::blocks);
    faults
}

/// A day before those of the samples.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use nss_core::form::submit;
    use nss_core::{account, application};

    use super::*;

    #[test]
    fn the_simplest_draft_of_each_form_can_be_submitted() {
        for form in [&account::FORM, &application::FORM] {
            let draft = Draft::from_wire(form, &complete(form)).unwrap();
            assert!(submit(&draft, today()).is_ok());
        }
    }

    #[test]
    fn random_complete_drafts_differ_and_can_nearly_all_be_submitted() {
        let drafts: Vec<Draft> =
            (0..100).map(|case| completed(&application::FORM, &mut Random::of_case(1, case))).collect();
        let good = drafts.iter().filter(|draft| submit(draft, today()).is_ok()).count();
        assert!(good >= 95, "{good} of 100");
        assert!(drafts.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
