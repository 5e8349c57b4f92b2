//! Laws of the engine, on drafts drawn from the declarations: total, lossless, fair when merging, settled once.

use chrono::NaiveDate;
use nss_core::form::difference::{apply, difference};
use nss_core::form::status::missing;
use nss_core::form::{
    At, Conflict, Draft, Fault, Form, Merged, Offer, Row, Scope, Side, Wire, check, check_answer, merge, offer, settle,
    submit, undo,
};
use nss_core::{account, application};
use nss_tests::generate::{self, Random, lists, places};

/// Drafts that each law is tried on.
const CASES: u64 = 150;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

/// The form of a case: every third is a registration.
fn form_of(case: u64) -> &'static Form {
    if case.is_multiple_of(3) { &account::FORM } else { &application::FORM }
}

/// Readable drafts of every generator, each with its source of random numbers.
fn drafts() -> impl Iterator<Item = (u64, Draft, Random)> {
    (0..CASES).filter_map(|case| {
        let mut random = Random::of_case(7, case);
        let wire = generate::draft(form_of(case), &mut random);
        Some((case, Draft::from_wire(form_of(case), &wire).ok()?, random))
    })
}

fn ids(rows: &[Row]) -> Vec<String> {
    rows.iter().filter_map(Row::id).map(|id| id.to_string()).collect()
}

#[test]
fn nothing_panics_on_anything() {
    let mut readable = 0;
    for case in 0..CASES {
        let mut random = Random::of_case(3, case);
        let wire = generate::wild(form_of(case), &mut random);
        let Ok(draft) = Draft::from_wire(form_of(case), &wire) else { continue };
        readable += 1;
        assert_eq!(check(&draft, today()), check(&draft, today()));
        for fault in check(&draft, today()) {
            assert!(!fault.wire().message.is_empty(), "case {case}");
        }
        for at in places(&draft) {
            check_answer(&draft, at, today());
            assert_eq!(draft.form().at(&at.path()), Some(at), "case {case}");
        }
        let siblings = [generate::sibling(&draft, &mut random), generate::sibling(&draft, &mut random)];
        merge(&draft, &siblings[0], &siblings[1]);
        merge(&siblings[1], &draft, &siblings[0]);
    }
    assert!(readable > CASES / 2, "{readable}");
}

#[test]
fn nothing_is_missing_exactly_when_it_can_be_submitted() {
    let (mut ready, mut cases) = (0, 0);
    for case in 0..1000 {
        let mut random = Random::of_case(11, case);
        let Ok(draft) = Draft::from_wire(&application::FORM, &generate::draft(&application::FORM, &mut random)) else {
            continue;
        };
        let faults = check(&draft, today());
        let missing = missing(&draft, &faults);
        assert_eq!(missing.is_empty(), submit(&draft, today()).is_ok(), "case {case}");
        let named: usize = missing.iter().map(|(_, faults)| faults.len()).sum();
        assert_eq!(named, faults.iter().filter(|fault| fault.blocks()).count(), "case {case}");
        ready += usize::from(missing.is_empty());
        cases += 1;
    }
    assert!(cases > 500 && ready > 50 && ready < cases, "{ready} of {cases}");
}

#[test]
fn a_difference_makes_one_document_of_the_other_and_has_nothing_that_is_equal() {
    let mut total = 0;
    for (case, draft, mut random) in drafts() {
        let sibling = generate::sibling(&draft, &mut random);
        let [before, after] = [&draft, &sibling].map(in_normal_form);
        let changes = difference(&before, &after);
        assert_eq!(difference(&draft, &sibling), changes, "case {case}");
        assert_eq!(difference(&after, &after), [], "case {case}");
        let mut made = before.clone();
        apply(&mut made, &changes);
        assert_eq!(made.to_wire().answers, after.to_wire().answers, "case {case}");
        assert_eq!(made.to_wire().rows, after.to_wire().rows, "case {case}");
        total += changes.len();
    }
    assert!(total > 100, "{total}");
}

