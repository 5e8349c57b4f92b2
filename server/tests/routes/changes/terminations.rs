//! 解約: the contract ends on its last day, and no change comes after it (C-049, C-105).

use axum::http::StatusCode;
use nss_core::review::{Kind, State};
use serde_json::Value;

use super::{Office, PHONE, approvals::approve, company::offices, lines};
use crate::support::{at, on_each_store};

const END: [(&str, &str); 2] = [("change.other", "yes"), ("change.other_item", "termination")];

#[tokio::test]
async fn a_contract_ends_on_its_last_day_and_is_not_changed_any_more() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let change = office.apply(&END, &[]).await;
        assert_eq!(change.kind, Kind::Termination);
        assert_eq!(lines(&change.changes), [["change.other_item", "継続", "2027/02/01で終了"]]);
        let approved = approve(world, &change, "20270226").await.unwrap();
        assert_eq!((approved.state(), approved.effective_on.as_deref()), (Some(State::Approved), Some("2027-02-26")));
        assert!(!office.in_force("2027-02-25").await.answers.contains_key("start.end_date"));
        assert_eq!(office.in_force("2027-02-26").await.answers["start.end_date"], "2027-02-26");
        let refused = office.browser.post(&format!("/api/contracts/{}/change", office.contract), &Value::Null).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("2027年2月26日（金）"), "{}", refused.text);
        let menu = office.browser.get("/api/menu").await.text;
        assert!(menu.contains("解約申込の審査を終了しました"), "{menu}");
        let mail = world.mails().await.swap_remove(0);
        assert!(mail.body.contains("最後のご請求は、契約満了日の翌月に確定します"), "{}", mail.body);
        let form = office.browser.get(&format!("/api/applications/{}/application-form.pdf", change.id)).await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    })
    .await;
}

/// A change that was sent before the end was approved is approved up to the last day.
#[tokio::test]
async fn another_change_comes_into_force_up_to_the_last_day() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let change = office.apply(&[super::OFFICE], &[PHONE]).await;
        let end = office.apply(&END, &[]).await;
        approve(world, &end, "20270226").await.unwrap();
        let refused = approve(world, &change, "20270301").await;
        assert!(format!("{refused:?}").contains("contract.after-end"), "{refused:?}");
        world.clock.set(at("2027-02-26T09:00:00+09:00"));
        office.log_in_again().await;
        let change = office.application(&change.id).await;
        approve(world, &change, "20270226").await.unwrap();
        let last = office.in_force("2027-02-26").await;
        assert_eq!((&*last.answers["office.phone"], &*last.answers["start.end_date"]), (PHONE.1, "2027-02-26"));
    })
    .await;
}

/// A change of the whole company leaves out an office whose contract ended.
#[tokio::test]
async fn an_office_that_ended_does_not_follow_its_company() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let other = offices(world, 1).await.remove(0);
        let name = ("office.company", "新ナックス株式会社");
        let change = office.apply(&[super::OFFICE, ("change.whole_company", "all")], &[name]).await;
        let db = &world.app.store.db;
        let version = nss_server::store::contract_version::stack(db, &other.id).await.unwrap().remove(0);
        let mut document = version.document().unwrap();
        let end = nss_core::form::At::once(&nss_core::application::start::END_DATE);
        document.set(end, "2027-01-31");
        let mut version = sea_orm::IntoActiveModel::into_active_model(version);
        version.body = sea_orm::Set(serde_json::to_string(&document).unwrap());
        sea_orm::ActiveModelTrait::update(version, db).await.unwrap();
        approve(world, &change, "20270203").await.unwrap();
        assert_eq!(nss_server::store::contract_version::stack(db, &other.id).await.unwrap().len(), 1);
    })
    .await;
}
