//! The members: listed, reset, disabled.

use axum::http::StatusCode;
use nss_core::api::{
    StaffMember, StaffReset,
    StaffRole::{Administrator, Reviewer},
    StaffSession,
};
use serde_json::Value;

use crate::support::{on_each_store, staff::CHOSEN};

#[tokio::test]
async fn every_member_sees_the_list_without_secrets() {
    on_each_store(async |world| {
        world.add_member("taro", Administrator).await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let reply = browser.get("/api/staff/members").await;
        let members: Vec<StaffMember> = reply.read();
        let found: Vec<_> = members.iter().map(|member| (&*member.login_id, member.role, member.is_active)).collect();
        assert_eq!(found, [("hanako", Reviewer, true), ("taro", Administrator, true)]);
        assert!(members[0].logged_in_at.is_some() && members[1].logged_in_at.is_none());
        assert!(!reply.text.contains("argon2") && !reply.text.contains("secret"), "{}", reply.text);
    })
    .await;
}

#[tokio::test]
async fn a_reset_gives_a_first_password_and_asks_for_a_new_second_factor() {
    on_each_store(async |world| {
        let (member, mut session) = world.staff("hanako", Reviewer).await;
        let (_, mut administrator) = world.staff("taro", Administrator).await;
        let path = format!("/api/staff/members/{}/reset", world.member_row("hanako").await.id);
        let reset: StaffReset = administrator.post(&path, &Value::Null).await.read();
        assert_eq!(session.at_work().await.0, 401, "its sessions have ended");
        assert_eq!(administrator.at_work().await.0, 200);
        let mut browser = world.browser();
        assert_eq!(member.log_in(&mut browser).await.status, StatusCode::UNAUTHORIZED, "the old password");
        let begun: StaffSession = browser.log_in_staff("hanako", &reset.password, "").await.read();
        let current = begun.member.unwrap();
        assert!(current.has_first_password);
        assert_ne!(current.second_factor.unwrap().secret, member.authenticator.secret());
        let code = world.stored_authenticator("hanako").await.code(world.app.clock.now());
        browser.change_password(&reset.password, CHOSEN).await;
        assert_eq!(browser.confirm(&member.code(world)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the old one");
        assert_eq!(browser.confirm(&code).await.status, StatusCode::OK);
        assert_eq!(browser.at_work().await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn a_disabled_member_is_out_at_once_and_stays_in_the_list() {
    on_each_store(async |world| {
        let (member, mut browser) = world.staff("hanako", Reviewer).await;
        let (_, mut administrator) = world.staff("taro", Administrator).await;
        let id = world.member_row("hanako").await.id;
        world.app.staff_members.disable(&id).await.unwrap();
        assert_eq!(browser.at_work().await.0, 401);
        assert_eq!(member.log_in(&mut browser).await.status, StatusCode::UNAUTHORIZED);
        let members: Vec<StaffMember> = administrator.get("/api/staff/members").await.read();
        assert!(!members[0].is_active && members[1].is_active);
        let path = format!("/api/staff/members/{id}/reset");
        assert_eq!(administrator.post(&path, &Value::Null).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
