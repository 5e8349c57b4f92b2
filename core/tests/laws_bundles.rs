//! A choice that brings other answers along takes them with it when it is taken back: what stood before stands again.

use std::collections::BTreeSet;

use nss_core::application::{FORM, connection, lines};
use nss_core::form::{At, Draft, Kind, Offer, RowId, Scope, offer, settle};
use nss_core::option_menu::{HOURS, SPEEDS};
use nss_tests::generate::{self, Random, places};

/// Drafts as the page can reach them: generated ones, and every line with every set of options, all settled.
fn reachable() -> Vec<Draft> {
    let mut all = Vec::new();
    for case in 0..12 {
        let mut random = Random::of_case(17, case);
        all.push(generate::bounded(&FORM, &mut random));
        all.push(generate::completed(&FORM, &mut random));
    }
    let line = RowId::from_random(3);
    let ends = SPEEDS.iter().map(|speed| ("leased", speed.code)).chain([("broadband", ""), ("leased", ""), ("", "")]);
    for (access, speed) in ends {
        for hours in HOURS.iter().map(|hours| hours.code) {
            for options in 0..27 {
                let of = |place: u32| ["yes", "no", ""][options / 3_usize.pow(place) % 3];
                let mut draft = Draft::empty(&FORM);
                draft.set(At::once(&connection::KIND), "new_line");
                draft.add_row(&lines::LINES, None, line);
                let answers = [(&lines::ACCESS, access), (&lines::SPEED, speed), (&lines::HOURS, hours)];
                let options = [(&lines::REDUNDANCY, of(0)), (&lines::SPARE_ROUTER, of(1)), (&lines::PING, of(2))];
                for (field, text) in answers.into_iter().chain(options) {
                    draft.set(At::row(field, line), text);
                }
                all.push(draft);
            }
        }
    }
    for draft in &mut all {
        settle(draft, None);
    }
    all
}

/// The choices that come along with others now.
fn bundled(draft: &Draft) -> Vec<(At, &'static str)> {
    let offered =
        places(draft).into_iter().filter(|at| at.field.offer.is_some() && Scope::at(draft, *at).asked(at.field));
    let choices = offered.flat_map(|at| at.field.kind.table().iter().map(move |choice| (at, choice.code)));
    choices.filter(|(at, code)| matches!(offer(draft, *at, code), Offer::Bundled(_))).collect()
}

/// The draft after a choice, as the page leaves it; none if a table refuses the choice.
fn chosen(before: &Draft, at: At, code: &str) -> Option<Draft> {
    let mut draft = before.clone();
    draft.set(at, code);
    settle(&mut draft, Some(at));
    (draft.normal(at) == code).then_some(draft)
}

/// The questions with one choice of a few.
fn questions(draft: &Draft) -> Vec<At> {
    let is_asked = |at: &At| matches!(at.field.kind, Kind::Choice(table) if table.len() <= 12);
    places(draft).into_iter().filter(|at| is_asked(at) && Scope::at(draft, *at).asked(at.field)).collect()
}

#[test]
fn a_bundling_choice_that_is_taken_back_leaves_what_stood_before() {
    let drafts = reachable();
    let mut bundling = BTreeSet::new();
    for before in &drafts {
        let without = bundled(before);
        for at in questions(before) {
            for choice in at.field.kind.table() {
                let Some(after) = chosen(before, at, choice.code) else { continue };
                if bundled(&after).iter().any(|bundled| !without.contains(bundled)) {
                    bundling.insert(format!("{:?}", at.field));
                }
            }
        }
    }
    // The first shows lines that were hidden.
    assert_eq!(bundling.iter().collect::<Vec<_>>(), ["connection.kind", "lines.redundancy"]);

    let (mut pairs, mut changed) = (0, 0);
    for draft in &drafts {
        for at in questions(draft).into_iter().filter(|at| bundling.contains(&format!("{:?}", at.field))) {
            let codes = || at.field.kind.table().iter().map(|choice| choice.code);
            for (one, other) in codes().flat_map(|one| codes().map(move |other| (one, other))) {
                let Some(before) = chosen(draft, at, one) else { continue };
                let Some(between) = chosen(&before, at, other) else { continue };
                // A reload keeps the answer from before the bundle.
                let between = Draft::from_wire(&FORM, &between.to_wire()).unwrap();
                let after = chosen(&between, at, one).unwrap();
                assert_eq!(after, before, "{} {one} → {other} → {one}", at.path());
                pairs += 1;
                changed += usize::from(
                    places(draft).iter().any(|place| *place != at && between.get(*place) != before.get(*place)),
                );
            }
        }
    }
    assert!(pairs > 1_000 && changed > 100, "{changed} of {pairs}");
}
