//! Applicants, reviewers and administrators: nobody opens what is another's.

use axum::http::StatusCode;
use nss_core::api::StaffRole::{Administrator, Reviewer};

use crate::support::{Operation, on_each_store};

/// The routes of the staff that need a session.
fn operations() -> Vec<Operation> {
    let mut operations = Operation::all();
    operations.retain(|operation| operation.path.starts_with("/api/staff/") && operation.path != "/api/staff/session");
    assert!(operations.len() >= 6, "{operations:?}");
    operations
}

fn path(operation: &Operation) -> String {
    operation.path.replace("{id}", "fedcba98fedcba98fedcba98fedcba98")
}

#[tokio::test]
async fn the_session_of_an_applicant_opens_no_route_of_the_staff() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let cookie = browser.cookie.clone().unwrap();
        // Also under the name of the staff's cookie.
        for cookie in [cookie.clone(), cookie.replace("__Host-nss=", "__Host-nss-staff=")] {
            browser.cookie = Some(cookie);
            for operation in operations() {
                let reply = browser.send(browser.request(operation.method, &path(&operation), "{}")).await;
                assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{} {}", operation.path, reply.text);
            }
            assert_eq!(browser.member().await, None);
        }
    })
    .await;
}

#[tokio::test]
async fn the_session_of_a_member_opens_no_route_of_applicants() {
    on_each_store(async |world| {
        let mut applicant = world.browser();
        applicant.enter("a@example.jp").await;
        let draft = applicant.draft_path().await;
        let (_, mut browser) = world.staff("hanako", Administrator).await;
        let cookie = browser.cookie.clone().unwrap();
        for cookie in [cookie.clone(), cookie.replace("__Host-nss-staff=", "__Host-nss=")] {
            browser.cookie = Some(cookie);
            assert_eq!(browser.get(&draft).await.status, StatusCode::UNAUTHORIZED);
            assert_eq!(browser.get("/api/session").await.json()["account"], serde_json::Value::Null);
        }
    })
    .await;
}

#[tokio::test]
async fn a_reviewer_resets_nobody() {
    on_each_store(async |world| {
        let (member, mut reviewer) = world.staff("hanako", Reviewer).await;
        let path = format!("/api/staff/members/{}/reset", world.member_row("hanako").await.id);
        let refused = reviewer.post(&path, &serde_json::Value::Null).await;
        assert_eq!((refused.status.as_u16(), refused.json()["type"].as_str()), (403, Some("/problems/not-allowed")));
        assert_eq!(member.log_in(&mut world.browser()).await.status, StatusCode::OK, "nothing was reset");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_is_none_before_the_set_up() {
    on_each_store(async |world| {
        let member = world.add_member("taro", Administrator).await;
        let mut browser = world.browser();
        browser.log_in_staff("taro", &member.password, "").await;
        let path = format!("/api/staff/members/{}/reset", world.member_row("taro").await.id);
        let refused = browser.post(&path, &serde_json::Value::Null).await;
        assert_eq!((refused.status.as_u16(), refused.json()["type"].as_str()), (403, Some("/problems/setup-missing")));
    })
    .await;
}
