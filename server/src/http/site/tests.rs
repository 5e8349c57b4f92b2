use std::fs;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::*;

const PAGE: &str = "<html><head><script type=\"module\">start()</script></head></html>";
const SCRIPT: &str = "nss-35a3dadf2cad4abb.js";

const STAFF_PAGE: &str = "<html><head><title>審査</title></head></html>";

/// Both pages, the applicant's with a script, in a folder that goes when the test ends.
fn built() -> (tempfile::TempDir, Folders) {
    let folder = tempfile::tempdir().unwrap();
    let (applicant, staff) = (folder.path().join(APPLICANT), folder.path().join("staff"));
    fs::create_dir(&applicant).unwrap();
    fs::create_dir(&staff).unwrap();
    fs::write(applicant.join("index.html"), PAGE).unwrap();
    fs::write(applicant.join(SCRIPT), "plain").unwrap();
    fs::write(applicant.join(format!("{SCRIPT}.br")), "brotli").unwrap();
    fs::write(applicant.join(format!("{SCRIPT}.gz")), "gzip").unwrap();
    fs::write(staff.join("index.html"), STAFF_PAGE).unwrap();
    fs::write(staff.join("nss-staff-35a3dadf2cad4abb.js"), "staff").unwrap();
    let folders = Folders { site: Some(folder.path().to_owned()), style: None };
    (folder, folders)
}

async fn ask(folders: &Folders, method: Method, path: &str, encoding: &str) -> (StatusCode, HeaderMap, String) {
    let router: Router = security_headers(routes(folders), true);
    let request = Request::builder().method(method).uri(path).header(header::ACCEPT_ENCODING, encoding);
    let reply = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = reply.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn any_path_that_names_no_file_is_the_page() {
    let (_folder, folders) = built();
    for path in ["/", "/apply/lines/k3x9q0ab", "/index.html"] {
        let (status, headers, body) = ask(&folders, Method::GET, path, "").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, PAGE), "{path}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8", "{path}");
    }
}

#[tokio::test]
async fn the_entrance_is_shown_at_the_root_only() {
    let (folder, folders) = built();
    let entrance = PAGE.replace("</html>", "<body>申込の流れ</body></html>");
    fs::write(folder.path().join(APPLICANT).join("entrance.html"), &entrance).unwrap();
    for (path, page) in [("/", entrance.as_str()), ("/login", PAGE), ("/index.html", PAGE)] {
        let (status, headers, body) = ask(&folders, Method::GET, path, "").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, page), "{path}");
        assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("'sha256-"), "{path}");
    }
    assert_eq!(ask(&folders, Method::GET, "/entrance.html", "").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_staff_s_page_stands_below_its_own_path() {
    let (_folder, folders) = built();
    for path in ["/staff", "/staff/", "/staff/applications/1", "/staff/index.html"] {
        let (status, headers, body) = ask(&folders, Method::GET, path, "").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, STAFF_PAGE), "{path}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
    assert_eq!(ask(&folders, Method::GET, "/staff/nss-staff-35a3dadf2cad4abb.js", "").await.2, "staff");
    assert_eq!(ask(&folders, Method::GET, &format!("/staff/{SCRIPT}"), "").await.0, StatusCode::NOT_FOUND);
    for path in ["/staffing", "/applicant"] {
        assert_eq!(ask(&folders, Method::GET, path, "").await.2, PAGE, "{path}");
    }
}

#[tokio::test]
async fn a_missing_file_does_not_get_the_page() {
    let (_folder, folders) = built();
    for path in
        ["/old-1.js", "/apply/x.png", "/api/nothing", "/api", "/dev/mails", "/postcodes/2026/100", "/../Cargo.toml"]
    {
        let (status, headers, _) = ask(&folders, Method::GET, path, "").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn the_encoding_that_the_browser_accepts_is_sent_and_cached() {
    let (_folder, folders) = built();
    let path = format!("/{SCRIPT}");
    for (encoding, sent) in [("gzip, deflate, br, zstd", "brotli"), ("gzip", "gzip"), ("identity", "plain")] {
        let (_, headers, body) = ask(&folders, Method::GET, &path, encoding).await;
        assert_eq!(body, sent, "{encoding}");
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(headers[header::VARY], "accept-encoding");
    }
}

#[tokio::test]
async fn every_reply_carries_the_security_headers() {
    let (_folder, folders) = built();
    for path in ["/", &format!("/{SCRIPT}"), "/api/nothing"] {
        let (_, headers, _) = ask(&folders, Method::GET, path, "").await;
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "{path}");
        assert_eq!(headers.get_all(header::CONTENT_SECURITY_POLICY).iter().count(), 1, "{path}");
    }
    let (_, headers, _) = ask(&folders, Method::GET, "/", "").await;
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("'sha256-") && policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test]
async fn a_known_file_is_not_sent_again() {
    let (_folder, folders) = built();
    let (_, headers, _) = ask(&folders, Method::GET, "/", "").await;
    let request = Request::get("/").header(header::IF_NONE_MATCH, &headers[header::ETAG]);
    let reply = routes::<()>(&folders).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(reply.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn other_methods_get_the_allowed_ones() {
    let (_folder, folders) = built();
    let (status, headers, _) = ask(&folders, Method::POST, "/terms", "").await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(headers[header::ALLOW], "GET, HEAD");
    let (status, _, body) = ask(&folders, Method::HEAD, "/", "").await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_page_that_is_not_built_names_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders { site: Some(folder.path().to_owned()), style: None };
    let (status, _, body) = ask(&folders, Method::GET, "/", "").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(body.contains("cargo xtask run"), "{body}");
}

#[tokio::test]
async fn stylesheets_on_disk_are_followed_only_when_asked_for() {
    let (folder, mut folders) = built();
    assert_eq!(ask(&folders, Method::GET, "/dev/live.js", "").await.0, StatusCode::NOT_FOUND);
    fs::write(folder.path().join("index.css"), "p {}").unwrap();
    folders.style = Some(folder.path().to_owned());
    assert_eq!(ask(&folders, Method::GET, "/dev/style/index.css", "").await.2, "p {}");
    assert!(ask(&folders, Method::GET, "/", "").await.2.contains("src=\"/dev/live.js\""));
    let (_, _, seen) = ask(&folders, Method::GET, "/dev/changes", "").await;
    let waiting = tokio::spawn({
        let folders = folders.clone();
        async move { ask(&folders, Method::GET, &format!("/dev/changes?{seen}"), "").await.2 != seen }
    });
    fs::write(folder.path().join("added.css"), "a {}").unwrap();
    assert!(waiting.await.unwrap(), "the answer comes when a file is added");
}
