//! 契約内容確認 (C-011): the versions of an account's contracts, and the one in force on a day.

use axum::http::StatusCode;
use nss_core::{
    api::contract::{ContractOn, OfficeContract},
    review::{Move, State},
};
use nss_server::{
    review::Content,
    store::{application, contract_version, new_id},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

use crate::returns::registered;
use crate::reviews::{REVIEWER, center, moves};
use crate::support::{Browser, World, on_each_store};

/// An applicant whose application is approved for 2027-04-02.
async fn approved<'w>(world: &'w World, mail: &str) -> (Browser<'w>, application::Model) {
    let (browser, application) = registered(world, mail).await;
    let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
    let start_on = center(&[("start.confirmed_date", "20270402")]);
    let approved = moves(world, &taken, REVIEWER, Move::Approve, Content::Center(&start_on)).await.unwrap();
    (browser, approved)
}

/// A later version of the only contract, made by another application of its account.
async fn add_version(world: &World, first: &application::Model, effective_on: &str) {
    let db = &world.app.store.db;
    let number = "2700009B".to_owned();
    let mut change = first.clone().into_active_model().reset_all();
    (change.id, change.draft_id) = (Set(new_id().unwrap()), Set(new_id().unwrap()));
    change.number = Set(number.clone());
    application::Entity::insert(change).exec_without_returning(db).await.unwrap();
    let version = contract_version::Entity::find().one(db).await.unwrap().unwrap();
    let body = version.body.replace("本社", "本社営業部");
    let version = contract_version::Model {
        id: new_id().unwrap(),
        effective_on: effective_on.to_owned(),
        number,
        body,
        ..version
    };
    let version = version.into_active_model().reset_all();
    contract_version::Entity::insert(version).exec_without_returning(db).await.unwrap();
}

async fn contracts(browser: &mut Browser<'_>) -> Vec<OfficeContract> {
    browser.get("/api/contracts").await.read()
}

/// 申込受付番号 and 事業所名 of what is in force.
async fn in_force(browser: &mut Browser<'_>, path: &str) -> Option<(String, String)> {
    let found: ContractOn = browser.get(path).await.read();
    found.in_force.map(|found| (found.version.number, found.document.answers["office.name"].clone()))
}

#[tokio::test]
async fn the_version_in_force_is_found_by_the_day_and_all_are_listed() {
    on_each_store(async |world| {
        let (mut browser, first) = registered(world, "a@example.jp").await;
        assert_eq!(contracts(&mut browser).await, [], "before the approval of {}", first.number);
        let (mut browser, first) = approved(world, "b@example.jp").await;
        add_version(world, &first, "2028-01-15").await;
        let [contract] = &contracts(&mut browser).await[..] else { panic!("one contract") };
        assert_eq!(contract.office, "AAA001");
        let versions: Vec<_> = contract
            .versions
            .iter()
            .map(|version| (version.effective_on.to_string(), version.number.as_str()))
            .collect();
        assert_eq!(versions, [("2028-01-15".to_owned(), "2700009B"), ("2027-04-02".to_owned(), first.number.as_str())]);
        assert_eq!(contract.versions[1].application, first.id);

        let path = format!("/api/contracts/{}", contract.id);
        let today: ContractOn = browser.get(&path).await.read();
        assert_eq!((today.on, today.in_force), (world.app.clock.now().date_naive(), None));
        let named = |number: &str, name: &str| Some((number.to_owned(), name.to_owned()));
        for (day, expected) in [
            ("2027-04-01", None),
            ("2027-04-02", named(&first.number, "本社")),
            ("2028-01-14", named(&first.number, "本社")),
            ("2028-01-15", named("2700009B", "本社営業部")),
            ("9999-12-31", named("2700009B", "本社営業部")),
        ] {
            assert_eq!(in_force(&mut browser, &format!("{path}?on={day}")).await, expected, "{day}");
        }
        let answers =
            browser.get(&format!("{path}?on=2027-04-02")).await.read::<ContractOn>().in_force.unwrap().document;
        assert_eq!(answers.answers["office.code"], "AAA001", "the center's answers too");
        for day in ["2027-02-30", "x", ""] {
            assert_eq!(browser.get(&format!("{path}?on={day}")).await.status, StatusCode::BAD_REQUEST, "{day}");
        }
    })
    .await;
}

#[tokio::test]
async fn another_offices_contract_is_as_unknown_as_one_that_does_not_exist() {
    on_each_store(async |world| {
        let (mut own, _) = approved(world, "a@example.jp").await;
        let [contract] = &contracts(&mut own).await[..] else { panic!("one contract") };
        let path = format!("/api/contracts/{}?on=2027-04-02", contract.id);
        let (mut other, _) = registered(world, "b@example.jp").await;
        assert_eq!(contracts(&mut other).await, []);
        let (foreign, unknown) = (other.get(&path).await, other.get("/api/contracts/nothing").await);
        for reply in [&foreign, &unknown] {
            assert_eq!((reply.status, &reply.json()["type"]), (StatusCode::NOT_FOUND, &"/problems/not-found".into()));
        }
        assert!(!foreign.text.contains("本社"), "{}", foreign.text);
        assert_eq!(world.browser().get(&path).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(own.get(&path).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn an_application_that_lapsed_or_was_withdrawn_is_no_contract() {
    on_each_store(async |world| {
        let (mut browser, application) = approved(world, "a@example.jp").await;
        let [contract] = &contracts(&mut browser).await[..] else { panic!("one contract") };
        let path = format!("/api/contracts/{}?on=2027-04-02", contract.id);
        for state in [State::Void, State::Withdrawn] {
            let state = Set(state.code().to_owned());
            let ended = application::ActiveModel { id: Set(application.id.clone()), state, ..Default::default() };
            ended.update(&world.app.store.db).await.unwrap();
            assert_eq!(contracts(&mut browser).await, []);
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}
