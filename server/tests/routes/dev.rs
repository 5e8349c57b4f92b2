//! `/dev/…`: in development only.

use axum::http::StatusCode;

use crate::support::{World, on_each_store};

#[tokio::test]
async fn mails_are_listed_with_their_text_newest_first() {
    let world = World::development().await;
    let mut browser = world.browser();
    browser.register("a@example.jp").await;
    world.clock.pass(1);
    browser.register("b@example.jp").await;
    world.mails().await;
    let list = browser.get("/dev/mails").await;
    assert_eq!(list.status, StatusCode::OK);
    let place = |text: &str| list.text.find(text).unwrap_or_else(|| panic!("{text} is not in\n{}", list.text));
    assert!(place("b@example.jp") < place("a@example.jp"));
    place("仮ログインID：");
    let newest = browser.get("/dev/mails/1").await;
    assert!(newest.text.contains("b@example.jp") && !newest.text.contains("a@example.jp"), "{}", newest.text);
    for number in ["0", "3", "x"] {
        assert_eq!(browser.get(&format!("/dev/mails/{number}")).await.status, StatusCode::NOT_FOUND, "{number}");
    }
}

#[tokio::test]
async fn reports_of_the_content_policy_are_kept_for_stories() {
    let world = World::development().await;
    let mut browser = world.browser();
    let mut report = browser.request("POST", "/api/csp-reports", r#"{"csp-report":{}}"#);
    report.headers_mut().remove("x-nss");
    report.headers_mut().insert("content-type", "application/csp-report".parse().unwrap());
    assert_eq!(browser.send(report).await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/dev/csp-reports").await.json()[0], r#"{"csp-report":{}}"#);
}

#[tokio::test]
async fn the_routes_of_development_do_not_exist_in_production() {
    on_each_store(async |world| {
        for path in ["/dev/mails", "/dev/mails/1", "/dev/csp-reports"] {
            assert_eq!(world.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
