//! Each item opens its part and nothing else.

use std::collections::BTreeSet;

use nss_core::application;
use nss_core::change_application::items::{Item, NET, OTHERS, Part};
use nss_core::change_application::opening::{opens, opens_rows};
use nss_core::change_application::{FORM, check, outside, request};
use nss_core::form::difference::difference;
use nss_core::form::{At, Author, Draft, Fault, Place, Row, Scope, Section, settle};
use nss_tests::generate::{Random, lists, places};

use super::{begun, choose, choose_other, other_text, regular, today, with_lines};

/// By item: what it opens, written down by hand from C-031 … C-049.
const OPENED: [(&str, &str); 25] = [
    ("office", "office.company,company_kana,name,kana,postcode,prefecture,city,street,address_kana,phone,fax,customs"),
    ("contractor", "contractor.*"),
    ("headquarters", "headquarters.*"),
    ("administrator", "administrator.* emergency_fax[].*"),
    ("trades", "user_codes[].* ids[].sso,trades mailbox.*"),
    ("user-codes", "user_codes[].* ids[].sso,trades,mode mailbox.*"),
    ("id-numbers", "user_codes.paid,free,storage ids[].count mailbox.*"),
    ("net-terminals", "access.* net.terminals fee_plan.net_plan"),
    ("net-certificates", "access.* net.certificates fee_plan.net_plan"),
    ("lines", "access.* connection.* lines[].* works_contact.* works_witness.* works_note.* fee_plan.plan"),
    ("terminals", "connection.terminals,servers lines.terminals,servers"),
    ("mailboxes", "mailbox.*"),
    ("fee-plan", "fee_plan.*"),
    ("statistics", "user_codes.paid,free,storage"),
    ("storage", "user_codes.storage"),
    ("billing-address", "billing.*"),
    ("billing-contact", "billing_contact.* notice_mails[].*"),
    ("payment", "payment.*"),
    ("equipment-sharing", "sharing[]"),
    ("joint-use", ""),
    ("joint-use-office", ""),
    ("transfer", ""),
    ("all-offices", "contractor.* administrator.*"),
    ("succession", "office.company,company_kana headquarters.* contractor.*"),
    ("termination", ""),
];

#[test]
fn there_are_eighteen_regular_items_and_seven_others() {
    assert_eq!((regular().count(), OTHERS.len()), (18, 7));
    let codes: BTreeSet<_> = regular().map(|(_, item)| item.code).chain(OTHERS.iter().map(|item| item.code)).collect();
    assert_eq!(codes.len(), 25);
}

#[test]
fn every_answer_of_a_contract_is_opened_by_an_item_or_never() {
    let all: Vec<&Item> = regular().map(|(_, item)| item).collect();
    let closed: Vec<String> = FORM
        .fields()
        .into_iter()
        .filter(|(_, _, field)| field.author() == Author::Applicant && !opens(&all, field))
        .map(|(path, ..)| path)
        .collect();
    assert_eq!(closed, ["office.kind", "office.company_code", "security.confirmed", "sharing.*.partner"]);
}

/// The parts of a contract that an item opens: sections with `.*` for all that an applicant answers in them, lists whose rows
/// it adds and removes with `[]`.
fn opened(item: &Item) -> String {
    let all = FORM.sections().flat_map(|section| std::iter::once(section).chain(section.inner));
    let of_contract = all.filter(|section| !opens(&[], section.fields[0]));
    let part = |section: &'static Section| {
        let of_applicants: Vec<_> = section.fields.iter().filter(|field| field.author() == Author::Applicant).collect();
        let open: Vec<_> = section.fields.iter().filter(|field| opens(&[item], field)).collect();
        let names = open.iter().map(|field| field.key).collect::<Vec<_>>().join(",");
        let rows = if opens_rows(&[item], section) && section.is_list() { "[]" } else { "" };
        match (open.is_empty(), open == of_applicants) {
            (true, _) if rows.is_empty() => None,
            (true, _) => Some(format!("{}{rows}", section.key)),
            (_, true) => Some(format!("{}{rows}.*", section.key)),
            _ => Some(format!("{}{rows}.{names}", section.key)),
        }
    };
    of_contract.filter_map(part).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_item_opens_this_part_of_the_contract() {
    let all = regular().map(|(_, item)| item).chain(&OTHERS);
    let found: Vec<_> = all.map(|item| (item.code, opened(item))).collect();
    let found: Vec<_> = found.iter().map(|(code, parts)| (*code, parts.as_str())).collect();
    assert_eq!(found, OPENED);
}

