//! Attached files (F078 … F086): uploaded, checked by content, stored, downloaded, and erased in time. The rules and
//! the sentences of every rejection are core's (`nss_core::file`).

pub mod attach;
pub mod blank_form;
pub mod detect;
pub mod name;
pub mod row;
pub mod settings_document;
pub mod storage;
pub mod sweep;
pub mod transfer;
pub mod upload_buffer;

use std::sync::Arc;

use sea_orm::DatabaseConnection;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use storage::FileStorage;

/// Files that are checked and stored at the same time: each takes up to 10 MB of memory and a core.
const MAX_UPLOADS: usize = 2;

/// The components that files need.
#[derive(Clone, Debug)]
pub struct Files {
    db: DatabaseConnection,
    clock: Clock,
    /// The storage of their bytes.
    pub storage: FileStorage,
    upload_permits: Arc<Semaphore>,
    /// Bytes that stay free on the volume of the storage.
    min_free: u64,
}

impl Files {
    /// Files with rows in that database and bytes in that storage, which takes none while its volume has less than
    /// `min_free` bytes.
    pub fn new(db: DatabaseConnection, clock: Clock, storage: FileStorage, min_free: u64) -> Self {
        Self { db, clock, storage, upload_permits: Arc::new(Semaphore::new(MAX_UPLOADS)), min_free }
    }
}
