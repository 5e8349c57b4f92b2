//! `/api/session`: ログイン, ログアウト, and the end of a session.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use nss_core::api::Session;
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::support::{Browser, World, at, on_each_store};

#[tokio::test]
async fn a_new_browser_has_no_account() {
    on_each_store(async |world| {
        let session: Session = world.browser().get("/api/session").await.read();
        assert_eq!(session.account, None);
        assert_eq!(session.now, at("2026-11-19T10:15:00+09:00"));
        assert_eq!(session.rules, nss_core::RULES);
    })
    .await;
}

#[tokio::test]
async fn the_cookie_is_closed_to_scripts_and_to_other_sites() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        let reply = browser.log_in(&login_id, &password).await;
        let cookie = reply.header("set-cookie");
        assert!(cookie.starts_with("__Host-nss="), "{cookie}");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    })
    .await;
}

#[tokio::test]
async fn on_http_in_development_the_cookie_has_a_plain_name() {
    let world = World::development().await;
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    assert!(browser.cookie.unwrap().starts_with("nss="));
}

#[tokio::test]
async fn unknown_id_wrong_password_and_nonsense_get_the_same_answer() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, _) = world.credentials().await;
        let wrong = browser.log_in(&login_id, "AAAAAAAA").await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        for (login_id, password) in [("0000000", "AAAAAAAA"), ("\0", "\0"), ("", ""), ("'; --", &"A".repeat(3000))] {
            let reply = browser.log_in(login_id, password).await;
            assert_eq!((reply.status, &reply.text), (wrong.status, &wrong.text), "{login_id:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn id_and_password_are_read_in_full_width_and_lower_case() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        let wide: String = login_id.chars().map(|digit| char::from_u32(digit as u32 + 0xfee0).unwrap()).collect();
        let reply = browser.log_in(&format!(" {wide} "), &password.to_lowercase()).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    })
    .await;
}

#[tokio::test]
async fn five_wrong_tries_close_the_id_for_this_client_for_fifteen_minutes() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        for _ in 0..5 {
            assert_eq!(browser.log_in(&login_id, "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
            world.clock.pass(30);
        }
        let sixth = browser.log_in(&login_id, &password).await;
        assert_eq!((sixth.status.as_u16(), sixth.header("retry-after")), (429, "870"));
        assert_eq!(sixth.json()["type"], "/problems/too-many-tries");
        let elsewhere = world.browser_at("198.51.100.1").log_in(&login_id, &password).await;
        assert_eq!(elsewhere.status, StatusCode::OK, "nobody can lock out others");
        world.clock.pass(869);
        assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::TOO_MANY_REQUESTS);
        world.clock.pass(1);
        assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_right_password_begins_the_count_anew() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        for _ in 0..3 {
            for _ in 0..4 {
                assert_eq!(browser.log_in(&login_id, "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
            }
            assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::OK);
        }
    })
    .await;
}