/// The draft with the normal form of each answer.
fn in_normal_form(draft: &Draft) -> Draft {
    let mut normal = draft.clone();
    for at in places(draft) {
        let text = draft.normal(at).into_owned();
        normal.set(at, &text);
    }
    normal
}

#[test]
fn the_json_of_a_draft_is_that_of_its_wire_form() {
    for (case, draft, _) in drafts() {
        let read: Wire = serde_json::from_str(&serde_json::to_string(&draft).unwrap())
            .unwrap_or_else(|error| panic!("case {case}: {error}"));
        assert_eq!(read, draft.to_wire(), "case {case}");
    }
}

#[test]
fn a_cut_wire_form_is_an_error_and_no_panic() {
    for (case, draft, mut random) in drafts() {
        let json = serde_json::to_string(&draft.to_wire()).unwrap();
        let end = (0..=random.below(json.len())).rev().find(|end| json.is_char_boundary(*end)).unwrap();
        assert!(serde_json::from_str::<Wire>(&json[..end]).is_err(), "case {case}");
        assert_eq!(Draft::from_wire(draft.form(), &serde_json::from_str(&json).unwrap()), Ok(draft), "case {case}");
    }
}

#[test]
fn the_wire_keeps_everything_unknown_paths_and_rows_too() {
    let mut unplaced = 0;
    for case in 0..CASES {
        let wire = generate::wild(form_of(case), &mut Random::of_case(5, case));
        let Ok(draft) = Draft::from_wire(form_of(case), &wire) else { continue };
        let written = draft.to_wire();
        for (path, text) in wire.answers.iter().filter(|(_, text)| !text.is_empty()) {
            assert_eq!(written.answers.get(path), Some(text), "case {case}: {path}");
        }
        for (list, rows) in wire.rows.iter().filter(|(_, rows)| !rows.is_empty()) {
            assert_eq!(written.rows.get(list), Some(rows), "case {case}: {list}");
        }
        assert_eq!(Draft::from_wire(draft.form(), &written), Ok(draft.clone()), "case {case}");
        unplaced += draft.unplaced().count();
    }
    assert!(unplaced > 0);
}

#[test]
fn the_edits_of_one_side_alone_stay() {
    for (case, base, mut random) in drafts() {
        let grown = generate::sibling(&base, &mut random);
        for (mine, theirs) in [(&grown, &base), (&base, &grown), (&grown, &grown)] {
            let merged = merge(&base, mine, theirs);
            assert_eq!(merged.conflicts, [], "case {case}");
            assert_eq!(merged.draft, grown, "case {case}");
        }
    }
}

#[test]
fn edits_in_different_answers_merge_and_in_the_same_one_ask() {
    for (case, base, mut random) in drafts() {
        let all = places(&base);
        let (one, two) = (all[random.below(all.len())], all[random.below(all.len())]);
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.set(one, "here");
        theirs.set(two, "there");
        let merged = merge(&base, &mine, &theirs);
        if one == two {
            let [base, mine, theirs] = [base.get(one), "here", "there"].map(str::to_owned);
            assert_eq!(merged.conflicts, [Conflict::Answer { at: one, base, mine, theirs }], "case {case}");
        } else {
            assert_eq!(merged.conflicts, [], "case {case}");
            assert_eq!(merged.draft.get(two), "there", "case {case}");
        }
        assert_eq!(merged.draft.get(one), "here", "case {case}");
        theirs.set(one, "there");
        assert!(!merge(&base, &mine, &theirs).conflicts.is_empty(), "case {case}");
    }
}

#[test]
fn another_way_of_writing_is_no_change() {
    for (case, base, mut random) in drafts() {
        let mut tidied = base.clone();
        for at in places(&base) {
            tidied.set(at, &at.field.kind.on_screen(base.get(at)));
        }
        let grown = generate::sibling(&base, &mut random);
        for (mine, theirs) in [(&grown, &tidied), (&tidied, &grown)] {
            let merged = merge(&base, mine, theirs);
            assert_eq!(merged.conflicts, [], "case {case}");
            assert_eq!(places(&merged.draft), places(&grown), "case {case}");
            for at in places(&grown) {
                assert_eq!(merged.draft.normal(at), grown.normal(at), "case {case}: {}", at.path());
            }
        }
    }
}

