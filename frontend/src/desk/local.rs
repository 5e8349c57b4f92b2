//! What the browser keeps of a draft, so that no key is lost: each tab its own copy, gone once the server has it.

use nss_core::form::Wire;
use web_sys::Storage;

use crate::api::json::{Json, object};
use crate::api::shape;
use crate::dom;

/// A copy: what was typed, and what it grew from.
pub(super) struct Copy {
    /// The draft that the server had.
    pub(super) base: Wire,
    /// The draft as typed.
    pub(super) draft: Wire,
}

/// How the names of all copies begin.
const ALL: &str = "nss.draft.";
/// Where the registration waits, in this tab only.
const REGISTRATION: &str = "nss.account";

fn prefix(id: &str) -> String {
    format!("{ALL}{id}.")
}

/// A name for this tab's copy.
pub(super) fn name(id: &str) -> String {
    format!("{}{:016x}", prefix(id), dom::random())
}

/// Keeps a copy; says whether the browser did. Where it has no room or must not, the server has the only one.
pub(super) fn put(name: &str, base: String, draft: String) -> bool {
    let copy = object([("base", base), ("draft", draft)]);
    dom::local_storage().is_some_and(|storage| storage.set_item(name, &copy).is_ok())
}

/// Forgets a copy.
pub(super) fn forget(name: &str) {
    if let Some(storage) = dom::local_storage() {
        let _ = storage.remove_item(name);
    }
}

/// Every copy of a draft, with its name.
pub(super) fn copies(id: &str) -> Vec<(String, Copy)> {
    let Some(storage) = dom::local_storage() else { return Vec::new() };
    names(&storage, &prefix(id))
        .into_iter()
        .filter_map(|name| {
            let text = storage.get_item(&name).ok()??;
            let json = Json::read(&text)?;
            let copy = Copy { base: shape::wire(&json.member("base"))?, draft: shape::wire(&json.member("draft"))? };
            Some((name, copy))
        })
        .collect()
}

/// Whether no tab keeps anything that the server does not have.
pub(crate) fn is_empty() -> bool {
    dom::local_storage().is_none_or(|storage| names(&storage, ALL).is_empty())
}

/// Forgets everything that was kept, of any draft: ログアウト.
pub(crate) fn wipe() {
    if let Some(storage) = dom::local_storage() {
        for name in names(&storage, ALL) {
            let _ = storage.remove_item(&name);
        }
    }
}

fn names(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|place| storage.key(place).ok()?).filter(|name| name.starts_with(prefix)).collect()
}

/// The registration as it was typed in this tab.
pub(super) fn registration() -> Option<Wire> {
    let text = dom::session_storage()?.get_item(REGISTRATION).ok()??;
    shape::wire(&Json::read(&text)?)
}

/// Keeps the registration in this tab; none forgets it.
pub(super) fn keep_registration(json: Option<&str>) {
    let Some(storage) = dom::session_storage() else { return };
    let _ = match json {
        Some(json) => storage.set_item(REGISTRATION, json),
        None => storage.remove_item(REGISTRATION),
    };
}
