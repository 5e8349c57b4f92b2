//! netNACCS and 一般NACCS begin by their items, and what goes with them is asked (N-006, V-22).

use nss_core::application::access;
use nss_core::application::{connection, fee_plan, lines, net};
use nss_core::change_application::{begin, check, lines as changed_lines, next_document};
use nss_core::form::{At, Draft, Fault, Submission};
use nss_core::review::Kind;

use super::{choose, today, with_lines};

/// The paths of the faults about the access and what comes with it.
fn paths(draft: &Draft, base: &Draft) -> Vec<String> {
    let faults = check(draft, base, today()).into_iter().filter(Fault::blocks);
    let paths = faults.map(|fault| fault.path());
    paths.filter(|path| ["access", "net", "fee_plan", "connection"].iter().any(|key| path.starts_with(key))).collect()
}

#[test]
fn an_office_with_lines_begins_netnaccs_with_its_numbers_and_its_plan() {
    let (contract, base) = with_lines();
    let mut draft = base.clone();
    choose(&mut draft, &["net-terminals"]);
    assert_eq!(paths(&draft, &base), ["access.kind"]);
    draft.set(At::once(&access::KIND), "net general");
    assert_eq!(paths(&draft, &base), ["net.terminals", "fee_plan.net_plan"]);
    draft.set(At::once(&net::TERMINALS), "3");
    draft.set(At::once(&fee_plan::NET_PLAN), "a");
    assert_eq!(paths(&draft, &base), Vec::<String>::new());
    let changed: Vec<_> = changed_lines(&draft, &base).into_iter().map(|line| line.path).collect();
    assert_eq!(changed, ["access.kind", "net.terminals", "fee_plan.net_plan"]);
    let next = next_document(&contract, &draft).expect("readable");
    assert_eq!(next.get(At::once(&net::TERMINALS)), "3");
    assert_eq!(next.rows(&lines::LINES), contract.rows(&lines::LINES));
    // The certificates are of the other item.
    draft.set(At::once(&net::CERTIFICATES), "1");
    assert_eq!(paths(&draft, &base), ["net.certificates"]);
}

#[test]
fn no_item_of_netnaccs_ends_the_lines() {
    let (_, base) = with_lines();
    let mut draft = base.clone();
    choose(&mut draft, &["net-terminals"]);
    for (field, text) in [(&access::KIND, "net"), (&net::TERMINALS, "3"), (&fee_plan::NET_PLAN, "a")] {
        draft.set(At::once(field), text);
    }
    assert!(paths(&draft, &base).contains(&"access.kind".to_owned()));
}

/// N-006: first netNACCS, then 一般NACCS by a change, with works if there is a line.
#[test]
fn an_office_of_netnaccs_begins_lines() {
    let mut contract = with_lines().0;
    for (field, text) in [(&access::KIND, "net"), (&net::TERMINALS, "3"), (&fee_plan::NET_PLAN, "b")] {
        contract.set(At::once(field), text);
    }
    let contract = next_document(&contract, &begin(&contract).expect("readable")).expect("readable");
    assert_eq!(contract.rows(&lines::LINES), []);
    let base = begin(&contract).expect("readable");
    let mut draft = base.clone();
    choose(&mut draft, &["lines"]);
    assert_eq!(paths(&draft, &base), ["access.kind"]);
    draft.set(At::once(&access::KIND), "net general");
    assert!(paths(&draft, &base).iter().any(|path| path == "connection.kind"), "{:?}", paths(&draft, &base));
    draft.set(At::once(&connection::KIND), "new_line");
    assert!(paths(&draft, &base).contains(&"fee_plan.plan".to_owned()));
}

#[test]
fn an_application_for_netnaccs_waits_for_no_works() {
    let (contract, _) = with_lines();
    let kind = |draft: &Draft| Kind::of(&Submission::stored(draft.form(), &draft.to_wire()).unwrap());
    let mut draft = contract.clone();
    draft.set(At::once(&connection::KIND), "new_line");
    assert_eq!(kind(&draft), Kind::New);
    draft.set(At::once(&access::KIND), "net");
    assert_eq!(kind(&draft), Kind::NewWithoutWorks);
}
