//! Approvals: the contract, its codes, its version, its passwords.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use nss_core::{
    application::{FORM, lines::terminals},
    form::{At, Draft, Wire, center as center_answers},
    review::Move,
};
use nss_server::{
    cipher::{Cipher, Purpose},
    review::{Content, MoveError, plain},
    store::{application, code, company, contract, contract_version, credential},
};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait};

use super::{
    REVIEWER, center, moves, registered, registered_as, registered_with_a_line, stored_application, submission,
};
use crate::support::{World, on_each_store};

/// The application of a new line, brought to 日程調整.
async fn scheduling(world: &World, mail: &str) -> application::Model {
    let application = registered_with_a_line(world, mail).await;
    let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
    moves(world, &taken, REVIEWER, Move::Schedule, Content::Nothing).await.unwrap()
}

fn line() -> Wire {
    center(&[
        ("lines.l1n3l1n3.ip", "192.0.2.1"),
        ("lines.l1n3l1n3.dns", "192.0.2.53"),
        ("lines.l1n3l1n3.confirmed_works_date", "20270315"),
        ("start.confirmed_date", "2027/4/5"),
    ])
}

async fn taken(world: &World, mail: &str) -> application::Model {
    let application = registered(world, mail).await;
    moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap()
}

async fn approve(
    world: &World,
    application: &application::Model,
    center: &Wire,
) -> Result<application::Model, MoveError> {
    moves(world, application, REVIEWER, Move::Approve, Content::Center(center)).await
}

async fn documents(world: &World) -> Vec<Draft> {
    let versions = contract_version::Entity::find().all(&world.app.store.db).await.unwrap();
    let read = |version: &contract_version::Model| serde_json::from_str::<Wire>(&version.body).unwrap();
    versions.iter().map(|version| Draft::from_wire(&FORM, &read(version)).unwrap()).collect()
}

fn text<'a>(document: &'a Draft, path: &str) -> &'a str {
    document.get(FORM.at(path).unwrap())
}

#[tokio::test]
async fn an_approval_writes_the_contract_the_company_the_passwords_and_the_mails() {
    on_each_store(async |world| {
        let application = scheduling(world, "a@example.jp").await;
        let before = world.mails().await.len();
        let approved = approve(world, &application, &line()).await.unwrap();
        assert_eq!((approved.state.as_str(), approved.effective_on.as_deref()), ("approved", Some("2027-04-05")));
        let [document] = &documents(world).await[..] else { panic!("one version") };
        for (path, expected) in [
            ("office.name", "本社"),
            ("office.abbreviation", "AAA"),
            ("office.code", "AAA001"),
            ("billing.contract_code", "1000001"),
            ("user_codes.k3x9q0ab.code", "1AAAA"),
            ("user_codes.k3x9q0ab.ids.p9m2c7de.numbers", "A01"),
            ("lines.l1n3l1n3.number", "10001"),
            ("lines.l1n3l1n3.ip", "192.0.2.1"),
            ("lines.l1n3l1n3.confirmed_works_date", "2027-03-15"),
            ("start.confirmed_date", "2027-04-05"),
            ("start.reviewed_date", "2026-11-19"),
        ] {
            assert_eq!(text(document, path), expected, "{path}");
        }
        let line = "l1n3l1n3".parse().ok();
        let names = document
            .list(&terminals::TERMINALS, line)
            .iter()
            .map(|row| document.get(At { field: &terminals::NAME, row: line, inner: row.id() }));
        assert_eq!(names.collect::<Vec<_>>(), ["00001A", "00002A", "00003A"]);
        assert_eq!(center_answers::without(document), *submission(&application).answers());

        let db = &world.app.store.db;
        let contract = contract::Entity::find().one(db).await.unwrap().unwrap();
        assert_eq!((contract.office_code.as_str(), &contract.account_id), ("AAA001", &application.account_id));
        let company = company::Entity::find_by_id("AAA").one(db).await.unwrap().unwrap();
        assert_eq!(company.name, "ナックスシステム株式会社");
        for (day, is_in_force) in [("2027-04-04", false), ("2027-04-05", true), ("2030-01-01", true)] {
            let found = contract_version::in_force(db, &contract.id, day.parse().unwrap()).await.unwrap();
            assert_eq!(found.map(|version| version.number), is_in_force.then(|| application.number.clone()), "{day}");
        }

        let cipher = Cipher::new(Purpose::Credential, &world.app.config.secret, &[]);
        let mut credentials = credential::Entity::find().all(db).await.unwrap();
        credentials.sort_by(|one, other| one.code.cmp(&other.code));
        let codes: Vec<_> = credentials.iter().map(|row| (row.kind.as_str(), row.code.as_str())).collect();
        assert_eq!(codes, [("user", "1AAAAA01"), ("office", "AAA001")]);
        let passwords: Vec<String> = credentials.iter().map(|row| plain(&cipher, row).unwrap().unwrap()).collect();
        assert!(passwords.iter().all(|password| password.len() == 8), "{passwords:?}");
        assert!(credentials[0].hash.is_none());
        let hashes = credentials[1].hash.clone().into_iter().collect();
        assert!(world.app.passwords.find_match(passwords[1].clone(), hashes).await.unwrap().is_some());

        let mails = world.mails().await;
        assert_eq!((mails.len(), mails[0].subject.as_str()), (before + 1, "【NACCS】利用申込確認完了のお知らせ"));
        assert!(passwords.iter().all(|password| !mails[0].body.contains(password.as_str())));
    })
    .await;
}

