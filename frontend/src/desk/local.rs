//! What the browser keeps of a draft, so that no key is lost: each tab its own copy, gone once the server has it.
//!
//! In `IndexedDB`, not in `localStorage`: of what that is given, Chromium writes nothing to the disk for five seconds, and under
//! steady typing only about once a minute. A browser that was killed then lost all of it, and what had been forgotten was back.

use std::cell::RefCell;

use js_sys::Promise;
use nss_core::form::{RowId, Wire, wire::quoted};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

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

/// The database, and the only store in it.
const STORE: &str = "nss.drafts";
/// Where the registration waits, in this tab only.
const REGISTRATION: &str = "nss.account";
/// Where the draft waits as it was when the page of a row was opened, in this tab only.
const OPENED: &str = "nss.opened";

thread_local! {
    /// Open from the first question on: no key waits for it.
    static DATABASE: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// A name for this tab's copy.
pub(super) fn name(id: &str) -> String {
    format!("{id}.{:016x}", dom::random())
}

/// Keeps a copy; says whether the browser takes it. Where it has no room or must not, the server has the only one.
pub(super) fn put(name: &str, base: String, draft: String) -> bool {
    let copy = object([("name", quoted(name)), ("base", base), ("draft", draft)]);
    write(|store| store.put_with_key(&copy.into(), &name.into()))
}

/// Forgets a copy.
pub(super) fn forget(name: &str) {
    write(|store| store.delete(&name.into()));
}

/// Every copy of a draft, with its name.
pub(super) async fn copies(id: &str) -> Vec<(String, Copy)> {
    let Some(all) = all().await else { return Vec::new() };
    let read = |text: Json| {
        let json = Json::read(&text.as_text()?)?;
        let copy = Copy { base: shape::wire(&json.member("base"))?, draft: shape::wire(&json.member("draft"))? };
        json.text("name").filter(|name| name.starts_with(id)).map(|name| (name, copy))
    };
    Json::from(all).items().filter_map(read).collect()
}

/// Whether no tab keeps anything that the server does not have.
pub(crate) async fn is_empty() -> bool {
    all().await.is_none_or(|all| Json::from(all).items().next().is_none())
}

/// Forgets everything that was kept, of any draft: ログアウト.
pub(crate) fn wipe() {
    dom::run(async {
        open().await;
        write(IdbObjectStore::clear);
    });
}

/// Does one thing to the store, if there is one; they are done in this order. It is told that nothing follows: what still waits
/// for that is dropped when the page is left, the last key before a reload among it.
#[expect(deprecated, reason = "web-sys marks `commit` so without a reason; every browser that runs the page has it")]
fn write(act: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>) -> bool {
    DATABASE.with_borrow(|database| {
        let begin = |database: &IdbDatabase| {
            let begun = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite).ok()?;
            act(&begun.object_store(STORE).ok()?).ok()?;
            begun.commit().ok()
        };
        database.as_ref().and_then(begin).is_some()
    })
}

async fn all() -> Option<JsValue> {
    let request = open().await?.transaction_with_str(STORE).ok()?.object_store(STORE).ok()?.get_all().ok()?;
    answer(&request).await
}

async fn open() -> Option<IdbDatabase> {
    if let Some(database) = DATABASE.with_borrow(Clone::clone) {
        return Some(database);
    }
    let request = dom::window().indexed_db().ok()??.open(STORE).ok()?;
    let new = request.clone();
    let make = Closure::once_into_js(move || {
        let _ = new.result().map(|made| made.unchecked_into::<IdbDatabase>().create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    let database: IdbDatabase = answer(&request).await?.unchecked_into();
    DATABASE.set(Some(database.clone()));
    Some(database)
}

async fn answer(request: &IdbRequest) -> Option<JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(promise).await.ok()?;
    request.result().ok()
}

/// The draft as it was when the page of this row was opened in this tab; empty if the row was made then.
pub(super) fn opened(row: RowId) -> Option<String> {
    let text = dom::session_storage()?.get_item(OPENED).ok()??;
    text.strip_prefix(&*row.to_string()).map(str::to_owned)
}

/// Keeps it, so that 取消 means the same after a reload; none forgets it.
pub(super) fn keep_opened(opened: Option<(RowId, &str)>) {
    let Some(storage) = dom::session_storage() else { return };
    let _ = match opened {
        Some((row, draft)) => storage.set_item(OPENED, &(row.to_string() + draft)),
        None => storage.remove_item(OPENED),
    };
}

/// A draft that was kept as text.
pub(super) fn read(text: &str) -> Option<Wire> {
    shape::wire(&Json::read(text)?)
}

/// The registration as it was typed in this tab.
pub(super) fn registration() -> Option<Wire> {
    read(&dom::session_storage()?.get_item(REGISTRATION).ok()??)
}

/// Keeps the registration in this tab; none forgets it.
pub(super) fn keep_registration(json: Option<&str>) {
    let Some(storage) = dom::session_storage() else { return };
    let _ = match json {
        Some(json) => storage.set_item(REGISTRATION, json),
        None => storage.remove_item(REGISTRATION),
    };
}
