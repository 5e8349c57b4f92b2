//! 機器共用: added and released by the office that asks, in both contracts (C-002, C-070 … C-089).

use axum::http::StatusCode;
use nss_core::api::{Application, Receipt, Wire};
use nss_server::{
    review::MoveError,
    store::{contract, contract_version},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

use super::{Office, approvals::approve, company::offices, faults, lines};
use crate::support::{Reply, World, at, content, on_each_store};

const REQUEST: [(&str, &str); 4] = [
    ("start.date", "20270201"),
    ("change.reason", "機器共用解除のため"),
    ("change.other", "yes"),
    ("change.other_item", "equipment-sharing"),
];
const ROW: &str = "s4ar1ng1";

/// Registers an addition of the other office, with its diagram.
async fn add(office: &mut Office<'_>, partner: &str) -> Reply {
    let write = |draft: &mut Wire| {
        draft.answers.extend(REQUEST.map(|(path, text)| (path.to_owned(), text.to_owned())));
        draft.rows.insert("sharing".to_owned(), vec![ROW.to_owned()]);
        draft.answers.insert(format!("sharing.{ROW}.partner"), partner.to_owned());
    };
    assert_eq!(office.save_with(write).await.status, StatusCode::OK);
    let path = format!("/api/drafts/{}", office.begin().await.draft);
    let attached = office.browser.attach(&path, "sharing_diagram/d1agram2", "構成図.pdf", content::pdf(1024)).await;
    assert!(attached.status.is_success() || attached.status == StatusCode::CONFLICT, "{}", attached.text);
    office.register().await
}

/// Registers the end of 機器共用.
async fn release(office: &mut Office<'_>) -> Reply {
    let write = |draft: &mut Wire| {
        draft.answers.extend(REQUEST.map(|(path, text)| (path.to_owned(), text.to_owned())));
        draft.rows.remove("sharing");
        draft.answers.retain(|path, _| !path.starts_with("sharing."));
    };
    assert_eq!(office.save_with(write).await.status, StatusCode::OK);
    office.register().await
}

async fn registered(office: &mut Office<'_>, reply: Reply) -> Application {
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    office.application(&reply.read::<Receipt>().id).await
}

/// 機器共用 of a document: the other office, and the part of this one.
fn shared(document: &Wire) -> Vec<[&str; 2]> {
    let rows = document.rows.get("sharing").into_iter().flatten();
    let answer = |row: &str, field: &str| document.answers[&format!("sharing.{row}.{field}")].as_str();
    rows.map(|row| [answer(row, "partner"), answer(row, "role")]).collect()
}

async fn shared_on(world: &World, office: &contract::Model, day: &str) -> Vec<[String; 2]> {
    let version = contract_version::in_force(&world.app.store.db, &office.id, day.parse().unwrap()).await.unwrap();
    let document: Wire = serde_json::from_str(&version.unwrap().body).unwrap();
    shared(&document).iter().map(|pair| pair.map(str::to_owned)).collect()
}

#[tokio::test]
async fn it_begins_and_ends_in_both_contracts_on_its_day() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let own = office.begin().await.office;
        let owner = offices(world, 1).await.remove(0);
        let reply = add(&mut office, &owner.office_code).await;
        let change = registered(&mut office, reply).await;
        approve(world, &change, "20270203").await.unwrap();
        assert_eq!(shared(&office.in_force("2027-02-02").await), [[""; 2]; 0]);
        assert_eq!(shared(&office.in_force("2027-02-03").await), [[&*owner.office_code, "requester"]]);
        assert_eq!(shared_on(world, &owner, "2027-02-03").await, [[own.clone(), "owner".to_owned()]]);

        let reply = release(&mut office).await;
        let change = registered(&mut office, reply).await;
        assert_eq!(lines(&change.changes)[0], [&*format!("sharing.{ROW}"), "あり", "削除"]);
        approve(world, &change, "20270301").await.unwrap();
        assert_eq!(shared_on(world, &owner, "2027-02-28").await.len(), 1);
        assert_eq!(shared_on(world, &owner, "2027-03-01").await.len(), 0);
        assert_eq!(shared(&office.in_force("2027-03-01").await), [[""; 2]; 0]);
        let news = office.browser.get("/api/menu").await.text;
        assert!(news.contains("引き続きnetNACCS端末の追加の手続き"), "{news}");

        let form = office.browser.get(&format!("/api/applications/{}/application-form.pdf", change.id)).await;
        assert_eq!((form.status.as_u16(), &form.bytes[..5]), (200, &b"%PDF-"[..]));
    })
    .await;
}

#[tokio::test]
async fn an_office_that_has_no_contract_in_the_company_is_refused() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let own = office.begin().await.office;
        let at_row = format!("sharing.{ROW}.partner");
        for partner in ["ZZZ001".to_owned(), own.clone(), format!("{}999", &own[..3])] {
            assert_eq!(faults(&add(&mut office, &partner).await), [&*at_row], "{partner}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_office_whose_contract_ended_meanwhile_stops_the_approval() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let owner = offices(world, 1).await.remove(0);
        let reply = add(&mut office, &owner.office_code).await;
        let change = registered(&mut office, reply).await;
        let db = &world.app.store.db;
        let versions = contract_version::Entity::find().filter(contract_version::Column::ContractId.eq(&owner.id));
        let number = versions.one(db).await.unwrap().unwrap().number;
        let made = nss_server::store::application::Entity::find()
            .filter(nss_server::store::application::Column::Number.eq(number))
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let mut made = made.into_active_model();
        made.state = Set("void".to_owned());
        made.update(db).await.unwrap();
        let refused = approve(world, &change, "20270203").await;
        assert!(
            matches!(&refused, Err(MoveError::Faulty(faults)) if faults[0].code() == "sharing.unknown"),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_owner_is_refused_with_the_reason() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let own = contract::Entity::find_by_id(&office.contract).one(&world.app.store.db).await.unwrap().unwrap();
        let versions = contract_version::Entity::find().filter(contract_version::Column::ContractId.eq(&own.id));
        let version = versions.one(&world.app.store.db).await.unwrap().unwrap();
        let mut document = version.document().unwrap();
        let other = format!("{}002", own.abbreviation);
        nss_core::change_application::mirror(&mut document, &other, false, ROW.parse().unwrap());
        let mut version = version.into_active_model();
        version.body = Set(serde_json::to_string(&document).unwrap());
        version.update(&world.app.store.db).await.unwrap();

        let refused = release(&mut office).await;
        assert_eq!(faults(&refused), ["sharing"]);
        assert!(refused.text.contains("機器所有事業所は申込できません"), "{}", refused.text);
        world.clock.set(at("2027-01-05T09:00:00+09:00"));
    })
    .await;
}
