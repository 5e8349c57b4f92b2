//! 機器共用: the office that asked releases it, one company shares, and the other contract has the same row (C-002, C-070 … C-089).

use nss_core::application::office;
use nss_core::application::sharing::{OWNER, PARTNER, REQUESTER, ROLE, SHARING};
use nss_core::change_application::{begin, check, lines, mirror, next_document, sharing_changes};
use nss_core::form::{At, Draft, Fault, RowId};

use super::{choose_other, contracts, today};

const ROW: fn() -> RowId = || RowId::from_random(7);
const NEW: fn() -> RowId = || RowId::from_random(8);

/// A contract of the office NAC002 that shares with NAC001.
fn sharing(role: &str) -> Draft {
    let mut contract = contracts().swap_remove(0);
    for (field, text) in [(&office::ABBREVIATION, "NAC"), (&office::CODE, "NAC002")] {
        contract.set(At::once(field), text);
    }
    contract.add_row(&SHARING, None, ROW());
    contract.set(At::row(&PARTNER, ROW()), "NAC001");
    contract.set(At::row(&ROLE, ROW()), role);
    contract
}

fn begun(contract: &Draft) -> (Draft, Draft) {
    let base = begin(contract).expect("readable");
    let mut draft = base.clone();
    choose_other(&mut draft, "equipment-sharing");
    (base, draft)
}

/// The faults about 機器共用, with the paths of their places.
fn faults(draft: &Draft, base: &Draft) -> Vec<(&'static str, String)> {
    let faults = check(draft, base, today()).into_iter().filter(|fault| fault.path().starts_with("sharing"));
    faults.filter(Fault::blocks).map(|fault| (fault.code(), fault.path())).collect()
}

fn add(draft: &mut Draft, partner: &str) -> String {
    draft.add_row(&SHARING, None, NEW());
    let at = At::row(&PARTNER, NEW());
    draft.set(at, partner);
    at.path()
}

#[test]
fn the_office_that_asked_releases() {
    let contract = sharing(REQUESTER);
    let (base, mut draft) = begun(&contract);
    assert_eq!(faults(&draft, &base), [("sharing.nothing", "sharing".to_owned())]);
    draft.remove_row(&SHARING, None, ROW());
    assert_eq!(faults(&draft, &base), []);
    assert_eq!(lines(&draft, &base)[0].after, "削除");
    let changes = sharing_changes(&draft, &base);
    assert!(matches!(&changes[..], [change] if change.is_release && change.partner == "NAC001"), "{changes:?}");
    assert!(next_document(&contract, &draft).expect("readable").rows(&SHARING).is_empty());
}

#[test]
fn the_owner_does_not() {
    let (base, mut draft) = begun(&sharing(OWNER));
    draft.remove_row(&SHARING, None, ROW());
    assert_eq!(faults(&draft, &base), [("sharing.owner", "sharing".to_owned())]);
}

#[test]
fn an_addition_is_within_the_company_and_brings_a_diagram() {
    let (base, draft) = begun(&sharing(REQUESTER));
    for (partner, code) in [
        ("ABC001", "sharing.other-company"),
        ("NAC002", "sharing.itself"),
        ("nac001", "sharing.twice"),
        ("NAC", "code.shape"),
        ("", "missing"),
    ] {
        let mut draft = draft.clone();
        let path = add(&mut draft, partner);
        let found = faults(&draft, &base);
        assert!(found.contains(&("list.no-file", "sharing_diagram".to_owned())), "{partner}: {found:?}");
        assert!(found.iter().any(|(_, at)| *at == path), "{partner}: {found:?}");
        assert!(code == "code.shape" || found.contains(&(code, path)), "{partner}: {found:?}");
    }
    let mut draft = draft.clone();
    add(&mut draft, "NAC003");
    assert_eq!(faults(&draft, &base), [("list.no-file", "sharing_diagram".to_owned())]);
    // The part of the office is the center's.
    draft.set(At::row(&ROLE, NEW()), OWNER);
    assert!(faults(&draft, &base).iter().any(|(code, _)| *code == "change.outside"));
}

#[test]
fn a_new_application_has_no_rows_of_it() {
    let mut draft = Draft::empty(&nss_core::application::FORM);
    add(&mut draft, "NAC003");
    let submitted = nss_core::form::check(&draft, today());
    assert!(submitted.iter().all(|fault| !fault.path().starts_with("sharing")), "{submitted:?}");
}

#[test]
fn the_owners_contract_has_the_same_row_from_its_side() {
    let before = contracts().swap_remove(0);
    let mut owner = before.clone();
    mirror(&mut owner, "NAC002", false, NEW());
    mirror(&mut owner, "NAC002", false, ROW());
    let rows: Vec<_> = owner.rows(&SHARING).iter().map(|row| (row.cell(&PARTNER), row.cell(&ROLE))).collect();
    assert_eq!(rows, [("NAC002", OWNER)]);
    mirror(&mut owner, "NAC003", true, ROW());
    assert_eq!(owner.rows(&SHARING).len(), 1);
    mirror(&mut owner, "NAC002", true, ROW());
    assert_eq!(owner, before);
}
