//! The browser's copy of a draft: each tab keeps its own until the server has everything, so that no key is lost.

use nss_core::form::{Draft, RowId, Wire};
use serde::{Deserialize, Serialize};

use crate::browser::{indexed_db, random, session_storage};

/// Where the registration waits, in this tab only.
const REGISTRATION: &str = "nss.account";
/// Where the draft waits as it was when the page of a row was opened, in this tab only.
const OPENED_ROW: &str = "nss.opened";

/// The copy of one tab.
#[derive(Deserialize)]
pub(super) struct LocalCopy {
    /// Its name: the id of the draft, a dot, a random number.
    pub(super) name: String,
    /// The draft that the server had.
    pub(super) base: Wire,
    /// The draft as typed.
    pub(super) draft: Wire,
}

/// The same, written straight from the drafts.
#[derive(Serialize)]
struct NewCopy<'a> {
    name: &'a str,
    base: &'a Draft,
    draft: &'a Draft,
}

/// A name for this tab's copy of a draft.
pub(super) fn new_name(id: &str) -> String {
    let random = if cfg!(feature = "ssr") { 0 } else { random() };
    format!("{id}.{random:016x}")
}

/// Keeps a copy; says whether the browser takes it.
pub(super) fn put(name: &str, base: &Draft, draft: &Draft) -> bool {
    serde_json::to_string(&NewCopy { name, base, draft }).is_ok_and(|text| indexed_db::put(name, &text))
}

/// Forgets a copy.
pub(super) fn forget(name: &str) {
    indexed_db::remove(name);
}

/// Every copy of a draft.
pub(super) async fn of_draft(id: &str) -> Vec<LocalCopy> {
    let texts = indexed_db::all().await.unwrap_or_default();
    let copies = texts.iter().filter_map(|text| serde_json::from_str::<LocalCopy>(text).ok());
    copies.filter(|copy| copy.name.starts_with(id)).collect()
}

/// Whether no tab keeps anything that the server does not have.
pub(super) async fn is_empty() -> bool {
    indexed_db::all().await.is_none_or(|texts| texts.is_empty())
}

/// Forgets every copy of any draft: ログアウト, 登録.
pub fn forget_all() {
    crate::browser::task::spawn_local(indexed_db::clear());
}

/// The draft as it was when the page of this row was opened in this tab; empty if the row was made then.
pub(super) fn opened_row(row: RowId) -> Option<String> {
    session_storage::read(OPENED_ROW)?.strip_prefix(&*row.to_string()).map(str::to_owned)
}

/// Keeps it, so that 取消 means the same after a reload; none forgets it.
pub(super) fn keep_opened_row(opened: Option<(RowId, &str)>) {
    match opened {
        Some((row, draft)) => session_storage::write(OPENED_ROW, &format!("{row}{draft}")),
        None => session_storage::remove(OPENED_ROW),
    }
}

/// The registration as it was typed in this tab.
pub(super) fn registration() -> Option<Wire> {
    parse(&session_storage::read(REGISTRATION)?)
}

/// Keeps the registration in this tab; none forgets it.
pub(super) fn keep_registration(draft: Option<&Draft>) {
    match draft {
        Some(draft) => session_storage::write(REGISTRATION, &json(draft)),
        None => session_storage::remove(REGISTRATION),
    }
}

/// A draft as JSON.
pub(super) fn json(draft: &Draft) -> String {
    serde_json::to_string(draft).unwrap_or_default()
}

/// A draft that was kept as JSON.
pub(super) fn parse(text: &str) -> Option<Wire> {
    serde_json::from_str(text).ok()
}
