//! `/metrics` on a listener of its own.

use serde_json::json;

use crate::support::process::{Entered, Process, free_port, try_ask};

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
    let Entered { cookie, path, login } = server.enter(folder.path(), "a@example.jp");
    let mut wrong: serde_json::Value = serde_json::from_str(&login).unwrap();
    wrong["password"] = json!("WRONGPWD");
    assert_eq!(server.ask("POST", "/api/session", "", &wrong.to_string()).0, 401);
    let stored: serde_json::Value = serde_json::from_str(&server.ask("GET", &path, &cookie, "").2).unwrap();
    let save = json!({ "revision": 1, "draft": stored["draft"] });
    assert_eq!(server.ask("PUT", &path, &cookie, &save.to_string()).0, 200);
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