#[test]
fn each_item_opens_its_answers_and_no_other() {
    let mut tried = [0, 0];
    for base in begun().into_iter().take(1) {
        for (_, item) in regular() {
            let mut chosen = base.clone();
            choose(&mut chosen, &[item.code]);
            for at in places(&base) {
                let mut draft = chosen.clone();
                draft.set(at, other_text(&base, at));
                if at.field.section() == &request::REQUEST {
                    continue;
                }
                let is_open = opens(&[item], at.field);
                let expected: BTreeSet<_> = (!is_open).then(|| at.path()).into_iter().collect();
                let outside: BTreeSet<_> = outside(&draft, &base).iter().map(Place::path).collect();
                assert_eq!(outside, expected, "{} {}", item.code, at.path());
                let changes = difference(&chosen, &draft);
                let lines: Vec<_> = changes.iter().flat_map(|change| change.lines(&chosen, &draft)).collect();
                assert_eq!(lines.len(), 1, "{lines:?}");
                assert_eq!(lines[0].path, at.path());
                tried[usize::from(is_open)] += 1;
            }
        }
    }
    assert!(tried.iter().all(|count| *count > 300), "{tried:?}");
}

#[test]
fn each_item_opens_its_lists_and_no_other() {
    for base in begun().into_iter().take(2) {
        for (_, item) in regular() {
            for (list, around) in lists(&base) {
                let is_open = opens_rows(&[item], list);
                let mut added = base.clone();
                choose(&mut added, &[item.code]);
                let mut removed = added.clone();
                added.add_row(list, around, Random::of_case(1, 1).row_id());
                // A new row with defaults is no copy of one that stands.
                let takes_copies = item.opens.iter().any(|part| matches!(part, Part::Copies(open, _) if *open == list));
                let mut drafts: Vec<Draft> = (!takes_copies).then_some(added).into_iter().collect();
                if let Some(row) = removed.list(list, around).iter().find_map(Row::id) {
                    removed.remove_row(list, around, row);
                    drafts.push(removed);
                }
                for draft in drafts {
                    assert_eq!(outside(&draft, &base).is_empty(), is_open, "{} {}", item.code, list.key);
                }
            }
        }
    }
}

#[test]
fn a_row_that_brings_answers_of_the_center_is_refused() {
    let base = &begun()[0];
    let mut draft = base.clone();
    choose(&mut draft, &["user-codes"]);
    let (codes, row) = (&application::user_codes::USER_CODES, Random::of_case(1, 1).row_id());
    draft.add_row(codes, None, row);
    assert_eq!(outside(&draft, base), []);
    draft.set(At::row(&application::user_codes::CODE, row), "9ZNAC");
    assert_eq!(outside(&draft, base).iter().map(Place::path).collect::<Vec<_>>(), ["user_codes"]);
}

#[test]
fn regular_items_stand_together_in_every_pair_and_beside_no_other_change() {
    let base = &with_lines().1;
    let about = |draft: &Draft| -> Vec<String> {
        let faults = check(draft, base, today()).into_iter().filter(Fault::blocks);
        faults.map(|fault| fault.code().to_owned()).filter(|code| code.starts_with("change.")).collect()
    };
    assert_eq!(about(base), ["change.nothing"]);
    for (_, one) in regular() {
        for (_, other) in regular() {
            let mut draft = base.clone();
            choose(&mut draft, &[one.code, other.code]);
            let begins_net = [one, other].iter().any(|item| NET.iter().any(|net| net.code == item.code));
            let expected: &[&str] = if begins_net { &["change.access"] } else { &[] };
            let found: BTreeSet<_> = about(&draft).into_iter().collect();
            assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{} {}", one.code, other.code);
        }
        for other in &OTHERS {
            let mut draft = base.clone();
            choose_other(&mut draft, other.code);
            assert_eq!(about(&draft), Vec::<String>::new(), "{}", other.code);
            choose(&mut draft, &[one.code]);
            assert!(about(&draft).contains(&"change.beside-other".to_owned()), "{} {}", one.code, other.code);
            // Choosing あり withdraws what stands beside it, and says so.
            let withdrawn = settle(&mut draft, Some(At::once(&request::OTHER)));
            assert_eq!(withdrawn.len(), 1, "{} {}", one.code, other.code);
            assert_eq!(about(&draft), Vec::<String>::new(), "{} {}", one.code, other.code);
        }
    }
}

