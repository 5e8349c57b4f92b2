//! The database: SQLite in a file, or PostgreSQL by URL; the same code on both.
//!
//! Instants are kept as milliseconds since 1970 (UTC), so that both databases compare them alike.

pub mod account;
pub mod application;
pub mod application_event;
pub mod bill;
pub mod code;
pub mod company;
mod connection;
pub mod contract;
pub mod contract_version;
pub mod credential;
pub mod credential_reading;
pub mod credential_reissue;
pub mod draft;
pub mod file;
pub mod job_run;
pub mod look;
pub mod migration;
pub mod news;
pub mod note;
pub mod outage;
pub mod outbox;
pub mod probe;
pub mod rate_limit_counter;
pub mod registration_day;
pub mod reminder;
pub mod sequence;
pub mod session;
pub mod staff;
pub mod staff_session;

use std::{
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chrono::DateTime;
use nss_core::{account::provisional::JST, api::Instant};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use self::connection::{BUSY_TIMEOUT, connect, is_sqlite};

/// Connections that read from SQLite beside the one that writes.
const READERS: u32 = 2;
/// Tries to bring the schema up to date while another process does the same.
const MIGRATION_TRIES: u32 = 20;

/// The database: one pool for all, and one that only reads.
#[derive(Clone, Debug)]
pub struct Store {
    /// Reads and writes.
    pub db: DatabaseConnection,
    /// Reads only. On SQLite it has connections of its own, which do not wait for the writer; on PostgreSQL it is the
    /// same pool.
    pub read_db: DatabaseConnection,
}

impl Store {
    /// Opens the database behind `url` (`sqlite://…` or `postgres://…`) and migrates its schema.
    pub async fn open(url: &str) -> Result<Self, DbErr> {
        // SQLite has one writer at a time. With more connections, writers would poll for the lock and read again what
        // the other one wrote; with one connection they queue, and its page cache stays valid.
        let db = connect(url, if is_sqlite(url) { 1 } else { 16 }).await?;
        migrate(&db).await?;
        let read_db = if is_sqlite(url) { connect(url, READERS).await? } else { db.clone() };
        Ok(Self { db, read_db })
    }

    /// Opens the database of a server, which may be running. Fails if its schema is not this version's.
    pub async fn join(url: &str) -> Result<Self, DbErr> {
        let db = connect(url, 1).await?;
        if !migration::Migrator::get_pending_migrations(&db).await?.is_empty() {
            return Err(DbErr::Custom("its tables are older than this program: start `nss serve` first".to_owned()));
        }
        Ok(Self { read_db: db.clone(), db })
    }

    /// Closes all connections.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read_db.close().await?;
        self.db.close().await
    }
}

/// The file of an SQLite URL; nothing for another database.
pub fn sqlite_path(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?.trim_start_matches("//");
    Some(Path::new(path.split('?').next()?))
}

/// Retries, because two processes that start together may both try to migrate.
async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    let mut tries = 0;
    loop {
        match migration::Migrator::up(db, None).await {
            Ok(()) => return Ok(()),
            Err(error) if tries == MIGRATION_TRIES => return Err(error),
            Err(_) => tries += 1,
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Begins a transaction that will write. SQLite takes its one write lock at once: a lock that is taken only when the
/// first row is written cannot wait for the other writer, it fails.
pub async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let sqlite_transaction_mode =
        (db.get_database_backend() == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
    db.begin_with_options(TransactionOptions { sqlite_transaction_mode, ..TransactionOptions::default() }).await
}

/// Updates SQLite's statistics where they are stale: without them it may prefer an index of states to one of addresses.
/// PostgreSQL does so by itself.
pub async fn optimize(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        // All tables, also those that this connection has not read yet.
        db.execute_unprepared("PRAGMA optimize=0x10002").await?;
        // Samples of indexed values: copies of addresses. Statements do not depend on what is bound to them, so that no
        // plan uses the samples.
        db.execute_unprepared("DROP TABLE IF EXISTS sqlite_stat4").await?;
    }
    Ok(())
}

/// Copies SQLite's write-ahead log into the database and truncates it: until then the log holds pages as they were before
/// an erasure. A reader may prevent that; the next run truncates. It does not wait for the reader, since all writers would
/// wait with it: a backup reads for as long as it copies.
pub async fn truncate_log(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let wait = format!("PRAGMA busy_timeout = {}", BUSY_TIMEOUT.as_millis());
    let outcome =
        db.execute_unprepared(&format!("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); {wait}")).await;
    if outcome.is_err() {
        db.execute_unprepared(&wait).await?;
    }
    outcome.map(drop)
}

/// Open and idle connections of a pool.
pub fn pool_size(db: &DatabaseConnection) -> (u32, u32) {
    let idle = |idle: usize| u32::try_from(idle).unwrap_or(u32::MAX);
    if db.get_database_backend() == DbBackend::Sqlite {
        let pool = db.get_sqlite_connection_pool();
        (pool.size(), idle(pool.num_idle()))
    } else {
        let pool = db.get_postgres_connection_pool();
        (pool.size(), idle(pool.num_idle()))
    }
}

/// An instant as it is stored.
pub fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// A stored instant, in JST; 1970 for a number out of range.
pub fn instant(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&JST)
}

/// A new identity: 48 bits of the time, in milliseconds, and 80 random bits, as 32 hex digits. Identities made at the
/// same time are neighbours in an index, so that an insert writes fewer pages.
pub fn new_id() -> Result<String, getrandom::Error> {
    let mut bytes = random::<16>()?;
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[10..]);
    Ok(hex(&bytes))
}

/// Whether a text from outside can be an identity at all.
pub fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Bytes from the system's source of randomness.
pub fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{hex, is_id, new_id};

    #[test]
    fn identities_are_32_hex_digits_and_differ() {
        let (one, other) = (new_id().unwrap(), new_id().unwrap());
        assert!(is_id(&one) && is_id(&other) && one != other);
        assert_eq!(hex(&[0, 0xaf]), "00af");
    }

    #[test]
    fn other_texts_are_no_identities() {
        for text in ["", "1", "00000000000000000000000000000000\0", "ABCDEF00000000000000000000000000"] {
            assert!(!is_id(text), "{text:?}");
        }
    }
}
