//! What every handler has at hand.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use nss_core::api::{Instant, Terms};
use sea_orm::DatabaseConnection;
use tokio::sync::{Notify, Semaphore};

use crate::{clock::Clock, file::depot::Depot, mailer::Mailer, password, registrar::Registrar, settings::Config};

/// Passwords that are hashed at the same time: each takes 19 MiB and a core.
const HASHES_AT_ONCE: usize = 4;

/// Files that are looked at and kept at the same time: each takes up to 10 MB of memory and a core.
const FILES_AT_ONCE: usize = 2;

/// The running server. State is in the store alone: what stands here may be lost at any moment.
#[derive(Debug)]
pub struct App {
    /// The store.
    pub store: DatabaseConnection,
    /// The same for what only reads: it does not wait for who writes.
    pub reads: DatabaseConnection,
    /// The time.
    pub clock: Clock,
    /// The settings.
    pub config: Config,
    /// The way out for mail.
    pub mailer: Mailer,
    /// Where the bytes of files are kept.
    pub depot: Depot,
    /// システム利用規程 and the links of the operator.
    pub terms: Terms,
    /// What waits to be registered.
    pub registrar: Registrar,
    /// Rings when a mail was queued.
    pub bell: Notify,
    /// Keeps the number of hashes at once small.
    pub hashing: Semaphore,
    /// Keeps the number of files at once small.
    pub filing: Semaphore,
    /// Hash of no password: an unknown ID costs as much as a known one.
    pub nobodys_hash: String,
    /// Development: the last reports of the browser's content policy.
    pub csp_reports: Mutex<VecDeque<String>>,
}

/// The server as handlers share it.
pub type Shared = Arc<App>;

impl App {
    /// Puts the server together.
    pub fn new(
        store: DatabaseConnection,
        reads: DatabaseConnection,
        config: Config,
        mailer: Mailer,
        depot: Depot,
        terms: Terms,
    ) -> Result<Shared, password::Failed> {
        Ok(Arc::new(Self {
            store,
            reads,
            clock: config.clock.clone(),
            config,
            mailer,
            depot,
            terms,
            registrar: Registrar::default(),
            bell: Notify::new(),
            hashing: Semaphore::new(HASHES_AT_ONCE),
            filing: Semaphore::new(FILES_AT_ONCE),
            nobodys_hash: password::nobodys_hash()?,
            csp_reports: Mutex::default(),
        }))
    }

    /// This instant.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }
}
