//! Every refusal has a way out that works (M2): over all trades, システム区分, シングルサインオン and sibling IDs, and over the
//! whole option menu.

use nss_core::application::user_codes::{self, ids};
use nss_core::application::{FORM, connection, lines, mailbox};
use nss_core::form::{At, Draft, Field, Offer, RowId, offer, settle, way_out};
use nss_core::option_menu::{HOURS, SPEEDS};
use nss_core::trade::{SYSTEMS, TRADES};

fn id(number: u64) -> RowId {
    RowId::from_random(number)
}

/// Fails for a choice that is refused without a way out; counts the refusals.
fn refusals(draft: &Draft, at: At) -> usize {
    let mut count = 0;
    // A typed answer is refused as a whole: its choice is empty.
    let typed = at.field.kind.table().is_empty().then_some("");
    for choice in at.field.kind.table().iter().map(|choice| choice.code).chain(typed) {
        if matches!(offer(draft, at, choice), Offer::Refused(_)) {
            count += 1;
            let way = way_out(draft, at, choice);
            assert!(way.is_some(), "{} has no way to {choice}: {:?}", at.path(), draft.to_wire().answers);
        }
    }
    count
}

/// A code with an ID of its own trades, and perhaps a sibling.
fn code(system: &str, sso: &str, trades: &str, sibling: Option<&str>) -> Draft {
    let mut draft = Draft::empty(&FORM);
    draft.add_row(&user_codes::USER_CODES, None, id(1));
    draft.set(At::row(&user_codes::SYSTEM, id(1)), system);
    draft.add_row(&ids::IDS, Some(id(1)), id(1));
    draft.set(At::inner(&ids::SSO, id(1), id(1)), sso);
    draft.set(At::inner(&ids::TRADES, id(1), id(1)), trades);
    if let Some(trade) = sibling {
        draft.add_row(&ids::IDS, Some(id(1)), id(2));
        draft.set(At::inner(&ids::TRADES, id(1), id(2)), trade);
    }
    draft
}

/// No システム区分 yet, and each.
fn systems() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(SYSTEMS.iter().map(|choice| choice.code))
}

#[test]
fn every_refused_trade_has_a_way_out() {
    let at = At::inner(&ids::TRADES, id(1), id(1));
    let mut count = 0;
    for system in systems() {
        for sso in ["no", "yes"] {
            for sibling in std::iter::once(None).chain(TRADES.iter().map(|trade| Some(trade.code))) {
                count += refusals(&code(system, sso, "", sibling), at);
            }
            for trade in &TRADES {
                count += refusals(&code(system, sso, trade.code, None), at);
            }
        }
    }
    assert!(count > 1000, "{count}");
}

#[test]
fn every_refused_statistic_has_a_way_out() {
    let mut count = 0;
    for system in systems() {
        for trade in std::iter::once("").chain(TRADES.iter().map(|trade| trade.code)) {
            for sibling in [None, Some(""), Some("insurer"), Some("customs-broker")] {
                for paid in ["no", "yes"] {
                    let mut draft = code(system, "no", trade, sibling);
                    draft.set(At::row(&user_codes::PAID, id(1)), paid);
                    for field in [&user_codes::PAID, &user_codes::FREE, &user_codes::STORAGE] {
                        count += refusals(&draft, At::row(field, id(1)));
                    }
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn every_refused_option_has_a_way_out() {
    let mut count = 0;
    let leased = std::iter::once("").chain(SPEEDS.iter().map(|choice| choice.code)).map(|speed| ("leased", speed));
    for (access, speed) in leased.chain([("broadband", ""), ("", "")]) {
        for hours in std::iter::once("").chain(HOURS.iter().map(|choice| choice.code)) {
            for set in 0..8 {
                let mut draft = Draft::empty(&FORM);
                draft.set(At::once(&connection::KIND), "new_line");
                draft.add_row(&lines::LINES, None, id(1));
                let options = [0, 1, 2].map(|bit| if set >> bit & 1 == 1 { "yes" } else { "no" });
                let answers = [(&lines::ACCESS, access), (&lines::SPEED, speed), (&lines::HOURS, hours)];
                for (field, text) in answers.into_iter().chain(lines::MENU.iter().map(|(_, field)| *field).zip(options))
                {
                    draft.set(At::row(field, id(1)), text);
                }
                for (_, field) in &lines::MENU {
                    count += refusals(&draft, At::row(field, id(1)));
                }
            }
        }
    }
    assert!(count > 300, "{count}");
}

#[test]
fn a_refused_mailbox_has_a_way_out() {
    let at = At::once(&mailbox::COUNT);
    let mut count = refusals(&Draft::empty(&FORM), at);
    for mode in ["", "interactive", "smtp"] {
        let mut draft = code("sea", "no", "customs-broker", Some("ocean-forwarder"));
        for inner in [1, 2] {
            draft.set(At::inner(&ids::MODE, id(1), id(inner)), mode);
        }
        count += refusals(&draft, at);
    }
    assert_eq!(count, 4);
}

#[test]
fn mailboxes_go_with_the_last_id_of_smtp_pop3() {
    let mut draft = code("sea", "no", "customs-broker", None);
    let mode = At::inner(&ids::MODE, id(1), id(1));
    draft.set(mode, "smtp-pop3");
    draft.set(At::once(&mailbox::COUNT), "2");
    assert_eq!(settle(&mut draft, Some(mode)), []);
    draft.set(mode, "interactive");
    let withdrawn = settle(&mut draft, Some(mode));
    assert_eq!(withdrawn.iter().map(|change| (&*change.was, &*change.now)).collect::<Vec<_>>(), [("2", "")]);
}

/// Every field with offers is tried in this file; a new one makes the test fail.
#[test]
fn every_field_that_refuses_is_tried_here() {
    let tried: [&Field; 8] = [
        &ids::TRADES,
        &user_codes::PAID,
        &user_codes::FREE,
        &user_codes::STORAGE,
        &lines::REDUNDANCY,
        &lines::SPARE_ROUTER,
        &lines::PING,
        &mailbox::COUNT,
    ];
    for (path, _, field) in FORM.fields() {
        assert_eq!(field.offer.is_some(), tried.contains(&field), "{path}");
    }
}
