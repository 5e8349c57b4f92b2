//! The faults of a draft against the contract in force, and the contract's next document.

use nss_core::application::{self, access, connection};
use nss_core::change_application::opening::opens;
use nss_core::change_application::{
    FORM, begin, check, lines, next_document, outside, rebase, refused, request, submit,
};
use nss_core::form::difference::{apply, difference};
use nss_core::form::{At, Author, Draft, Fault, Scope};
use nss_tests::generate::{self, Random, places};

use super::{begun, choose, contracts, other_text, regular, today};

#[test]
fn a_new_draft_changes_nothing() {
    for base in begun() {
        assert_eq!(outside(&base, &base), []);
        assert_eq!(difference(&base, &base), []);
        let blocking: Vec<_> =
            check(&base, &base, today()).into_iter().filter(Fault::blocks).map(|f| f.wire()).collect();
        let of_request = |path: &str| ["change.", "start."].iter().any(|own| path.starts_with(own));
        assert!(blocking.iter().all(|fault| of_request(&fault.path)), "{blocking:?}");
    }
}

#[test]
fn the_changes_of_a_draft_make_it_of_the_contract() {
    let mut count = 0;
    for (case, base) in (0..).zip(begun()) {
        let mut random = Random::of_case(31, case);
        for _ in 0..20 {
            let after = generate::sibling(&base, &mut random);
            let changes = difference(&base, &after);
            let mut made = base.clone();
            apply(&mut made, &changes);
            assert_eq!(difference(&made, &after), [], "case {case}");
            assert_eq!(difference(&base, &made), changes, "case {case}");
            count += changes.len();
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn an_old_fault_of_the_contract_is_not_the_applicants_and_a_new_one_is() {
    let later = "2028-01-04".parse().expect("a day");
    for base in begun() {
        let mut draft = base.clone();
        choose(&mut draft, &["office"]);
        draft.set(At::once(&application::start::DATE), "2028-04-03");
        draft.set(At::once(&request::REASON), "移転のため");
        let blocks = |draft: &Draft| {
            let faults = check(draft, &base, later);
            faults.iter().filter(|fault| fault.blocks()).map(Fault::path).collect::<Vec<_>>()
        };
        // The day of the works has passed since, and the item does not open it.
        assert_eq!(blocks(&draft), Vec::<String>::new());
        draft.set(At::once(&application::office::PHONE), "12");
        assert_eq!(blocks(&draft), ["office.phone"]);
    }
}

/// The next document with the days of the contract in place of those of the application.
fn next(contract: &Draft, draft: &Draft) -> Draft {
    let mut next = next_document(contract, draft).expect("readable");
    let days = application::start::START.fields.iter().map(|field| At::once(field));
    let expected = days.clone().map(|at| if at.field.key == "date" { draft.normal(at) } else { "".into() });
    assert!(days.clone().map(|at| next.normal(at)).eq(expected));
    for at in days {
        next.set(at, contract.get(at));
    }
    next
}

#[test]
fn what_is_sent_keeps_the_centers_answers_and_says_the_changes_alone() {
    for base in begun() {
        let mut draft = base.clone();
        choose(&mut draft, &["office"]);
        for (at, text) in [(&application::start::DATE, "2027-05-06"), (&request::REASON, "移転のため")] {
            draft.set(At::once(at), text);
        }
        assert_eq!(lines(&draft, &base), []);
        draft.set(At::once(&application::office::PHONE), "03-9999-8888");
        let submission = submit(&draft, &base, today()).expect("nothing blocks");
        let code = At::once(&application::office::CODE);
        assert_eq!(submission.answers().get(code), base.get(code));
        assert!(!base.get(code).is_empty());
        let said: Vec<_> = lines(submission.answers(), &base).into_iter().map(|line| (line.path, line.after)).collect();
        assert_eq!(said, [("office.phone".to_owned(), "0399998888".to_owned())]);
        assert_eq!(lines(&draft, &base).len(), 1, "the page shows what the server will");
        draft.set(At::once(&application::contractor::TITLE), "他");
        let faults = submit(&draft, &base, today()).expect_err("another item");
        assert!(faults.iter().any(|fault| fault.path() == "contractor.title"));
    }
}

#[test]
fn a_save_takes_no_answer_of_the_center_and_every_other_one() {
    // A large contract has thousands of places.
    for base in begun().into_iter().take(2) {
        assert_eq!(refused(&base, &base), []);
        for at in places(&base) {
            let mut draft = base.clone();
            let text = if at.field.author() == Author::Center { "X" } else { other_text(&base, at) };
            draft.set(at, text);
            let paths: Vec<_> = refused(&draft, &base).iter().map(Fault::path).collect();
            let expected = if at.field.author() == Author::Center { vec![at.path()] } else { Vec::new() };
            assert_eq!(paths, expected, "{}", at.path());
        }
    }
}

#[test]
fn a_draft_put_on_another_document_keeps_its_changes_and_takes_the_others() {
    use application::{contractor, office};
    for base in begun() {
        let with = |answers: &[(&'static nss_core::form::Field, &str)]| {
            let mut draft = base.clone();
            for (field, text) in answers {
                draft.set(At::once(field), text);
            }
            draft
        };
        let mine = with(&[(&office::PHONE, "0311112222"), (&contractor::TITLE, "会長")]);
        let theirs = with(&[(&office::PHONE, "0333334444"), (&office::NAME, "別館")]);
        let both = rebase(&mine, &base, &theirs);
        let after = with(&[(&office::PHONE, "0311112222"), (&contractor::TITLE, "会長"), (&office::NAME, "別館")]);
        assert_eq!(both, after, "of the answer that both changed, mine");

        // A row that one removed and the other changed is gone, whoever removed it.
        let code = base.rows(&application::user_codes::USER_CODES)[0].id().expect("a row has an id");
        let (mut without, mut changed) = (base.clone(), base.clone());
        without.remove_row(&application::user_codes::USER_CODES, None, code);
        changed.set(At::row(&application::user_codes::PAID, code), "changed");
        assert_eq!(rebase(&without, &base, &changed), without);
        assert_eq!(rebase(&changed, &base, &without), without);
    }
}

#[test]
fn the_next_document_has_the_changes_and_all_else_as_it_was() {
    let contract = &contracts()[0];
    let base = begin(contract).expect("a contract is readable");
    assert_eq!(next(contract, &base), *contract);
    for (_, item) in regular() {
        for at in places(&base).into_iter().filter(|at| opens(&[item], at.field)) {
            if application::FORM.at(&at.path()).is_none() {
                continue;
            }
            let mut draft = base.clone();
            choose(&mut draft, &[item.code]);
            draft.set(at, other_text(&base, at));
            let next = next(contract, &draft);
            let is_of_the_application = opens(&[], at.field);
            let changes = difference(contract, &next);
            let paths: Vec<_> =
                changes.iter().flat_map(|change| change.lines(contract, &next)).map(|line| line.path).collect();
            // A person who repeats 申込担当者 in the contract stands on its own in the base.
            let is_no_change = !Scope::at(&draft, at).asked(at.field) || contract.normal(at) == draft.normal(at);
            // With these, whole sections go.
            let is_of_sections = [&access::KIND, &connection::KIND].contains(&at.field);
            if is_of_the_application || is_no_change {
                assert_eq!(paths, Vec::<String>::new(), "{}", at.path());
            } else {
                assert!(paths.contains(&at.path()), "{} {paths:?}", at.path());
                let section = format!("{}.", at.field.section().key);
                let is_alone =
                    is_of_sections || paths.len() == 1 || paths.iter().all(|path| path.starts_with(&section));
                assert!(is_alone, "{} {paths:?}", at.path());
            }
        }
    }
}

#[test]
fn another_contact_of_the_application_changes_nobody_of_the_contract() {
    use application::{administrator, applicant};
    let mut contract = contracts()[0].clone();
    contract.set(At::once(&administrator::WHO), "applicant");
    // A stored contract has no answers that are not asked.
    let contract = next(&contract, &begin(&contract).expect("readable"));
    let mail = contract.get(At::once(&applicant::MAIL)).to_owned();
    let base = begin(&contract).expect("readable");
    assert_eq!((base.get(At::once(&administrator::WHO)), base.get(At::once(&administrator::MAIL))), ("other", &*mail));
    let mut draft = base.clone();
    choose(&mut draft, &["administrator"]);
    draft.set(At::once(&applicant::MAIL), "other@example.jp");
    assert_eq!(next(&contract, &draft), contract);
    draft.set(At::once(&administrator::PHONE), "0399998888");
    let next = next(&contract, &draft);
    let answers = [&administrator::WHO, &administrator::MAIL, &administrator::PHONE, &applicant::MAIL];
    assert_eq!(answers.map(|field| next.get(At::once(field))), ["other", &*mail, "0399998888", &*mail]);
}

#[test]
fn a_hand_made_draft_writes_nothing_that_the_form_does_not_have() {
    let contract = &contracts()[0];
    let mut wire = begin(contract).expect("readable").to_wire();
    for path in ["reason.text", "diagram.zzzzzzzz.name", "user_codes.zzzzzzzz.paid", "office.gone"] {
        wire.answers.insert(path.to_owned(), "yes".to_owned());
    }
    let draft = Draft::from_wire(&FORM, &wire).expect("readable");
    assert_eq!(next(contract, &draft), *contract);
}

#[test]
fn a_new_fault_with_the_words_of_an_old_one_blocks() {
    use application::lines;
    let later = "2028-01-04".parse().expect("a day");
    let contracts = contracts();
    let base = contracts.iter().map(|contract| begin(contract).expect("readable"));
    let base = base.into_iter().find(|base| !base.rows(&lines::LINES).is_empty()).expect("one has a line");
    let day = At::row(&lines::WORKS_DATE, base.rows(&lines::LINES)[0].id().expect("a row has an id"));
    let mut draft = base.clone();
    choose(&mut draft, &["lines"]);
    let blocks = |draft: &Draft| check(draft, &base, later).iter().any(|fault| fault.path() == day.path());
    assert!(!blocks(&draft));
    draft.set(day, "2027-12-01");
    assert!(blocks(&draft));
}

#[test]
fn answers_outside_the_items_and_of_the_center_never_reach_the_next_document() {
    let contract = &contracts()[0];
    let base = begin(contract).expect("readable");
    let mut closed = base.clone();
    for at in places(&base) {
        if at.field.author() == Author::Center || !opens(&[], at.field) {
            closed.set(at, other_text(&base, at));
        }
    }
    assert!(outside(&closed, &base).len() > 50);
    assert_eq!(next(contract, &closed), *contract);
}
