//! Change applications, on generated contracts: each item opens its part and nothing else, for every pair of items, for answers,
//! rows and the center's answers.
#![cfg(feature = "server")]

mod accesses;
mod company;
mod documents;
mod items;
mod sharing;
mod termination;

use chrono::NaiveDate;
use nss_core::application::{self, access};
use nss_core::change_application::begin;
use nss_core::change_application::items::Item;
use nss_core::change_application::request::{self, GROUPS};
use nss_core::form::{At, Draft, Field, Scope, submit};
use nss_tests::generate::{self, Random, places};

const CASES: u64 = 8;

fn today() -> NaiveDate {
    "2026-11-24".parse().expect("a day")
}

/// Contracts, the shortest first.
fn contracts() -> Vec<Draft> {
    let contract = |case| {
        let mut draft = generate::completed(&application::FORM, &mut Random::of_case(29, case));
        draft.set(At::once(&application::start::DATE), "2027-04-01");
        let submission = submit(&draft, today()).ok()?;
        Some(generate::contract(&submission, today()))
    };
    let mut all: Vec<_> = (0..CASES).filter_map(contract).collect();
    all.sort_by_key(|draft| places(draft).len());
    assert!(all.len() > 4, "{}", all.len());
    all
}

/// Drafts that were just begun from contracts, the shortest first.
fn begun() -> Vec<Draft> {
    contracts().iter().map(|contract| begin(contract).expect("a contract is readable")).collect()
}

/// A contract with 一般NACCS alone, and a draft that was just begun from it.
fn with_lines() -> (Draft, Draft) {
    let is_one = |base: &Draft| {
        let whole = Scope::whole(base);
        access::uses_general(&whole) && !access::uses_net(&whole)
    };
    let mut pairs = contracts().into_iter().zip(begun());
    pairs.find(|(_, base)| is_one(base)).expect("a contract with lines")
}

fn regular() -> impl Iterator<Item = (&'static Field, &'static Item)> {
    GROUPS.iter().flat_map(|(field, items)| items.iter().map(move |item| (*field, item)))
}

/// Chooses regular items, several of a question too.
fn choose(draft: &mut Draft, codes: &[&str]) {
    for (field, items) in GROUPS {
        let of_field: Vec<_> = items.iter().map(|item| item.code).filter(|code| codes.contains(code)).collect();
        draft.set(At::once(field), &of_field.join(" "));
    }
}

fn choose_other(draft: &mut Draft, code: &str) {
    draft.set(At::once(&request::OTHER), "yes");
    draft.set(At::once(&request::OTHER_ITEM), code);
}

/// Another text for an answer.
fn other_text(draft: &Draft, at: At) -> &'static str {
    let table = at.field.kind.table();
    let present = draft.normal(at);
    let mut codes = table.iter().map(|choice| choice.code).chain(["7", "1234567", "0312345678", "アイウ", "ABC12"]);
    codes
        .find(|code| at.field.kind.normalise(code) != present && !at.field.kind.normalise(code).is_empty())
        .expect("every kind takes two texts")
}
