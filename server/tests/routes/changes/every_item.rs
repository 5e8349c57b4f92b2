//! Every regular item by itself: an answer that it opens is changed, with what it then needs; 登録 says exactly these lines, and the
//! contract has exactly these changes from its day on.

use axum::http::StatusCode;
use chrono::NaiveDate;
use nss_core::{
    api::Receipt,
    application::start,
    change_application::{
        FORM, check, lines as lines_of,
        opening::{opens, outside},
        request::{self, GROUPS},
        submit,
    },
    form::{At, Author, Draft, Fault, Field, Place, Scope},
};
use nss_tests::generate::places;

use super::{
    Office,
    approvals::{approve, differing},
    lines,
};
use crate::support::on_each_store;

/// The answers that these items change: those on which items behind them depend (保存サービス on the trade and 管理統計資料, a mailbox on
/// 処理方式), and one for which the reviewer need not know another office.
const FIRST: [(&str, &str, &str); 5] = [
    ("trades", "trades", "bonded-warehouse"),
    ("user-codes", "mode", "smtp-pop3"),
    ("id-numbers", "count", "7"),
    ("statistics", "paid", "yes"),
    ("billing-address", "place", "other"),
];

/// Texts to try for an answer: its choices, and some of which each kind takes one.
fn texts(at: At) -> impl Iterator<Item = &'static str> {
    let choices = at.field.kind.table().iter().map(|choice| choice.code).chain(["net general"]);
    choices.chain(["7", "1", "1000001", "0355554444", "other@example.jp", "カイシャ", "東京", "ABC123"])
}

fn today() -> NaiveDate {
    "2027-01-05".parse().unwrap()
}

/// The draft with what is missing after an answer was changed; none if an item opens too little for it.
fn completed(mut draft: Draft, base: &Draft) -> Option<Draft> {
    for _ in 0..12 {
        let Err(faults) = submit(&draft, base, today()) else { return Some(draft) };
        let fault = faults.into_iter().find(Fault::blocks)?;
        let Place::Answer(at) = fault.place else { return None };
        let fits = |text: &&'static str| {
            let mut tried = draft.clone();
            tried.set(at, text);
            outside(&tried, base).is_empty()
                && check(&tried, base, today()).iter().all(|other| other.place != fault.place)
        };
        let text = texts(at).find(fits)?;
        draft.set(at, text);
    }
    None
}

/// A draft in which an answer that the item opens is changed, with what else it then needs.
fn change_by(item: &str, question: &'static Field, base: &Draft) -> Option<Draft> {
    let mut chosen = base.clone();
    for (field, text) in [(question, item), (&request::REASON, "移転のため"), (&start::DATE, "2027-02-01")] {
        chosen.set(At::once(field), text);
    }
    let items = request::chosen(&Scope::whole(&chosen));
    let first = FIRST.iter().find(|(code, ..)| *code == item);
    let is_meant = |at: &At| {
        opens(&items, at.field) && !opens(&[], at.field) && first.is_none_or(|(_, key, _)| at.field.key == *key)
    };
    // 「申込担当者に同じ」 is written out when the next change is begun, so that it is no other person.
    let is_person = |at: &At| at.field.key == "who";
    let mut places = places(base);
    places.retain(|at| is_meant(at) && !is_person(at));
    places.into_iter().find_map(|at| {
        let mut texts = texts(at).filter(|text| first.is_none_or(|(.., only)| only == text));
        texts.find_map(|text| {
            let mut draft = chosen.clone();
            draft.set(at, text);
            completed(draft, base).filter(|draft| !lines_of(draft, base).is_empty())
        })
    })
}

#[tokio::test]
async fn each_item_changes_what_it_says_and_nothing_else_of_the_contract() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        for (question, item) in
            GROUPS.iter().flat_map(|(question, items)| items.iter().map(move |item| (*question, item)))
        {
            let before = office.begin().await.base;
            let base = Draft::from_wire(&FORM, &before).unwrap();
            let draft =
                change_by(item.code, question, &base).unwrap_or_else(|| panic!("{} changes nothing", item.code));
            let mut expected: Vec<String> = lines_of(&draft, &base).into_iter().map(|line| line.path).collect();
            assert_eq!(
                office.save_with(|stored| *stored = draft.to_wire()).await.status,
                StatusCode::OK,
                "{}",
                item.code
            );
            let reply = office.register().await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}: {}", item.code, reply.text);
            let change = office.application(&reply.read::<Receipt>().id).await;
            let said: Vec<_> = lines(&change.changes).iter().map(|[path, ..]| (*path).to_owned()).collect();
            assert_eq!(said, expected, "{}", item.code);
            approve(world, &change, "20270203").await.unwrap();
            // As it is begun anew: a person who repeats 申込担当者 stands on its own in both. The numbers of terminals and of 識別番号 bring
            // the center's rows and codes along.
            let mut differing = differing(&before, &office.begin().await.base);
            differing.retain(|path| !is_of_center(path));
            expected.sort();
            assert_eq!(differing, expected, "{}", item.code);
            let after = office.in_force("2027-02-03").await;
            let sent = submit(&draft, &base, today()).unwrap();
            for path in &expected {
                let at = FORM.at(path).unwrap();
                assert_eq!(after.answers.get(path).map(String::as_str).unwrap_or_default(), sent.answer(at), "{path}");
            }
        }
    })
    .await;
}

fn is_of_center(path: &str) -> bool {
    FORM.at(path).is_some_and(|at| at.field.author() == Author::Center)
}
