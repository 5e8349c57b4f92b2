//! The first log-in: a password of one's own and a second factor, before anything else.

use axum::http::StatusCode;
use nss_core::api::{StaffRole::Reviewer, StaffSession};

use crate::support::{World, on_each_store, staff::CHOSEN};

const SETUP_MISSING: (u16, &str) = (403, "/problems/setup-missing");

async fn is_closed(browser: &mut crate::support::Browser<'_>) -> bool {
    let (status, problem) = browser.at_work().await;
    (status, &*problem) == SETUP_MISSING
}

#[tokio::test]
async fn nothing_is_open_before_the_password_is_changed_and_the_code_confirmed() {
    on_each_store(async |world| {
        let member = world.add_member("hanako", Reviewer).await;
        let mut browser = world.browser();
        let session: StaffSession = browser.log_in_staff("hanako", &member.password, "").await.read();
        let current = session.member.unwrap();
        let offered = current.second_factor.unwrap();
        assert!(current.has_first_password);
        assert_eq!(
            (offered.uri, &offered.secret),
            (member.authenticator.uri().unwrap(), &member.authenticator.secret())
        );
        assert!(is_closed(&mut browser).await);
        assert_eq!(browser.change_password(&member.password, CHOSEN).await.status, StatusCode::OK);
        assert!(is_closed(&mut browser).await, "the second factor is missing");
        let code = member.code(world);
        assert_eq!(browser.confirm(&code).await.status, StatusCode::OK);
        assert_eq!(browser.at_work().await.0, 200);
        let current = browser.member().await.unwrap();
        assert!(!current.has_first_password && current.second_factor.is_none());
    })
    .await;
}

#[tokio::test]
async fn the_second_factor_alone_opens_nothing_either() {
    on_each_store(async |world| {
        let member = world.add_member("hanako", Reviewer).await;
        let mut browser = world.browser();
        browser.log_in_staff("hanako", &member.password, "").await;
        let code = member.code(world);
        assert_eq!(browser.confirm(&code).await.status, StatusCode::OK);
        assert!(is_closed(&mut browser).await);
    })
    .await;
}

#[tokio::test]
async fn the_qr_code_is_a_picture_that_is_shown_until_a_code_confirms_it() {
    on_each_store(async |world| {
        let member = world.add_member("hanako", Reviewer).await;
        let mut browser = world.browser();
        browser.log_in_staff("hanako", &member.password, "").await;
        let path = "/api/staff/session/second-factor";
        let picture = browser.get(path).await;
        assert_eq!((picture.header("content-type"), picture.header("cache-control")), ("image/svg+xml", "no-store"));
        assert!(picture.text.contains("<svg"), "{}", picture.text);
        let wrong = browser.confirm("000000").await;
        assert_eq!((wrong.status.as_u16(), wrong.json()["type"].as_str()), (422, Some("/problems/code-refused")));
        let code = member.code(world);
        assert_eq!(browser.confirm(&code).await.status, StatusCode::OK);
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.confirm(&code).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_is_long_varied_and_another_one() {
    let world = World::development().await;
    let member = world.add_member("hanako", Reviewer).await;
    let mut browser = world.browser();
    browser.log_in_staff("hanako", &member.password, "").await;
    for new in ["short", "hanako-2026-hanako", "aaaaaaaaaaaaaaaa", "パスワードパスワード", &member.password] {
        let reply = browser.change_password(&member.password, new).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (422, Some("/problems/password-refused")));
        assert!(reply.json()["detail"].as_str().unwrap().contains("決めてください"), "{new}: {}", reply.text);
    }
    let wrong = browser.change_password("wrong-password-1", CHOSEN).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(browser.member().await.unwrap().has_first_password);
}
