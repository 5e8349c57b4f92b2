//! While developing: the open page follows the stylesheets on disk, and what is typed stays.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use axum::Router;
use axum::extract::{Path as UrlPath, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::file::below;

/// How often the folders are looked at.
const LOOK: Duration = Duration::from_millis(150);
/// How long one question stays open; the page then asks again. Short, so that the server can stop.
const OPEN: Duration = Duration::from_secs(5);

const SCRIPT: &str = include_str!("live.js");

/// `/dev/live.js`, `/dev/style/…` and `/dev/changes?seen`, which answers when `style` or `site` is no longer what was seen.
pub(super) fn routes<S: Clone + Send + Sync + 'static>(style: PathBuf, site: Option<PathBuf>) -> Router<S> {
    let sheets = style.clone();
    let changes = move |RawQuery(seen): RawQuery| {
        let (style, site) = (style.clone(), site.clone());
        async move { changes(&style, site.as_deref(), seen.as_deref()).await }
    };
    let sheet = move |UrlPath(name): UrlPath<String>| async move { sheet(&sheets, &name) };
    Router::new()
        .route("/dev/live.js", get(|| async { as_text("text/javascript; charset=utf-8", SCRIPT.to_owned()) }))
        .route("/dev/style/{*name}", get(sheet))
        .route("/dev/changes", get(changes))
}

fn sheet(folder: &Path, name: &str) -> Response {
    match below(folder, name).and_then(|path| fs::read_to_string(path).ok()) {
        Some(text) => as_text("text/css; charset=utf-8", text),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn as_text(content_type: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-store")], text).into_response()
}

/// `STYLE.PAGE`: when either was last changed, in milliseconds.
async fn changes(style: &Path, site: Option<&Path>, seen: Option<&str>) -> Response {
    let asked = tokio::time::Instant::now();
    loop {
        let page = site.and_then(|site| changed(&site.join("index.html")).ok()).unwrap_or(0);
        let now = format!("{}.{page}", newest(style).unwrap_or(0));
        if seen != Some(&now) || asked.elapsed() > OPEN {
            return as_text("text/plain", now);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The latest change below `folder`.
fn newest(folder: &Path) -> io::Result<u128> {
    let mut newest = changed(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        newest = newest.max(if path.is_dir() { self::newest(&path) } else { changed(&path) }?);
    }
    Ok(newest)
}

fn changed(path: &Path) -> io::Result<u128> {
    let since = fs::metadata(path)?.modified()?.duration_since(SystemTime::UNIX_EPOCH);
    Ok(since.map_or(0, |since| since.as_millis()))
}
