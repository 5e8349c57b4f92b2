//! Rules for every route: any bad request gets a problem with a sentence (RFC 9457), never a 500.

use crate::support::{Browser, Operation, Reply, World, on_each_store};
use axum::{body::Body, http::Request};
use nss_core::api::{BODY_LIMIT, NOW_HEADER, StaffRole};

/// An operation's path with ids that nobody has.
fn path(operation: &Operation) -> String {
    with_id(operation, "0123456789abcdef0123456789abcdef")
}

fn with_id(operation: &Operation, id: &str) -> String {
    let path = operation.path.replace("{id}", id);
    path.replace("{trade}", "insurer").replace("{list}", "diagram").replace("{row}", "d1agram1")
}

/// Operations of the API that may change something; reports of a browser come without our header.
fn unsafe_operations() -> Vec<Operation> {
    let mut operations = Operation::all();
    operations.retain(|operation| operation.method != "GET" && operation.path != "/api/csp-reports");
    assert!(operations.len() >= 7);
    operations
}

fn takes_json(operation: &Operation) -> bool {
    operation.takes("application/json")
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

/// Browsers with a session, so that only the request itself can be refused.
struct Entered<'w> {
    applicant: Browser<'w>,
    administrator: Browser<'w>,
}

impl<'w> Entered<'w> {
    /// The browser whose session opens the operation.
    fn of(&mut self, operation: &Operation) -> &mut Browser<'w> {
        if operation.path.starts_with("/api/staff/") { &mut self.administrator } else { &mut self.applicant }
    }
}

async fn entered(world: &World) -> Entered<'_> {
    let mut applicant = world.browser();
    applicant.enter("a@example.jp").await;
    let (_, administrator) = world.staff("taro", StaffRole::Administrator).await;
    Entered { applicant, administrator }
}

