//! Security headers: the Content-Security-Policy (F114) and others.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy of replies that are no page: no loads, no frames.
const NO_PAGE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Not `no-referrer`: with it the browser sends `Origin: null`, and a request of our own page would look foreign.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// A year, RFC 6797.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the security headers to every reply of `router`; a Content-Security-Policy only where the handler set none.
/// HSTS only with `https`, that is in production: on http it would lock a developer's browser out of the port.
pub fn security_headers<S: Clone + Send + Sync + 'static>(router: Router<S>, https: bool) -> Router<S> {
    router.layer(middleware::from_fn(move |request: Request, next: Next| async move {
        let mut reply = next.run(request).await;
        let headers = reply.headers_mut();
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NO_PAGE);
        headers.extend(ALWAYS);
        if https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
        }
        reply
    }))
}

/// The policy of a page: its own files, WebAssembly, and its inline scripts by their hash: `frontend/start.js`, and the
/// loader of `Trunk.toml`. trunk's nonce is a constant of the build and would protect nothing.
pub(super) fn of_page(html: &str) -> String {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts(html) {
        let _ = write!(scripts, " 'sha256-{}'", STANDARD.encode(Sha256::digest(script)));
    }
    format!(
        "default-src 'none'; script-src {scripts}; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; object-src 'none'; report-uri /api/csp-reports"
    )
}

/// The text between `<script …>` and `</script>` of each script without `src`.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (body, _) = rest.split_once("</script")?;
        (!attributes.contains("src=")).then_some(body)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_allowed_by_its_hash() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let policy = of_page("<head><script type=\"module\">alert(1)</script><script src=\"/a.js\"></script></head>");
        assert!(
            policy.contains(
                "script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"
            ),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 1);
    }

    #[test]
    fn no_unsafe_inline_is_allowed() {
        assert!(!of_page("<script>1</script>").contains("unsafe-inline"));
    }
}
