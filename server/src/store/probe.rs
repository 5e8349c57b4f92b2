//! The readiness of the store: a row is written, and read back over another connection.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use sea_orm::{Set, entity::prelude::*, sea_query::OnConflict};
use tokio::sync::Mutex;

use super::{Store, new_id};

/// Timeout of one probe; a writer that waits longer than this does not serve anybody either.
const TIMEOUT: Duration = Duration::from_secs(2);
/// An answer counts this long: many probes cost one write a second.
const INTERVAL: Duration = Duration::from_secs(1);

/// The row of one process.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "probe")]
pub struct Model {
    /// Random identity of the process.
    #[sea_orm(primary_key, auto_increment = false)]
    pub process: String,
    /// The instant of its last probe.
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The store is full, locked, read-only or away.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the store is not ready: {0}")]
pub struct NotReady(String);

/// Probes the store for one process.
#[derive(Clone, Debug)]
pub struct Probe {
    process: Arc<str>,
    last: Arc<Mutex<Option<Last>>>,
}

#[derive(Debug)]
struct Last {
    at: Instant,
    outcome: Result<(), NotReady>,
}

impl Probe {
    /// A probe with an identity of its own.
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Self { process: new_id()?.into(), last: Arc::default() })
    }

    /// Writes `at` and reads it back. Callers at the same time wait for one probe.
    pub async fn check(&self, store: &Store, at: i64) -> Result<(), NotReady> {
        let mut last = self.last.lock().await;
        if let Some(last) = last.as_ref().filter(|last| last.at.elapsed() < INTERVAL) {
            return last.outcome.clone();
        }
        let outcome = match tokio::time::timeout(TIMEOUT, self.write_and_read(store, at)).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(NotReady("another connection does not see the written row".to_owned())),
            Ok(Err(error)) => Err(NotReady(error.to_string())),
            Err(_) => Err(NotReady(format!("no answer within {} s", TIMEOUT.as_secs()))),
        };
        if let Err(error) = &outcome {
            tracing::error!(%error, "readiness");
        }
        *last = Some(Last { at: Instant::now(), outcome: outcome.clone() });
        outcome
    }

    async fn write_and_read(&self, store: &Store, at: i64) -> Result<bool, DbErr> {
        let row = ActiveModel { process: Set(self.process.as_ref().to_owned()), at: Set(at) };
        Entity::insert(row)
            .on_conflict(OnConflict::column(Column::Process).update_column(Column::At).to_owned())
            .exec_without_returning(&store.db)
            .await?;
        let found = Entity::find_by_id(self.process.as_ref()).one(&store.read_db).await?;
        Ok(found.is_some_and(|row| row.at == at))
    }
}
