//! Contracts, composed from generated submissions: what is proposed, allotted, refused and kept.
#![cfg(feature = "server")]

use chrono::NaiveDate;
use nss_core::application::{FORM, connection, lines, office, start, user_codes};
use nss_core::form::{At, Author, Draft, Fault, Scope, Submission, Wire, center, submit};
use nss_core::review::contract;
use nss_tests::generate::{self, Random, places};
use user_codes::ids;

const CASES: u64 = 16;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-24")
}

fn submissions() -> impl Iterator<Item = (u64, Submission)> {
    (0..CASES).filter_map(|case| {
        let mut draft = generate::completed(&FORM, &mut Random::of_case(23, case));
        draft.set(At::once(&start::DATE), "2027-04-01");
        Some((case, submit(&draft, today()).ok()?))
    })
}

#[test]
fn every_submission_becomes_a_contract_that_gives_it_back() {
    let mut made = 0;
    for (case, submission) in submissions() {
        let contract = generate::contract(&submission, today());
        let faults: Vec<_> = contract::check(&contract, today()).iter().map(Fault::wire).collect();
        assert_eq!(faults, [], "case {case}");
        assert_eq!(center::without(&contract), *submission.answers(), "case {case}");
        let read = Draft::from_wire(&FORM, &contract.to_wire()).unwrap();
        assert_eq!(read, contract, "case {case}");
        made += 1;
    }
    assert!(made > 10, "{made}");
}

#[test]
fn a_missing_answer_of_the_center_is_named() {
    let (_, submission) = submissions().next().unwrap();
    let contract = generate::contract(&submission, today());
    let mut named = 0;
    for at in places(&contract).into_iter().filter(|at| at.field.author() == Author::Center) {
        let mut without = contract.clone();
        without.set(at, "");
        let is_optional = at.field.need == nss_core::form::Need::Optional;
        let is_named =
            contract::check(&without, today()).iter().any(|fault| fault.blocks() && fault.path() == at.path());
        assert_eq!(is_named, !is_optional, "{}", at.path());
        named += 1;
    }
    assert!(named > 8, "{named}");
}

#[test]
fn a_reviewer_writes_only_what_is_the_centers() {
    let (_, submission) = submissions().next().unwrap();
    let one = |path: &str, text: &str| Wire { answers: [(path.to_owned(), text.to_owned())].into(), ..Wire::default() };
    let composed = contract::compose(submission.answers(), &one("office.abbreviation", "ｎａｃ")).unwrap();
    assert_eq!(composed.get(At::once(&office::ABBREVIATION)), "NAC");
    for path in ["office.name", "start.date", "office.nothing", "lines.00000000.number", ""] {
        assert_eq!(contract::compose(submission.answers(), &one(path, "本社")), None, "{path}");
    }
    let rows = Wire { rows: [("user_codes".to_owned(), Vec::new())].into(), ..Wire::default() };
    assert_eq!(contract::compose(submission.answers(), &rows), None);
}

#[test]
fn codes_of_another_company_and_other_counts_are_refused() {
    let (_, submission) = submissions().next().unwrap();
    let good = generate::contract(&submission, today());
    let code = Scope::whole(&good).rows(&user_codes::USER_CODES).next().unwrap();
    let id = code.rows(&ids::IDS).next().unwrap();
    let many = (1..=90).map(|nth| format!("B{nth:02}")).collect::<Vec<_>>().join(" ");
    for (at, text, expected) in [
        (At::once(&office::CODE), "ABC001", "contract.abbreviation"),
        (code.place(&user_codes::CODE), "1AABC", "contract.abbreviation"),
        (id.place(&ids::NUMBERS), many.as_str(), "contract.count"),
    ] {
        let mut other = good.clone();
        other.set(at, text);
        let faults = contract::check(&other, today());
        assert_eq!(
            faults.iter().map(|fault| (fault.code(), fault.path())).collect::<Vec<_>>(),
            [(expected, at.path())]
        );
    }
}

#[test]
fn a_start_whose_deadline_has_passed_names_the_earliest() {
    let (_, submission) = submissions().next().unwrap();
    let mut late = generate::contract(&submission, today());
    late.set(At::once(&start::REVIEWED_DATE), "2026-11-26");
    late.set(At::once(&start::CONFIRMED_DATE), "2026-12-01");
    let faults = contract::check(&late, day("2026-11-26"));
    assert_eq!(faults.iter().map(Fault::code).collect::<Vec<_>>(), ["contract.too-late"]);
    assert!(faults[0].message().contains("2026年12月2日（水）"), "{}", faults[0].message());
    late.set(At::once(&start::CONFIRMED_DATE), "2026-12-02");
    assert_eq!(contract::check(&late, day("2026-11-26")), []);
}

#[test]
fn terminals_are_as_many_as_were_applied_for() {
    for (case, submission) in submissions() {
        let contract = generate::contract(&submission, today());
        let whole = Scope::whole(&contract);
        let expected = |scope: &Scope, fields: [&'static nss_core::form::Field; 2]| {
            fields.iter().map(|field| scope.text(field).parse().unwrap_or(0)).sum::<usize>().min(1000)
        };
        for line in whole.rows(&lines::LINES) {
            let count = line.rows(&lines::terminals::TERMINALS).count();
            assert_eq!(count, expected(&line, [&lines::TERMINALS, &lines::SERVERS]), "case {case}");
        }
        let behind = whole.rows(&connection::terminals::GATEWAY_TERMINALS).count();
        assert_eq!(behind, expected(&whole, [&connection::TERMINALS, &connection::SERVERS]), "case {case}");
    }
}

#[test]
fn a_start_that_is_no_registration_day_names_the_next_possible_one() {
    let (_, submission) = submissions().next().unwrap();
    let contract = generate::contract(&submission, today());
    let check = |days: &[&str], today: &str| {
        let days: Vec<_> = days.iter().copied().map(day).collect();
        contract::check_registration_day(&contract, &days, day(today)).map(|fault| fault.message())
    };
    assert_eq!(check(&[], "2026-11-24"), None, "an empty table limits nothing");
    assert_eq!(check(&["2027-03-31", "2027-04-01"], "2026-11-24"), None);
    let next = check(&["2027-03-31", "2027-04-05", "2027-04-12"], "2026-11-24").unwrap();
    assert!(next.contains("2027年4月5日"), "{next}");
    let possible = check(&["2027-03-31", "2027-04-05", "2027-04-12"], "2027-04-02").unwrap();
    assert!(possible.contains("2027年4月12日"), "the deadline of the 5th has passed: {possible}");
    assert!(check(&["2027-03-31"], "2026-11-24").unwrap().contains("追加"));
}
