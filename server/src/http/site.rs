//! The built pages: the reply to every GET outside the API.
//!
//! Each page is a program with a folder of its own (the table is in `xtask/src/page.rs`). It stands below the URL of the
//! folder's name (`/staff`); the applicant's stands at every other path.
//!
//! A path that names no file gets the page itself (`index.html`, 200), whose router reads the URL: a deep link opens. A
//! missing path that looks like a file gets a 404.

mod file;
mod live;
mod policy;
pub(crate) mod reply;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

pub use policy::security_headers;

use crate::config::Folders;

pub(crate) use file::File;
use file::Files;

/// The routes of the page: a fallback for every other path, and in development `/dev/changes`,
/// `/dev/live.js` and `/dev/style/…` when `folders.style` is given.
pub fn routes<S: Clone + Send + Sync + 'static>(folders: &Folders) -> Router<S> {
    let page = Arc::new(Page { files: Files::new(folders.site.clone()), live: folders.style.is_some() });
    let router = match &folders.style {
        Some(style) => live::routes(style.clone(), folders.site.clone()),
        None => Router::new(),
    };
    router.fallback(move |method: Method, uri: Uri, headers: HeaderMap| {
        let page = Arc::clone(&page);
        async move { page.answer(&method, uri.path(), &headers) }
    })
}

struct Page {
    files: Files,
    live: bool,
}

impl Page {
    fn answer(&self, method: &Method, path: &str, headers: &HeaderMap) -> Response {
        let name = path.trim_start_matches('/');
        if ["api", "dev", "postcodes"].iter().any(|folder| is_under(folder, name)) {
            return not_found();
        }
        if !matches!(*method, Method::GET | Method::HEAD) {
            return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
        }
        let (folder, name) = self.page_of(name);
        let find = |name: &str| self.files.find(&format!("{folder}/{name}"));
        if let Some(file) = find(name).filter(|_| !PAGES.contains(&name)) {
            return reply::file(name, &file, headers);
        }
        if looks_like_a_file(name) {
            return not_found();
        }
        let entrance = find(ENTRANCE).filter(|_| name.is_empty());
        match entrance.or_else(|| find(INDEX)) {
            Some(index) => reply::index(&index, self.live, headers),
            None => (StatusCode::SERVICE_UNAVAILABLE, Html(NOT_BUILT)).into_response(),
        }
    }

    /// The folder of the page to which this path belongs, and the rest of the path.
    fn page_of<'a>(&self, name: &'a str) -> (&'a str, &'a str) {
        let (folder, rest) = name.split_once('/').unwrap_or((name, ""));
        let is_page = folder != APPLICANT && self.files.find(&format!("{folder}/{INDEX}")).is_some();
        if is_page { (folder, rest) } else { (APPLICANT, name) }
    }
}

/// The folder of the applicant's page, the only one whose name is no part of a URL.
const APPLICANT: &str = "applicant";
/// The page for every path that names no file.
const INDEX: &str = "index.html";
/// The page for `/`: it shows the entrance before the program runs.
const ENTRANCE: &str = "entrance.html";
const PAGES: [&str; 2] = [INDEX, ENTRANCE];

const NOT_BUILT: &str = "<!doctype html><html lang=\"ja\"><title>NSS</title>\
<p>画面がまだ作られていません。<code>cargo xtask run</code> を実行してください。</p>\
<p lang=\"en\">The page is not built yet. <code>cargo xtask run</code> builds it.</p>";

fn is_under(folder: &str, name: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn looks_like_a_file(name: &str) -> bool {
    name != INDEX && name.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

/// 404 in the form of RFC 9457.
pub(crate) fn not_found() -> Response {
    let problem = r#"{"type":"about:blank","title":"お探しのものは見つかりませんでした。アドレスをご確認ください。","status":404}"#;
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "application/problem+json")], problem).into_response()
}

#[cfg(test)]
mod tests;