#[tokio::test]
async fn malformed_json_is_a_problem() {
    on_each_store(async |world| {
        let mut entered = entered(world).await;
        let deep = "[".repeat(4000);
        for operation in Operation::all().iter().filter(|operation| takes_json(operation)) {
            let browser = entered.of(operation);
            for text in ["", "{", "null", "[]", "{}", "\"\\ud800\"", "{\"revision\":-1}", "\u{0}", &deep] {
                let reply = browser.send(browser.request(operation.method, &path(operation), text.to_owned())).await;
                assert_problem(&reply, &[400], &format!("{} {} {:.20}", operation.method, operation.path, text));
            }
            let invalid = browser.request(operation.method, &path(operation), vec![0xff, 0xfe]);
            assert_problem(&browser.send(invalid).await, &[400], operation.path);
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_without_the_content_type_of_json_is_refused() {
    on_each_store(async |world| {
        let mut entered = entered(world).await;
        for operation in Operation::all().iter().filter(|operation| takes_json(operation)) {
            let browser = entered.of(operation);
            for content in [None, Some("text/plain"), Some("application/x-www-form-urlencoded")] {
                let mut request = browser.request(operation.method, &path(operation), "{}");
                request.headers_mut().remove("content-type");
                if let Some(content) = content {
                    request.headers_mut().insert("content-type", content.parse().unwrap());
                }
                assert_problem(&browser.send(request).await, &[415], &format!("{} {content:?}", operation.path));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_oversized_body_is_refused() {
    on_each_store(async |world| {
        let mut entered = entered(world).await;
        let large = format!("\"{}\"", "x".repeat(BODY_LIMIT));
        for operation in
            Operation::all().iter().filter(|operation| takes_json(operation) || operation.path == "/api/csp-reports")
        {
            let browser = entered.of(operation);
            let reply = browser.send(browser.request(operation.method, &path(operation), large.clone())).await;
            assert_problem(&reply, &[413], operation.path);
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_is_no_larger_than_its_route_needs() {
    let world = World::development().await;
    let mut entered = entered(&world).await;
    for operation in Operation::all().iter().filter(|operation| takes_json(operation)) {
        let most = match operation.path {
            "/api/drafts/{id}" | "/api/staff/applications/{id}/moves" | "/api/staff/bills" => BODY_LIMIT,
            "/api/accounts" | "/api/staff/applications/{id}/notes" | "/api/staff/registration-days" => 64 * 1024,
            _ => 4 * 1024,
        };
        let browser = entered.of(operation);
        for (size, status) in [(most, 400), (most + 1, 413)] {
            let body = format!("\"{}\"", "x".repeat(size - 2));
            let reply = browser.send(browser.request(operation.method, &path(operation), body)).await;
            assert_problem(&reply, &[status], &format!("{} {size}", operation.path));
        }
    }
}

#[tokio::test]
async fn a_foreign_page_can_change_nothing() {
    on_each_store(async |world| {
        let mut browser = entered(world).await.applicant;
        let foreign: [(&str, &str); 6] = [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://nss.example.jp"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("x-nss", "0"),
        ];
        for operation in unsafe_operations() {
            for (name, value) in foreign {
                let mut request = browser.request(operation.method, &path(&operation), "{}");
                request.headers_mut().insert(name, value.parse().unwrap());
                assert_problem(&browser.send(request).await, &[403], &format!("{} {name}: {value}", operation.path));
            }
            let mut request = browser.request(operation.method, &path(&operation), "{}");
            request.headers_mut().remove("x-nss");
            assert_problem(&browser.send(request).await, &[403], operation.path);
            let mut own = browser.request(operation.method, &path(&operation), "{");
            own.headers_mut().insert("origin", "https://nss.example.jp".parse().unwrap());
            own.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
            assert_ne!(browser.send(own).await.status.as_u16(), 403, "{}", operation.path);
            if browser.cookie.is_none() {
                let (login_id, password) = world.credentials().await;
                browser.log_in(&login_id, &password).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_missing_session_is_a_problem() {
    on_each_store(async |world| {
        let needs = |operation: &Operation| {
            operation.path.contains("{id}")
                || ["/api/session/extension", "/api/menu"].contains(&operation.path)
                || operation.path.starts_with("/api/staff/") && operation.path != "/api/staff/session"
        };
        for operation in Operation::all().iter().filter(|operation| needs(operation)) {
            for cookie in [None, Some("__Host-nss=0123"), Some("__Host-nss="), Some("nss=\u{e9}; =;;")] {
                let mut browser = world.browser();
                let mut request = browser.request(operation.method, &path(operation), "{}");
                if let Some(cookie) = cookie {
                    let cookie = axum::http::HeaderValue::from_bytes(cookie.as_bytes()).unwrap();
                    request.headers_mut().insert("cookie", cookie);
                }
                assert_problem(&browser.send(request).await, &[401], &format!("{} {cookie:?}", operation.path));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_id_is_not_found() {
    on_each_store(async |world| {
        let mut entered = entered(world).await;
        let own = entered.applicant.draft_path().await;
        let draft = entered.applicant.get(&own).await.json();
        for operation in Operation::all().iter().filter(|operation| operation.path.contains("{id}")) {
            let browser = entered.of(operation);
            for id in ["0123456789abcdef0123456789abcdef", "1", "%00", "%FF", "..%2F..%2Fetc", "2600001A", "%E6%B7%B7"]
            {
                // Enough for each of them.
                let body = serde_json::json!({
                    "revision": 1, "draft": draft["draft"], "application_revision": 1, "move": "take", "text": "メモ",
                    "member": null,
                });
                let body = body.to_string();
                let reply = browser.send(browser.request(operation.method, &with_id(operation, id), body)).await;
                let statuses: &[u16] = if id == "%FF" { &[400, 404] } else { &[404] };
                assert_problem(&reply, statuses, &format!("{} {} {id}", operation.method, operation.path));
            }
        }
        for path in ["/api", "/api/", "/api/nothing", "/api/drafts", "/api/drafts/1/2/3"] {
            assert_problem(&entered.applicant.get(path).await, &[404], path);
        }
    })
    .await;
}

#[tokio::test]
async fn another_method_gets_the_allowed_ones() {
    on_each_store(async |world| {
        let mut browser = entered(world).await.applicant;
        for operation in &Operation::all() {
            let reply = browser.send(browser.request("PATCH", &path(operation), Body::empty())).await;
            assert_problem(&reply, &[405], operation.path);
            assert!(reply.header("allow").contains(operation.method), "{}: {}", operation.path, reply.header("allow"));
        }
    })
    .await;
}

#[tokio::test]
async fn every_reply_carries_the_instant_and_the_security_headers() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        for operation in &Operation::all() {
            let mut request =
                Request::builder().method(operation.method).uri(path(operation)).body(Body::empty()).unwrap();
            request.headers_mut().insert("x-nss", "1".parse().unwrap());
            let reply = browser.send(request).await;
            assert!(reply.status.as_u16() < 500, "{} {}", operation.path, reply.text);
            assert_eq!(reply.header(NOW_HEADER), "2026-11-19T10:15:00+09:00", "{}", operation.path);
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{}", operation.path);
            assert!(reply.header("strict-transport-security").starts_with("max-age="), "{}", operation.path);
            assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{}", operation.path);
        }
    })
    .await;
}

#[tokio::test]
async fn the_table_is_published_for_programs() {
    on_each_store(async |world| {
        let table = world.browser().get("/api/openapi.json").await.json();
        for operation in Operation::all().iter().filter(|operation| operation.path.starts_with("/api/")) {
            assert!(
                table["paths"][operation.path][operation.method.to_lowercase()].is_object(),
                "{} {}",
                operation.method,
                operation.path
            );
        }
    })
    .await;
}