#[test]
fn a_row_removed_here_and_changed_there_asks_and_untouched_goes() {
    for (case, base, _) in drafts() {
        for (section, around) in lists(&base) {
            let Some(id) = base.list(section, around).first().and_then(Row::id) else { continue };
            let field = section.fields[0];
            let at = around.map_or(At::row(field, id), |row| At::inner(field, row, id));
            let (mut without, mut changed) = (base.clone(), base.clone());
            without.remove_row(section, around, id);
            changed.set(at, "changed");
            for (mine, theirs, by_me) in [(&without, &changed, true), (&changed, &without, false)] {
                let merged = merge(&base, mine, theirs);
                let (row, inner) = (at.row, at.inner);
                let before = base.list(section, around)[0].clone();
                let removed = Conflict::Row { section, row, inner, removed_by_me: by_me, base: before };
                assert_eq!(merged.conflicts, std::slice::from_ref(&removed), "case {case}");
                assert!(removed.changes(&merged.draft).contains(&(field, "changed")), "case {case}");
                assert_eq!(merged.draft.get(at), "changed", "case {case}");
            }
            assert_eq!(merge(&base, &without, &base).draft, without, "case {case}");
        }
    }
}

/// The drafts while a conflict is undecided: the one sent to the server, and the base and mine kept by the browser.
fn held(merged: &Merged) -> [Draft; 3] {
    let with = |side, mut draft: Draft| {
        merged.conflicts.iter().for_each(|conflict| conflict.put(side, &mut draft));
        draft
    };
    let sent = with(Side::Theirs, merged.draft.clone());
    [sent.clone(), with(Side::Base, sent), with(Side::Mine, merged.draft.clone())]
}

#[test]
fn an_undecided_answer_stays_theirs_on_the_server_and_is_asked_again() {
    let mut asked = 0;
    for (case, base, mut random) in drafts() {
        let mut sides = [generate::sibling(&base, &mut random), generate::sibling(&base, &mut random)];
        let all = places(&base);
        let at = all[random.below(all.len())];
        sides[0].set(at, "here");
        sides[1].set(at, "there");
        for (section, around) in lists(&base) {
            let Some(id) = base.list(section, around).first().and_then(Row::id) else { continue };
            let at = around.map_or(At::row(section.fields[0], id), |row| At::inner(section.fields[0], row, id));
            let remover = random.below(2);
            sides[remover].remove_row(section, around, id);
            sides[1 - remover].set(at, "changed");
        }
        let [mine, theirs] = sides;
        let merged = merge(&base, &mine, &theirs);
        let [sent, kept_base, kept_mine] = held(&merged);
        for conflict in &merged.conflicts {
            asked += 1;
            assert!(conflict.stands(&merged.draft), "case {case}");
            match conflict {
                Conflict::Answer { at, theirs, .. } => assert_eq!(sent.get(*at), theirs, "case {case}"),
                Conflict::Row { section, removed_by_me, .. } => {
                    let (around, row) = conflict.list_and_row();
                    let is_sent = sent.list(section, around).iter().any(|sent| sent.id() == row);
                    assert_eq!(is_sent, *removed_by_me, "case {case}");
                }
            }
        }
        let again = merge(&kept_base, &kept_mine, &sent);
        assert_eq!(again.conflicts.len(), merged.conflicts.len(), "case {case}");
        assert_eq!(again.conflicts, merged.conflicts, "case {case}");
        assert_eq!(again.draft, merged.draft, "case {case}");
    }
    assert!(asked > 150, "{asked}");
}

