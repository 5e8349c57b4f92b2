//! ログイン with password and code.

use axum::http::StatusCode;
use nss_core::api::StaffRole::Reviewer;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::support::{on_each_store, staff::CHOSEN};

#[tokio::test]
async fn a_log_in_needs_password_and_code_and_a_refusal_does_not_say_which_was_wrong() {
    on_each_store(async |world| {
        let (member, _) = world.staff("hanako", Reviewer).await;
        let mut browser = world.browser();
        let code = member.code(world);
        let wrong = browser.log_in_staff("hanako", "wrong-password", &code).await;
        assert_eq!((wrong.status.as_u16(), wrong.json()["type"].as_str()), (401, Some("/problems/login-refused")));
        for (login_id, password, code) in
            [("hanako", CHOSEN, ""), ("hanako", CHOSEN, "000000"), ("taro", CHOSEN, &code)]
        {
            let reply = browser.log_in_staff(login_id, password, code).await;
            assert_eq!((reply.status, &reply.text), (wrong.status, &wrong.text), "{login_id} {password} {code}");
            assert_eq!(browser.cookie, None);
        }
        let password = format!("\u{feff}{}\r\n", CHOSEN.replace('-', "\u{2010}"));
        let reply = browser.log_in_staff(" ＨＡＮＡ\u{ad}ＫＯ ", &password, &format!("\u{202d} {code}\u{202c}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let cookie = reply.header("set-cookie");
        assert!(cookie.starts_with("__Host-nss-staff="), "{cookie}");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        assert_eq!(browser.at_work().await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_accepted_once_and_no_earlier_one_after_it() {
    on_each_store(async |world| {
        let (member, _) = world.staff("hanako", Reviewer).await;
        let earlier = member.code(world);
        world.clock.pass(30);
        assert_eq!(member.log_in(&mut world.browser()).await.status, StatusCode::OK);
        assert_eq!(member.log_in(&mut world.browser()).await.status, StatusCode::UNAUTHORIZED, "the same code");
        let reply = world.browser().log_in_staff("hanako", CHOSEN, &earlier).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "a code of the step before");
        world.clock.pass(30);
        assert_eq!(member.log_in(&mut world.browser()).await.status, StatusCode::OK, "the next one");
    })
    .await;
}

#[tokio::test]
async fn the_code_that_confirmed_the_second_factor_opens_nothing_again() {
    on_each_store(async |world| {
        let mut member = world.add_member("hanako", Reviewer).await;
        member.set_up(&mut world.browser()).await;
        assert_eq!(member.log_in(&mut world.browser()).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_processes_one_accepts_a_code() {
    on_each_store(async |world| {
        let (member, _) = world.staff("hanako", Reviewer).await;
        let other = world.another_process().await;
        let body =
            serde_json::json!({ "login_id": "hanako", "password": CHOSEN, "code": member.code(world) }).to_string();
        let mut running = JoinSet::new();
        for router in [&world.router, &other.router] {
            let request = world.browser().request("POST", "/api/staff/session", body.clone());
            let router = router.clone();
            running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() });
        }
        let mut statuses = running.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn five_wrong_codes_close_the_id_for_this_client_for_fifteen_minutes() {
    on_each_store(async |world| {
        let (member, _) = world.staff("hanako", Reviewer).await;
        let mut browser = world.browser();
        for _ in 0..5 {
            assert_eq!(browser.log_in_staff("hanako", CHOSEN, "000000").await.status, StatusCode::UNAUTHORIZED);
        }
        let sixth = member.log_in(&mut browser).await;
        assert_eq!((sixth.status.as_u16(), sixth.header("retry-after")), (429, "900"));
        let applicant = browser.log_in("0000000", "AAAAAAAA").await;
        assert_eq!(applicant.status, StatusCode::UNAUTHORIZED, "applicants are counted apart");
        world.clock.pass(900);
        assert_eq!(member.log_in(&mut browser).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn guesses_of_the_present_password_in_a_session_count_as_log_ins() {
    on_each_store(async |world| {
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        for _ in 0..5 {
            let reply = browser.change_password("wrong-password", "another-horse-8").await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        }
        let reply = browser.change_password(CHOSEN, "another-horse-8").await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[tokio::test]
async fn an_id_that_is_tried_from_everywhere_gets_slower() {
    on_each_store(async |world| {
        for place in 1..=7 {
            let mut browser = world.browser_at(&format!("198.51.100.{place}"));
            let reply = browser.log_in_staff("hanako", CHOSEN, "").await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(world.clock.waited(), 1 + 2, "from the sixth on");
    })
    .await;
}