#[tokio::test]
async fn thirty_wrong_tries_over_all_ids_close_the_door_until_the_five_minutes_are_over() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        for number in 0..30 {
            let reply = browser.log_in(&format!("{:07}", 1_000_000 + number), "AAAAAAAA").await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{number}");
            world.clock.pass(5);
        }
        let reply = browser.log_in(&login_id, &password).await;
        assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (429, "150"));
        world.clock.pass(150);
        assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn one_id_tried_from_everywhere_gets_slower_and_stays_open() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        for place in 1..=9 {
            let reply = world.browser_at(&format!("198.51.100.{place}")).log_in(&login_id, "AAAAAAAA").await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{place}");
        }
        assert_eq!(world.clock.waited(), 1 + 2 + 4 + 8, "from the sixth on");
        assert_eq!(world.browser().log_in(&login_id, &password).await.status, StatusCode::OK);
        assert_eq!(world.clock.waited(), 15 + 16);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_thirty_idle_minutes_and_work_keeps_it() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let draft = browser.draft_path().await;
        for _ in 0..4 {
            world.clock.pass(1799);
            assert_eq!(browser.get(&draft).await.status, StatusCode::OK);
            world.activity_written().await;
        }
        world.clock.pass(900);
        let looked: Session = browser.get("/api/session").await.read();
        let ends = looked.account.unwrap().session_expires_at;
        assert_eq!((ends - looked.now).num_seconds(), 900, "looking extends nothing");
        let extended: Session = browser.post("/api/session/extension", &serde_json::Value::Null).await.read();
        assert_eq!((extended.account.unwrap().session_expires_at - extended.now).num_seconds(), 1800);
        world.clock.pass(1800);
        let reply = browser.get(&draft).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (401, Some("/problems/session-missing")));
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_one_does() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let draft = browser.draft_path().await;
        for _ in 0..(12 * 3600 / 1200 - 1) {
            world.clock.pass(1200);
            assert_eq!(browser.get(&draft).await.status, StatusCode::OK);
            world.activity_written().await;
        }
        world.clock.pass(1199);
        assert_eq!(browser.get(&draft).await.status, StatusCode::OK);
        world.clock.pass(1);
        assert_eq!(browser.get(&draft).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn every_login_has_a_new_token_and_logout_ends_it() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        browser.log_in(&login_id, &password).await;
        let first = browser.cookie.clone();
        browser.log_in(&login_id, &password).await;
        let second = browser.cookie.clone();
        assert_ne!(first, second);
        let draft = browser.draft_path().await;
        browser.cookie = first;
        assert_eq!(browser.get(&draft).await.status, StatusCode::UNAUTHORIZED, "the old one is dead");
        browser.cookie.clone_from(&second);
        assert_eq!(browser.delete("/api/session").await.status, StatusCode::NO_CONTENT);
        assert_eq!(browser.cookie, None, "the browser is told to forget it");
        browser.cookie = second;
        assert_eq!(browser.get(&draft).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

/// The request of a log-in.
fn log_in(browser: &Browser<'_>, login_id: &str, password: &str) -> Request<Body> {
    browser.request("POST", "/api/session", json!({ "login_id": login_id, "password": password }).to_string())
}

/// Sends all at once; how often each status came.
async fn at_once(requests: impl IntoIterator<Item = (Router, Request<Body>)>) -> BTreeMap<u16, usize> {
    let mut running = JoinSet::new();
    for (router, request) in requests {
        running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() });
    }
    let mut statuses = BTreeMap::new();
    for status in running.join_all().await {
        *statuses.entry(status).or_default() += 1;
    }
    statuses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_right_log_ins_of_one_office_at_once_are_all_let_in() {
    on_each_store(async |world| {
        let mut accounts = Vec::new();
        for number in 0..5 {
            world.browser_at(&format!("198.51.100.{number}")).register(&format!("{number}@example.jp")).await;
            accounts.push(world.credentials().await);
        }
        let office = world.browser();
        let requests = (0..50).map(|number| {
            let (login_id, password) = &accounts[number % accounts.len()];
            (world.router.clone(), log_in(&office, login_id, password))
        });
        assert_eq!(at_once(requests).await, BTreeMap::from([(200, 50)]));
        assert_eq!(world.browser().log_in(&accounts[0].0, "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn right_log_ins_with_one_id_at_once_are_not_delayed() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        let office = world.browser();
        let requests = (0..10).map(|_| (world.router.clone(), log_in(&office, &login_id, &password)));
        assert_eq!(at_once(requests).await, BTreeMap::from([(200, 10)]));
        assert_eq!(world.clock.waited(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_guesses_of_one_id_from_everywhere_get_slower() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let (login_id, _) = world.credentials().await;
        let requests = (1..=10).map(|place| {
            let guesser = world.browser_at(&format!("198.51.100.{place}"));
            (world.router.clone(), log_in(&guesser, &login_id, "AAAAAAAA"))
        });
        assert_eq!(at_once(requests).await, BTreeMap::from([(401, 10)]));
        assert_eq!(world.clock.waited(), 1 + 2 + 4 + 8 + 16, "as one after the other");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_guesses_of_a_stranger_at_once_delay_the_owner_by_a_second() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        let stranger = world.browser_at("198.51.100.1");
        let requests = (0..30).map(|_| (world.router.clone(), log_in(&stranger, &login_id, "AAAAAAAA")));
        assert_eq!(at_once(requests).await, BTreeMap::from([(401, 5), (429, 25)]));
        assert_eq!(world.clock.waited(), 0, "the limit of ID and address refuses without a delay");
        for _ in 0..2 {
            assert_eq!(world.browser().log_in(&login_id, &password).await.status, StatusCode::OK);
            assert_eq!(world.clock.waited(), 1, "the right password begins the count anew");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_guesses_do_not_slip_through_the_limit() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let (login_id, _) = world.credentials().await;
        let other = world.another_process().await;
        let guesser = world.browser_at("198.51.100.1");
        let guess = |number: usize, login_id: &str| {
            let router = if number.is_multiple_of(2) { &world.router } else { &other.router };
            (router.clone(), log_in(&guesser, login_id, &format!("AAAAA{number:03}")))
        };
        let statuses = at_once((0..40).map(|number| guess(number, &login_id))).await;
        assert_eq!(statuses, BTreeMap::from([(401, 5), (429, 35)]), "of one ID");
        let statuses = at_once((0..60).map(|number| guess(number, &format!("{:07}", 1_000_000 + number)))).await;
        assert_eq!(statuses, BTreeMap::from([(401, 25), (429, 35)]), "of all IDs of the address");
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn texts_that_are_no_ids_share_neither_delay_nor_limit() {
    on_each_store(async |world| {
        for place in 1..=9 {
            let reply = world.browser_at(&format!("198.51.100.{place}")).log_in("123456", "AAAAAAAA").await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        }
        let waited = world.clock.waited();
        let mut browser = world.browser();
        for _ in 0..5 {
            assert_eq!(browser.log_in("12345678", "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(world.clock.waited(), waited, "another text");
        assert_eq!(browser.log_in("12345678", "AAAAAAAA").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(browser.log_in("abc", "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn a_limit_does_not_outlast_a_clock_that_ran_ahead() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        world.clock.pass(10 * 3600);
        for _ in 0..5 {
            assert_eq!(browser.log_in(&login_id, "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::TOO_MANY_REQUESTS);
        world.clock.pass(-30);
        let reply = browser.log_in(&login_id, &password).await;
        assert_eq!(reply.header("retry-after"), "930", "the clocks of two processes may differ a little");
        world.clock.pass(30 - 10 * 3600);
        assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::OK);
        for _ in 0..5 {
            assert_eq!(browser.log_in(&login_id, "AAAAAAAA").await.status, StatusCode::UNAUTHORIZED);
        }
        let reply = browser.log_in(&login_id, &password).await;
        assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (429, "900"), "it counts by the new clock");
    })
    .await;
}