#[test]
fn an_answer_that_becomes_equal_on_both_sides_is_not_asked_again() {
    for (case, base, _) in drafts() {
        let at = places(&base)[0];
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.set(at, "here");
        theirs.set(at, "there");
        let Merged { mut draft, conflicts } = merge(&base, &mine, &theirs);
        draft.set(at, "there");
        assert!(!conflicts[0].stands(&draft), "case {case}");
    }
}

#[test]
fn rows_added_on_both_sides_stay_mine_after_theirs() {
    for (case, base, mut random) in drafts() {
        for (section, around) in lists(&base) {
            let (mut mine, mut theirs) = (base.clone(), base.clone());
            let (here, there) = (random.row_id(), random.row_id());
            mine.add_row(section, around, here);
            theirs.add_row(section, around, there);
            let merged = merge(&base, &mine, &theirs);
            let mut expected = ids(base.list(section, around));
            expected.extend([there.to_string(), here.to_string()]);
            assert_eq!(ids(merged.draft.list(section, around)), expected, "case {case}");
            assert_eq!(merged.conflicts, [], "case {case}");
        }
    }
}

#[test]
fn a_row_stands_where_the_only_one_who_moved_it_put_it() {
    for (case, base, mut random) in drafts() {
        for (section, around) in lists(&base) {
            let mut mine = base.clone();
            let id = random.row_id();
            mine.add_row(section, around, id);
            let (_, moved) = mine.remove_row(section, around, id).unwrap();
            mine.put_row(section, around, 0, moved);
            assert_eq!(merge(&base, &mine, &base).draft, mine, "case {case}");
            assert_eq!(merge(&base, &base, &mine).draft, mine, "case {case}");
        }
    }
}

#[test]
fn settling_twice_changes_nothing_and_undo_puts_all_back() {
    let mut withdrawn = 0;
    for (case, before, mut random) in drafts() {
        let all = places(&before);
        for edited in [None, random.pick(&all).copied()] {
            let mut draft = before.clone();
            let changes = settle(&mut draft, edited);
            withdrawn += changes.len();
            let settled = draft.clone();
            assert_eq!(settle(&mut draft, edited), [], "case {case}");
            assert_eq!(draft, settled, "case {case}");
            undo(&mut draft, &changes);
            assert_eq!(draft, before, "case {case}");
        }
    }
    assert!(withdrawn > 0);
}

#[test]
fn a_settled_draft_has_what_comes_along_and_nothing_that_is_refused() {
    for (case, mut draft, _) in drafts() {
        settle(&mut draft, None);
        for at in places(&draft) {
            if at.field.offer.is_none() || !Scope::at(&draft, at).asked(at.field) {
                continue;
            }
            let normal = draft.normal(at);
            for choice in at.field.kind.table() {
                let chosen = normal.split(' ').any(|code| code == choice.code);
                let offer = offer(&draft, at, choice.code);
                assert!(!(chosen && matches!(offer, Offer::Refused(_))), "case {case}: {} {}", at.path(), choice.code);
                assert!(chosen || !matches!(offer, Offer::Bundled(_)), "case {case}: {} {}", at.path(), choice.code);
            }
        }
    }
}

#[test]
fn a_submission_has_what_was_asked_in_normal_form_and_nothing_else() {
    for case in 0..CASES / 5 {
        let draft = generate::completed(form_of(case), &mut Random::of_case(11, case));
        let Ok(submission) = submit(&draft, today()) else { continue };
        let wire = submission.wire();
        let mut expected = std::collections::BTreeMap::new();
        for at in places(&draft) {
            let scope = Scope::at(&draft, at);
            let outer = at.field.section().outer.is_none_or(|outer| scope.asks(outer));
            if scope.asked(at.field) && outer && !draft.get(at).is_empty() {
                expected.insert(at.path(), draft.normal(at).into_owned());
            }
        }
        assert_eq!(wire.answers, expected, "case {case}");
        let again = Draft::from_wire(draft.form(), &wire).unwrap();
        assert!(!check(&again, today()).iter().any(Fault::blocks), "case {case}");
        assert_eq!(submit(&again, today()).unwrap().wire(), wire, "case {case}");
    }
}
