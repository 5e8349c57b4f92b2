//! What holds for every row of the URL table, whatever is sent: a problem in words (RFC 9457), never a 500.

use axum::{body::Body, http::Request};
use nss_core::api::{BODY_LIMIT, NOW_HEADER};
use nss_server::router::{Row, rows};

use crate::support::{Browser, Reply, World, on_each_store};

/// A row's path with ids that nobody has.
fn path(row: &Row) -> String {
    with_id(row, "0123456789abcdef0123456789abcdef")
}

fn with_id(row: &Row, id: &str) -> String {
    let path = row.path.replace("{id}", id).replace("{number}", "1");
    path.replace("{list}", "diagram").replace("{row}", "d1agram1")
}

/// Routes of the API that may change something; reports of a browser come without our header.
fn unsafe_rows() -> Vec<Row> {
    let rows = rows().into_iter().filter(|row| !matches!(row.method, "GET") && row.path != "/api/csp-reports");
    let rows: Vec<Row> = rows.collect();
    assert!(rows.len() >= 7);
    rows
}

fn takes_json(row: &Row) -> bool {
    let is_bare = match row.path {
        "/api/session" => row.method == "DELETE",
        "/api/session/extension" | "/api/sealed-drafts/{id}" | "/api/csp-reports" => true,
        _ => row.takes_file,
    };
    row.method != "GET" && !is_bare
}

fn assert_problem(reply: &Reply, statuses: &[u16], what: &str) {
    let status = reply.status.as_u16();
    assert!(statuses.contains(&status), "{what}: {status} {}", reply.text);
    assert_eq!(reply.header("content-type"), "application/problem+json", "{what}");
    let problem = reply.json();
    assert_eq!(problem["status"], status, "{what}");
    assert!(problem["type"].as_str().unwrap().starts_with("/problems/"), "{what}: {problem}");
    let title = problem["title"].as_str().unwrap();
    assert!(!title.is_ascii(), "{what}: {title} is not Japanese");
    assert!(problem["now"].is_string() && !reply.header(NOW_HEADER).is_empty(), "{what}");
    assert_eq!(reply.header("cache-control"), "no-store", "{what}");
}

/// Logged in, so that what is sent is what is refused.
async fn entered(world: &World) -> Browser<'_> {
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    browser
}

#[tokio::test]
async fn malformed_json_is_told() {
    on_each_store(async |world| {
        let mut browser = entered(world).await;
        let deep = "[".repeat(100_000);
        for row in rows().iter().filter(|row| takes_json(row)) {
            for text in ["", "{", "null", "[]", "{}", "\"\\ud800\"", "{\"revision\":-1}", "\u{0}", &deep] {
                let reply = browser.send(browser.request(row.method, &path(row), text.to_owned())).await;
                assert_problem(&reply, &[400], &format!("{} {} {:.20}", row.method, row.path, text));
            }
            let invalid = browser.request(row.method, &path(row), vec![0xff, 0xfe]);
            assert_problem(&browser.send(invalid).await, &[400], row.path);
        }
    })
    .await;
}

