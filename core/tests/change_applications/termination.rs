//! 契約解除・事業所廃止: the contract ends with its last day, and not while it shares equipment (C-049, C-105).

use nss_core::application::sharing::{PARTNER, REQUESTER, ROLE, SHARING};
use nss_core::application::start;
use nss_core::change_application::{begin, check, lines, next_document, request, submit};
use nss_core::form::{At, Draft, Fault, RowId};
use nss_core::review::{Kind, contract};

use super::{choose_other, contracts, today};

fn ending(base: &Draft) -> Draft {
    let mut draft = base.clone();
    choose_other(&mut draft, "termination");
    for (field, text) in [(&start::DATE, "2027-03-31"), (&request::REASON, "事業所廃止のため")] {
        draft.set(At::once(field), text);
    }
    draft
}

#[test]
fn a_contract_ends_with_its_last_day() {
    for before in contracts() {
        let base = begin(&before).expect("readable");
        let draft = ending(&base);
        let said: Vec<_> = lines(&draft, &base).into_iter().map(|line| [line.name, line.before, line.after]).collect();
        assert_eq!(said, [["契約", "継続", "2027/03/31で終了"].map(str::to_owned)]);
        assert_eq!(Kind::of(&submit(&draft, &base, today()).expect("complete")), Kind::Termination);
        let mut ended = next_document(&before, &draft).expect("readable");
        assert_eq!(ended.get(At::once(&start::END_DATE)), "2027-03-31");
        // The center confirms another day.
        ended.set(At::once(&start::CONFIRMED_DATE), "2027-04-30");
        contract::follow_changes(&mut ended, &before, &mut || RowId::from_random(1));
        assert_eq!(ended.get(At::once(&start::END_DATE)), "2027-04-30");
        let after = |day: &str| {
            let mut next = ended.clone();
            next.set(At::once(&start::CONFIRMED_DATE), day);
            contract::check_end(&next, &ended).is_some()
        };
        assert_eq!(["2027-04-30", "2027-05-01"].map(after), [false, true]);
    }
}

#[test]
fn a_contract_that_shares_does_not_end() {
    let mut before = contracts().swap_remove(0);
    before.add_row(&SHARING, None, RowId::from_random(7));
    before.set(At::row(&PARTNER, RowId::from_random(7)), "NAC001");
    before.set(At::row(&ROLE, RowId::from_random(7)), REQUESTER);
    let base = begin(&before).expect("readable");
    let blocking: Vec<_> = check(&ending(&base), &base, today()).into_iter().filter(Fault::blocks).collect();
    let codes: Vec<_> = blocking.iter().map(|fault| (fault.code(), fault.path())).collect();
    assert!(codes.contains(&("change.still-shared", "change.other_item".to_owned())), "{codes:?}");
}
