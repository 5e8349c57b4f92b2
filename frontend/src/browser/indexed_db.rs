//! A store of texts by key in `IndexedDB`.
//!
//! Not `localStorage`: Chromium writes its content to the disk only after five seconds, and under steady typing about once a
//! minute, so a killed browser loses all of it.

use std::cell::RefCell;
use std::rc::Rc;

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

/// The name of the database and of its only store.
const STORE: &str = "nss.drafts";

thread_local! {
    /// Opened by the first read, so that no key waits for it.
    static DATABASE: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// Keeps a text; says whether the browser takes it. A browser without room, or that forbids storage, does not.
pub fn put(key: &str, text: &str) -> bool {
    write(|store| store.put(&text.into(), Some(&key.into())).map(drop))
}

/// Removes a text.
pub fn remove(key: &str) {
    write(|store| store.delete(JsValue::from(key)).map(drop));
}

/// Removes every text.
pub async fn clear() {
    open().await;
    write(|store| store.clear().map(drop));
}

/// Every text; none if the browser has no such store.
pub async fn all() -> Option<Vec<String>> {
    let database = open().await?;
    let read = async || -> Result<Vec<JsValue>, Error> {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        transaction.object_store(STORE)?.get_all(None, None)?.await
    };
    Some(read().await.ok()?.iter().filter_map(JsValue::as_string).collect())
}

/// Runs one write. The transaction is committed at once: the browser drops one that still waits for requests when the page is
/// left, and the last key before a reload would be lost with it.
fn write(act: impl FnOnce(&ObjectStore) -> Result<(), Error>) -> bool {
    DATABASE.with_borrow(|database| {
        let run = |database: &Rc<Database>| -> Result<(), Error> {
            let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
            act(&transaction.object_store(STORE)?)?;
            transaction.commit().map(drop)
        };
        database.as_ref().is_some_and(|database| run(database).is_ok())
    })
}

async fn open() -> Option<Rc<Database>> {
    if let Some(database) = DATABASE.with_borrow(Clone::clone) {
        return Some(database);
    }
    let mut request = Factory::new().ok()?.open(STORE, None).ok()?;
    request.on_upgrade_needed(|event| {
        let _ = event.database().and_then(|made| made.create_object_store(STORE, ObjectStoreParams::new()));
    });
    let database = Rc::new(request.await.ok()?);
    DATABASE.set(Some(database.clone()));
    Some(database)
}