#[test]
fn a_transfer_needs_the_code_of_its_office() {
    let base = &begun()[0];
    for other in &OTHERS {
        let mut draft = base.clone();
        choose_other(&mut draft, other.code);
        let asks = check(&draft, base, today()).iter().any(|fault| fault.path() == "change.transfer_to");
        assert_eq!(asks, other.code == "transfer", "{}", other.code);
    }
}

#[test]
fn an_other_change_opens_only_its_own_part() {
    for base in begun().into_iter().take(1) {
        for other in &OTHERS {
            let mut chosen = base.clone();
            choose_other(&mut chosen, other.code);
            for at in places(&base).into_iter().filter(|at| at.field.section() != &request::REQUEST) {
                let mut draft = chosen.clone();
                draft.set(at, other_text(&base, at));
                assert_eq!(
                    outside(&draft, &base).is_empty(),
                    opens(&[other], at.field),
                    "{} {}",
                    other.code,
                    at.path()
                );
            }
        }
    }
}

#[test]
fn items_open_what_the_contract_has() {
    let known: Vec<&str> = FORM
        .sections()
        .flat_map(|section| std::iter::once(section.key).chain(section.inner.map(|list| list.key)))
        .collect();
    for (_, item) in regular() {
        assert!(!item.opens.is_empty(), "{}", item.code);
        for part in item.opens {
            let keys: Vec<&str> = match part {
                Part::Section(section) | Part::Rows(section) | Part::Copies(section, _) => vec![section.key],
                Part::Fields(fields) => fields.iter().map(|field| field.section().key).collect(),
            };
            assert!(keys.iter().all(|key| known.contains(key)), "{} {keys:?}", item.code);
        }
    }
    let base = &begun()[0];
    assert!(request::chosen(&Scope::whole(base)).is_empty());
}

#[test]
fn answers_that_a_table_withdraws_after_an_edit_are_open_too() {
    let base = &with_lines().1;
    for (_, item) in regular() {
        let mut chosen = base.clone();
        choose(&mut chosen, &[item.code]);
        for at in places(base).into_iter().filter(|at| opens(&[item], at.field)) {
            let mut draft = chosen.clone();
            draft.set(at, other_text(base, at));
            settle(&mut draft, Some(at));
            assert_eq!(outside(&draft, base), [], "{} {}", item.code, at.path());
        }
    }
}

#[test]
fn an_id_is_added_as_a_copy_and_with_another_trade_only_by_the_item_of_trades() {
    use application::user_codes::{USER_CODES, ids};
    let base = &begun()[0];
    let code = base.rows(&USER_CODES)[0].id().expect("a row has an id");
    let first = base.list(&ids::IDS, Some(code))[0].id().expect("a row has an id");
    let new = Random::of_case(1, 2).row_id();
    let draft = |item: &str, trades: &str| {
        let mut draft = base.clone();
        choose(&mut draft, &[item]);
        draft.add_row(&ids::IDS, Some(code), new);
        for field in [&ids::SSO, &ids::TRADES, &ids::MODE] {
            let text = draft.normal(At::inner(field, code, first)).into_owned();
            draft.set(At::inner(field, code, new), &text);
        }
        if !trades.is_empty() {
            draft.set(At::inner(&ids::TRADES, code, new), trades);
        }
        outside(&draft, base).len()
    };
    assert_eq!([draft("id-numbers", ""), draft("id-numbers", "van-pool"), draft("trades", "van-pool")], [0, 1, 0]);
}
