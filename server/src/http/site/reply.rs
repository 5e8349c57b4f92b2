//! The reply with a file: type, compression, cache time.

use std::borrow::Cow;
use std::fmt::Write as _;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::file::File;
use super::policy;

/// The content of a name with a hash never changes: cached for a year, RFC 8246.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// The page itself is not cached: Back after ログアウト must not show its old content.
const NO_STORE: &str = "no-store";

/// The file as it is.
pub(crate) fn file(name: &str, file: &File, asked: &HeaderMap) -> Response {
    let kept = if is_hashed(name) || name.starts_with("postcodes/") { IMMUTABLE } else { "no-cache" };
    send(file, content_type(name), kept, asked)
}

/// The page, with a policy that allows only its own inline scripts; with `live`, it reloads stylesheets when they
/// change on disk.
pub(super) fn index(index: &File, live: bool, asked: &HeaderMap) -> Response {
    let html = String::from_utf8_lossy(&index.plain);
    let policy = policy::of_page(&html);
    let mut reply = if live {
        let html = html.replacen("</head>", "<script type=\"module\" src=\"/dev/live.js\"></script></head>", 1);
        let changed = File { plain: Cow::Owned(html.into_bytes()), brotli: None, gzip: None };
        send(&changed, content_type("index.html"), NO_STORE, asked)
    } else {
        send(index, content_type("index.html"), NO_STORE, asked)
    };
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        reply.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    reply
}

fn send(file: &File, content_type: &'static str, kept: &'static str, asked: &HeaderMap) -> Response {
    let tag = tag(&file.plain);
    let headers = [(header::CACHE_CONTROL, kept), (header::VARY, "accept-encoding"), (header::ETAG, tag.as_str())];
    if asked.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let (body, encoding) = match (&file.brotli, &file.gzip) {
        (Some(body), _) if accepts(asked, "br") => (body, Some("br")),
        (_, Some(body)) if accepts(asked, "gzip") => (body, Some("gzip")),
        _ => (&file.plain, None),
    };
    let body = match body {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes.clone()),
    };
    let encoding = encoding.map(|encoding| [(header::CONTENT_ENCODING, encoding)]);
    (headers, [(header::CONTENT_TYPE, content_type)], encoding, Body::from(body)).into_response()
}

/// The `ETag`: weak, because the compressed forms have the same one.
fn tag(bytes: &[u8]) -> String {
    let mut tag = String::from("W/\"");
    for byte in &Sha256::digest(bytes)[..8] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// Whether `Accept-Encoding` names this encoding with a weight above 0 (RFC 9110 §12.5.3).
fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    let named = |offer: &str| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
        name.trim() == encoding && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    };
    let values = asked.get_all(header::ACCEPT_ENCODING).iter();
    values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(named)
}

/// trunk writes `-` and a hash of up to sixteen hexadecimal digits into each name (fewer when the hash begins with
/// zeros).
fn is_hashed(name: &str) -> bool {
    name.split('-').skip(1).any(|part| part.bytes().take_while(u8::is_ascii_hexdigit).count() >= 12)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_known_as_such() {
        for name in
            ["nss-35a3dadf2cad4abb.css", "nss-frontend-0a3dadf2cad4b_bg.wasm", "snippets/x-9d3e5f6a7b8c9d0e/inline0.js"]
        {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "favicon.svg", "nss-frontend.js", "user-codes-added.css"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn an_encoding_with_no_weight_is_not_sent() {
        let mut asked = HeaderMap::new();
        asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip;q=1.0, br;q=0"));
        assert!(accepts(&asked, "gzip"));
        assert!(!accepts(&asked, "br"));
    }
}