#[tokio::test]
async fn what_does_not_say_that_it_is_json_is_refused() {
    on_each_store(async |world| {
        let mut browser = entered(world).await;
        for row in rows().iter().filter(|row| takes_json(row)) {
            for content in [None, Some("text/plain"), Some("application/x-www-form-urlencoded")] {
                let mut request = browser.request(row.method, &path(row), "{}");
                request.headers_mut().remove("content-type");
                if let Some(content) = content {
                    request.headers_mut().insert("content-type", content.parse().unwrap());
                }
                assert_problem(&browser.send(request).await, &[415], &format!("{} {content:?}", row.path));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_oversized_body_is_refused() {
    on_each_store(async |world| {
        let mut browser = entered(world).await;
        let large = format!("\"{}\"", "x".repeat(BODY_LIMIT));
        for row in rows().iter().filter(|row| takes_json(row) || row.path == "/api/csp-reports") {
            let reply = browser.send(browser.request(row.method, &path(row), large.clone())).await;
            assert_problem(&reply, &[413], row.path);
        }
    })
    .await;
}

#[tokio::test]
async fn a_foreign_page_can_change_nothing() {
    on_each_store(async |world| {
        let mut browser = entered(world).await;
        let foreign: [(&str, &str); 6] = [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://nss.example.jp"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("x-nss", "0"),
        ];
        for row in unsafe_rows() {
            for (name, value) in foreign {
                let mut request = browser.request(row.method, &path(&row), "{}");
                request.headers_mut().insert(name, value.parse().unwrap());
                assert_problem(&browser.send(request).await, &[403], &format!("{} {name}: {value}", row.path));
            }
            let mut request = browser.request(row.method, &path(&row), "{}");
            request.headers_mut().remove("x-nss");
            assert_problem(&browser.send(request).await, &[403], row.path);
            let mut own = browser.request(row.method, &path(&row), "{");
            own.headers_mut().insert("origin", "https://nss.example.jp".parse().unwrap());
            own.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
            assert_ne!(browser.send(own).await.status.as_u16(), 403, "{}", row.path);
            if browser.cookie.is_none() {
                let (login_id, password) = world.credentials().await;
                browser.log_in(&login_id, &password).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_missing_session_is_told() {
    on_each_store(async |world| {
        let needs = |row: &Row| row.path.contains("{id}") || row.path == "/api/session/extension";
        for row in rows().iter().filter(|row| needs(row)) {
            for cookie in [None, Some("__Host-nss=0123"), Some("__Host-nss="), Some("nss=\u{e9}; =;;")] {
                let mut browser = world.browser();
                let mut request = browser.request(row.method, &path(row), "{}");
                if let Some(cookie) = cookie {
                    let cookie = axum::http::HeaderValue::from_bytes(cookie.as_bytes()).unwrap();
                    request.headers_mut().insert("cookie", cookie);
                }
                assert_problem(&browser.send(request).await, &[401], &format!("{} {cookie:?}", row.path));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_id_is_not_there() {
    on_each_store(async |world| {
        let mut browser = entered(world).await;
        let own = browser.draft_path().await;
        let draft = browser.get(&own).await.json();
        for row in rows().iter().filter(|row| row.path.contains("{id}")) {
            for id in ["0123456789abcdef0123456789abcdef", "1", "%00", "%FF", "..%2F..%2Fetc", "2600001A", "%E6%B7%B7"]
            {
                let body = serde_json::json!({ "revision": 1, "draft": draft["draft"] }).to_string();
                let reply = browser.send(browser.request(row.method, &with_id(row, id), body)).await;
                let statuses: &[u16] = if id == "%FF" { &[400, 404] } else { &[404] };
                assert_problem(&reply, statuses, &format!("{} {} {id}", row.method, row.path));
            }
        }
        for path in ["/api", "/api/", "/api/nothing", "/api/drafts", "/api/drafts/1/2/3"] {
            assert_problem(&browser.get(path).await, &[404], path);
        }
    })
    .await;
}

#[tokio::test]
async fn another_method_is_told_which_there_are() {
    on_each_store(async |world| {
        let mut browser = entered(world).await;
        for row in rows().iter().filter(|row| !row.development) {
            let reply = browser.send(browser.request("PATCH", &path(row), Body::empty())).await;
            assert_problem(&reply, &[405], row.path);
            assert!(reply.header("allow").contains(row.method), "{}: {}", row.path, reply.header("allow"));
        }
    })
    .await;
}

#[tokio::test]
async fn every_reply_carries_the_instant_and_the_security_headers() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        for row in rows().iter().filter(|row| !row.development) {
            let mut request = Request::builder().method(row.method).uri(path(row)).body(Body::empty()).unwrap();
            request.headers_mut().insert("x-nss", "1".parse().unwrap());
            let reply = browser.send(request).await;
            assert!(reply.status.as_u16() < 500, "{} {}", row.path, reply.text);
            assert_eq!(reply.header(NOW_HEADER), "2026-11-19T10:15:00+09:00", "{}", row.path);
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{}", row.path);
            assert!(reply.header("strict-transport-security").starts_with("max-age="), "{}", row.path);
            assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{}", row.path);
        }
    })
    .await;
}

#[tokio::test]
async fn the_table_is_published_for_programs() {
    on_each_store(async |world| {
        let table = world.browser().get("/api/openapi.json").await.json();
        for row in rows().iter().filter(|row| row.path.starts_with("/api/")) {
            assert!(table["paths"][row.path][row.method.to_lowercase()].is_object(), "{} {}", row.method, row.path);
        }
    })
    .await;
}