#[tokio::test]
async fn a_missing_answer_or_one_of_the_applicant_refuses_the_whole_approval() {
    on_each_store(async |world| {
        let application = scheduling(world, "a@example.jp").await;
        let empty = approve(world, &application, &Wire::default()).await;
        let Err(MoveError::Faulty(faults)) = empty else { panic!("{empty:?}") };
        let paths: Vec<_> = faults.iter().map(nss_core::form::Fault::path).collect();
        assert_eq!(paths, ["lines.l1n3l1n3.ip", "lines.l1n3l1n3.dns", "lines.l1n3l1n3.confirmed_works_date"]);
        let mut late = line();
        late.answers.insert("start.confirmed_date".to_owned(), "2026-11-25".to_owned());
        let late = approve(world, &application, &late).await;
        let Err(MoveError::Faulty(faults)) = late else { panic!("{late:?}") };
        assert!(faults[0].message().contains("2026年11月26日"), "{}", faults[0].message());
        let mut foreign = line();
        foreign.answers.insert("office.name".to_owned(), "他社".to_owned());
        let foreign = approve(world, &application, &foreign).await;
        assert!(matches!(foreign, Err(MoveError::Content)), "{foreign:?}");
        assert_eq!(stored_application(world, &application.id).await, application);
        let db = &world.app.store.db;
        assert_eq!(code::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(contract::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(credential::Entity::find().count(db).await.unwrap(), 0);
        let approved = approve(world, &application, &line()).await;
        assert!(approved.is_ok(), "{approved:?}");
        assert_eq!(text(&documents(world).await[0], "office.code"), "AAA001", "a refused approval leaves no gap");
    })
    .await;
}

#[tokio::test]
async fn written_codes_are_kept_and_left_out_of_the_series_and_none_is_given_twice() {
    on_each_store(async |world| {
        let one = taken(world, "a@example.jp").await;
        let written = center(&[
            ("office.abbreviation", "ａａａ"),
            ("office.code", "AAA007"),
            ("user_codes.k3x9q0ab.code", "1BAAA"),
        ]);
        approve(world, &one, &written).await.unwrap();
        let two = taken(world, "b@example.jp").await;
        let again = approve(world, &two, &center(&[("office.abbreviation", "AAA")])).await;
        let Err(MoveError::Faulty(faults)) = again else { panic!("{again:?}") };
        assert_eq!((faults[0].code(), faults[0].path().as_str()), ("contract.taken", "office.abbreviation"));
        approve(world, &two, &Wire::default()).await.unwrap();
        let mut codes: Vec<_> =
            documents(world).await.iter().map(|document| text(document, "office.code").to_owned()).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["AAA007", "AAB001"]);
    })
    .await;
}

#[tokio::test]
async fn a_second_office_stands_beside_the_first_of_its_company() {
    on_each_store(async |world| {
        let additional = |mut draft: Wire| {
            draft.answers.insert("office.kind".to_owned(), "additional".to_owned());
            draft.answers.insert("office.company_code".to_owned(), "AAA".to_owned());
            draft
        };
        let second = registered_as(world, "b@example.jp", additional).await;
        let second = moves(world, &second, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let early = approve(world, &second, &Wire::default()).await;
        let Err(MoveError::Faulty(faults)) = early else { panic!("{early:?}") };
        assert_eq!(faults[0].code(), "contract.unknown-company");
        let first = taken(world, "a@example.jp").await;
        approve(world, &first, &Wire::default()).await.unwrap();
        approve(world, &second, &Wire::default()).await.unwrap();
        let codes: BTreeSet<String> = contract::Entity::find()
            .all(&world.app.store.db)
            .await
            .unwrap()
            .into_iter()
            .map(|contract| contract.office_code)
            .collect();
        assert_eq!(codes, ["AAA001".to_owned(), "AAA002".to_owned()].into());
        assert_eq!(company::Entity::find().count(&world.app.store.db).await.unwrap(), 1);
    })
    .await;
}

/// One row of the store, copied: two hundred registrations would hash two hundred passwords first.
async fn copies(world: &World, of: &application::Model, count: usize) -> Vec<application::Model> {
    let mut all = Vec::new();
    for nth in 0..count {
        let copy = application::Model {
            id: nss_server::store::new_id().unwrap(),
            draft_id: nss_server::store::new_id().unwrap(),
            number: format!("27{nth:05}A"),
            ..of.clone()
        };
        let row = application::ActiveModel::from(copy.clone()).reset_all();
        application::Entity::insert(row).exec_without_returning(&world.app.store.db).await.unwrap();
        all.push(copy);
    }
    all
}

#[tokio::test]
async fn two_hundred_approvals_at_once_give_two_hundred_codes_without_a_gap() {
    on_each_store(async |world| {
        let first = taken(world, "a@example.jp").await;
        let all = copies(world, &first, 200).await;
        let other = world.another_process().await;
        let nothing = Wire::default();
        let approvals = all
            .iter()
            .enumerate()
            .map(|(place, application)| approve(if place % 2 == 0 { world } else { &other }, application, &nothing));
        for outcome in join_all(approvals).await {
            outcome.unwrap();
        }
        let documents = documents(world).await;
        let expected = |of: fn(u32) -> Option<String>, count: u32| {
            (1..=count).map(|nth| of(nth).unwrap()).collect::<BTreeSet<_>>()
        };
        let found =
            |path: &str| documents.iter().map(|document| text(document, path).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(found("office.abbreviation"), expected(nss_core::review::codes::abbreviation, 200));
        assert_eq!(found("billing.contract_code"), expected(nss_core::review::codes::billing_code, 200));
        let offices: BTreeSet<_> = found("office.abbreviation").iter().map(|name| format!("{name}001")).collect();
        assert_eq!(found("office.code"), offices);
        let terminals = code::Entity::find().all(&world.app.store.db).await.unwrap();
        let terminals: BTreeSet<_> =
            terminals.iter().filter_map(|row| row.key.strip_prefix("terminal/")).map(str::to_owned).collect();
        assert_eq!(terminals, expected(nss_core::review::codes::terminal_name, 600));
    })
    .await;
}
