//! Development: the open page swaps its stylesheets when they change on disk, without a reload, so that typed text
//! stays.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use axum::Router;
use axum::extract::{Path as UrlPath, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use super::INDEX;
use super::file::below;
use crate::store::hex;

/// Timeout of one long poll; the page then sends the next one. Short, so that the server can stop.
const POLL_TIMEOUT: Duration = Duration::from_secs(5);

const SCRIPT: &str = include_str!("live.js");

/// `/dev/live.js`, `/dev/style/…` and `/dev/changes?seen`, which answers when `style` or `site` differ from `seen`.
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

/// Long poll: answers `STYLE.PAGE`, a hash of each, as soon as it differs from `seen`, and at the latest after
/// [`POLL_TIMEOUT`].
///
/// The watch begins before the hashes are computed, so that no write between the two is lost. It lives as long as the
/// request: a folder that is replaced meanwhile is watched anew by the next one.
async fn changes(style: &Path, site: Option<&Path>, seen: Option<&str>) -> Response {
    let (changed, mut wake_ups) = mpsc::channel(1);
    let _watcher = watch(style, site, changed)
        .inspect_err(|error| tracing::warn!(%error, "files are not watched; changes show after some seconds"));
    let end = tokio::time::Instant::now() + POLL_TIMEOUT;
    loop {
        let now = format!("{}.{}", hash_of(style).unwrap_or_default(), site.map(hash_of_pages).unwrap_or_default());
        if seen != Some(&now) {
            return as_text("text/plain", now);
        }
        match tokio::time::timeout_at(end, wake_ups.recv()).await {
            Ok(Some(())) => {}
            Err(_) => return as_text("text/plain", now),
            // Without a watch, the next request finds the changes of the meantime.
            Ok(None) => {
                tokio::time::sleep_until(end).await;
                return as_text("text/plain", now);
            }
        }
    }
}

/// A hash over the HTML of the pages, which names every other file with its hash.
fn hash_of_pages(site: &Path) -> String {
    let folders = fs::read_dir(site).into_iter().flatten().flatten();
    let mut pages: Vec<_> = folders.filter_map(|folder| fs::read(folder.path().join(INDEX)).ok()).collect();
    pages.sort();
    hex(&Sha256::digest(pages.concat()))
}

/// Sends into `changed` whenever a file below `style`, or a page in `site`, is written, added or removed.
fn watch(style: &Path, site: Option<&Path>, changed: mpsc::Sender<()>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading is reported too, and computing the hashes reads.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // A full channel already holds a wake-up.
            let _ = changed.try_send(());
        }
    })?;
    watcher.watch(style, RecursiveMode::Recursive)?;
    if let Some(site) = site {
        watcher.watch(site, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// A hash over the names and contents of all files below `folder`. Modification times would miss a second write within
/// one tick of the file system's clock.
fn hash_of(folder: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    add(&mut hash, folder)?;
    Ok(hex(&hash.finalize()))
}

fn add(hash: &mut Sha256, folder: &Path) -> io::Result<()> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add(hash, &path)?;
        } else if let Ok(content) = fs::read(&path) {
            hash.update(path.as_os_str().as_encoded_bytes());
            hash.update(Sha256::digest(content));
        }
    }
    Ok(())
}
