//! A change of the whole company: every office of it, in one transaction, or none (C-022).

use nss_core::review::Kind;
use nss_server::store::{application, company, contract, contract_version, new_id, news};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set};

use super::approvals::approve;
use super::{OFFICE, Office, faults};
use crate::support::{World, on_each_store};

const NAME: (&str, &str) = ("office.company", "新ナックス株式会社");
const CONFIRMED: (&str, &str) = ("change.whole_company", "all");

/// Other offices of the only company, each with an account and a contract of its own.
pub(super) async fn offices(world: &World, count: usize) -> Vec<contract::Model> {
    let db = &world.app.store.db;
    let first = contract::Entity::find().one(db).await.unwrap().unwrap();
    let version = contract_version::Entity::find().one(db).await.unwrap().unwrap();
    let made = application::Entity::find().one(db).await.unwrap().unwrap();
    let mut all = Vec::new();
    for nth in 0..count {
        let id = || new_id().unwrap();
        let number = format!("25{nth:05}A");
        let account_id = id();
        let office = contract::Model {
            id: id(),
            office_code: format!("{}{:03}", first.abbreviation, nth + 2),
            account_id: account_id.clone(),
            ..first.clone()
        };
        let application =
            application::Model { id: id(), draft_id: id(), account_id, number: number.clone(), ..made.clone() };
        let version = contract_version::Model { id: id(), contract_id: office.id.clone(), number, ..version.clone() };
        application::Entity::insert(application.into_active_model().reset_all())
            .exec_without_returning(db)
            .await
            .unwrap();
        contract::Entity::insert(office.clone().into_active_model().reset_all())
            .exec_without_returning(db)
            .await
            .unwrap();
        contract_version::Entity::insert(version.into_active_model().reset_all())
            .exec_without_returning(db)
            .await
            .unwrap();
        all.push(office);
    }
    all
}

/// 企業名 of a contract on a day.
async fn company_on(world: &World, office: &contract::Model, day: &str) -> String {
    let version =
        contract_version::in_force(&world.app.store.db, &office.id, day.parse().unwrap()).await.unwrap().unwrap();
    let wire: nss_core::api::Wire = serde_json::from_str(&version.body).unwrap();
    wire.answers["office.company"].clone()
}

async fn told(world: &World, office: &contract::Model) -> u64 {
    let lines = news::Entity::find().filter(news::Column::AccountId.eq(&office.account_id));
    lines.filter(news::Column::Kind.eq(Kind::Change.code())).count(&world.app.store.db).await.unwrap()
}

#[tokio::test]
async fn forty_offices_change_on_one_day_and_each_is_told() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let others = offices(world, 39).await;
        let change = office.apply(&[OFFICE, CONFIRMED], &[NAME]).await;
        approve(world, &change, "20270203").await.unwrap();
        for other in &others {
            let (before, after) =
                (company_on(world, other, "2027-02-02").await, company_on(world, other, "2027-02-03").await);
            assert_ne!(before, after, "{}", other.office_code);
            assert_eq!((after.as_str(), told(world, other).await), (NAME.1, 1), "{}", other.office_code);
        }
        assert_eq!(office.in_force("2027-02-03").await.answers["office.company"], NAME.1);
        let company = company::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert_eq!(company.name, NAME.1);
    })
    .await;
}

#[tokio::test]
async fn a_fault_in_one_office_changes_none() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let others = offices(world, 39).await;
        let change = office.apply(&[OFFICE, CONFIRMED], &[NAME]).await;
        let broken = contract_version::Entity::find()
            .filter(contract_version::Column::ContractId.eq(&others[20].id))
            .one(&world.app.store.db)
            .await
            .unwrap()
            .unwrap();
        let broken = contract_version::ActiveModel { body: Set("{}".to_owned()), ..broken.into_active_model() };
        broken.update(&world.app.store.db).await.unwrap();
        assert!(approve(world, &change, "20270203").await.is_err());
        for other in others.iter().filter(|other| other.id != others[20].id) {
            assert_ne!(company_on(world, other, "2027-02-03").await, NAME.1, "{}", other.office_code);
            assert_eq!(told(world, other).await, 0);
        }
        assert_ne!(office.in_force("2027-02-03").await.answers["office.company"], NAME.1);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_whole_company_needs_its_check() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let request = [("start.date", "20270201"), ("change.reason", "商号変更のため"), OFFICE, NAME];
        assert_eq!(office.save(&request).await.status, 200);
        assert_eq!(faults(&office.register().await), ["change.whole_company"]);
        office.save(&[CONFIRMED]).await;
        assert_eq!(office.register().await.status, 201);
    })
    .await;
}
