//! The sessions of the staff: their ends, and what ends them.

use axum::http::StatusCode;
use nss_core::api::StaffRole::Reviewer;
use nss_server::{jobs, store::staff_session};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::{World, on_each_store, staff::CHOSEN};

const SESSION_MISSING: u16 = 401;

async fn rows(world: &World) -> u64 {
    staff_session::Entity::find().count(&world.app.store.db).await.unwrap()
}

#[tokio::test]
async fn an_idle_session_ends_and_work_keeps_it() {
    on_each_store(async |world| {
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        assert_eq!(browser.at_work().await.0, 200);
        for _ in 0..3 {
            world.clock.pass(1199);
            assert_eq!(browser.at_work().await.0, 200);
        }
        world.clock.pass(600);
        let current = browser.member().await.unwrap();
        assert_eq!((current.session_expires_at - world.app.clock.now()).num_seconds(), 600, "looking extends nothing");
        assert_eq!(browser.post("/api/staff/session/extension", &serde_json::Value::Null).await.status, StatusCode::OK);
        let current = browser.member().await.unwrap();
        assert_eq!((current.session_expires_at - world.app.clock.now()).num_seconds(), 1200);
        world.clock.pass(1200);
        assert_eq!(browser.at_work().await, (SESSION_MISSING, "/problems/session-missing".to_owned()));
        assert_eq!(browser.member().await, None);
        jobs::expire(&world.app).await.unwrap();
        assert_eq!(rows(world).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_one_does() {
    on_each_store(async |world| {
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        // The set-up took one step of 30 seconds.
        world.clock.pass(-30);
        for _ in 0..(12 * 3600 / 1000) {
            world.clock.pass(1000);
            assert_eq!(browser.at_work().await.0, 200);
        }
        world.clock.pass(199);
        assert_eq!(browser.at_work().await.0, 200);
        world.clock.pass(1);
        assert_eq!(browser.at_work().await.0, SESSION_MISSING);
    })
    .await;
}

#[tokio::test]
async fn each_step_of_the_set_up_has_a_new_token_and_the_old_one_is_dead() {
    on_each_store(async |world| {
        let member = world.add_member("hanako", Reviewer).await;
        let mut browser = world.browser();
        let mut cookies = Vec::new();
        browser.log_in_staff("hanako", &member.password, "").await;
        cookies.push(browser.cookie.clone());
        browser.change_password(&member.password, CHOSEN).await;
        cookies.push(browser.cookie.clone());
        let code = member.code(world);
        browser.confirm(&code).await;
        for old in cookies {
            let mut stolen = world.browser();
            stolen.cookie.clone_from(&old);
            assert_ne!(old, browser.cookie);
            assert_eq!(stolen.member().await, None);
        }
        assert_eq!((browser.at_work().await.0, rows(world).await), (200, 1));
    })
    .await;
}

#[tokio::test]
async fn a_log_in_ends_the_previous_session_of_the_browser_and_no_other() {
    on_each_store(async |world| {
        let (member, mut first) = world.staff("hanako", Reviewer).await;
        let mut second = world.browser();
        assert_eq!(member.log_in(&mut second).await.status, StatusCode::OK);
        let before = second.cookie.clone();
        world.clock.pass(30);
        assert_eq!(member.log_in(&mut second).await.status, StatusCode::OK);
        let mut stolen = world.browser();
        stolen.cookie = before;
        assert_eq!(stolen.at_work().await.0, SESSION_MISSING);
        assert_eq!(first.at_work().await.0, 200);
        assert_eq!(second.delete("/api/staff/session").await.status, StatusCode::NO_CONTENT);
        assert_eq!((second.cookie.clone(), rows(world).await), (None, 1));
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    on_each_store(async |world| {
        let (member, mut here) = world.staff("hanako", Reviewer).await;
        let mut elsewhere = world.browser();
        assert_eq!(member.log_in(&mut elsewhere).await.status, StatusCode::OK);
        assert_eq!(here.change_password(CHOSEN, "another-horse-8").await.status, StatusCode::OK);
        assert_eq!((here.at_work().await.0, elsewhere.at_work().await.0), (200, SESSION_MISSING));
        world.clock.pass(30);
        assert_eq!(member.log_in(&mut world.browser()).await.status, StatusCode::UNAUTHORIZED, "the old password");
    })
    .await;
}
