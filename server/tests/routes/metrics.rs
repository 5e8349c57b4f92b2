//! `/metrics` on a listener of its own.

use nss_core::api::{Session, Terms};
use serde_json::json;

use crate::support::{
    form,
    process::{Process, free_port, mails, try_ask, wait_until},
};

/// The value of a series.
fn value(text: &str, series: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' ')?.parse().ok())
}

#[test]
fn the_metrics_count_requests_by_route_and_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let (port, metrics) = (free_port(), free_port());
    let database = format!("sqlite://{}", folder.path().join("nss.db").display());
    let address = format!("127.0.0.1:{metrics}");
    let server = Process::start_with(port, &database, folder.path(), &[("NSS_METRICS_LISTEN", &address)]);
    let terms: Terms = serde_json::from_str(&server.ask("GET", "/api/terms", "", "").2).unwrap();
    let body = json!({ "consent": { "version": terms.version }, "answers": form::account("a@example.jp") });
    assert_eq!(server.ask("POST", "/api/accounts", "", &body.to_string()).0, 202);
    wait_until(|| mails(folder.path()).len() == 1);
    let mail = &mails(folder.path())[0];
    let line = |name: &str| mail.body.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    let (id, password) = (line("仮ログインID："), line("仮パスワード："));
    let wrong = json!({ "login_id": id, "password": "WRONGPWD" });
    assert_eq!(server.ask("POST", "/api/session", "", &wrong.to_string()).0, 401);
    let login = json!({ "login_id": id, "password": password });
    let (_, head, body) = server.ask("POST", "/api/session", "", &login.to_string());
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    let session: Session = serde_json::from_str(&body).unwrap();
    let path = format!("/api/drafts/{}", session.account.unwrap().draft.unwrap());
    let stored: serde_json::Value = serde_json::from_str(&server.ask("GET", &path, cookie, "").2).unwrap();
    let save = json!({ "revision": 1, "draft": stored["draft"] });
    assert_eq!(server.ask("PUT", &path, cookie, &save.to_string()).0, 200);
    server.ask("GET", "/no/such/page", "", "");
    server.ask("BREW", "/api/no-such-route", "", "");

    assert_ne!(server.ask("GET", "/metrics", "", "").2.lines().next(), Some("# TYPE"), "not on the public listener");
    let (status, head, text) = try_ask(metrics, "GET", "/metrics", "", "").unwrap();
    assert!(status == 200 && head.contains("text/plain; version=0.0.4"), "{head}");
    let request = |method, route, status| {
        format!("nss_http_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}")
    };
    for (series, expected) in [
        (request("PUT", "/api/drafts/{id}", 200), 1.0),
        (request("POST", "/api/session", 401), 1.0),
        (request("POST", "/api/session", 200), 1.0),
        ("nss_http_request_seconds_count{method=\"PUT\",route=\"/api/drafts/{id}\"}".to_owned(), 1.0),
        ("nss_drafts_saved_total".to_owned(), 1.0),
        ("nss_security_events_total{event=\"wrong_password\"}".to_owned(), 1.0),
        ("nss_stored_bytes".to_owned(), 0.0),
        ("nss_pool_connections{pool=\"write\",state=\"open\"}".to_owned(), 1.0),
    ] {
        assert_eq!(value(&text, &series), Some(expected), "{series} in\n{text}");
    }
    assert!(text.contains("nss_job_last_run_timestamp_seconds{job=\"expiry\"}"), "{text}");
    assert!(text.contains("method=\"other\"") && text.contains("route=\"page\""), "{text}");
    for made_up in ["BREW", "no-such-route", "no/such/page"] {
        assert!(!text.contains(made_up), "a client's text is no label: {text}");
    }
}
