//! Where everything is kept: SQLite in a file, or PostgreSQL by URL; the same code on both.
//!
//! Instants are kept as milliseconds since 1970 (UTC), so that both databases compare them alike.

pub mod account;
pub mod application;
pub mod draft;
pub mod file;
pub mod migration;
pub mod outbox;
pub mod sequence;
pub mod session;
pub mod tries;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use nss_core::{account::provisional::JST, api::Instant};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

/// How long a write waits for another to finish before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections that read from SQLite beside the one that writes.
const READERS: u32 = 2;
/// Statements that each connection to SQLite keeps prepared: some for each number of rows that a group of 登録 or mails has.
const STATEMENTS: usize = 1000;
/// Tries to bring the schema up to date while another process does the same.
const MIGRATION_TRIES: u32 = 20;

/// Opens the store behind `url` (`sqlite://…` or `postgres://…`) and brings its schema up to date.
pub async fn open(url: &str) -> Result<DatabaseConnection, DbErr> {
    // SQLite has one writer at a time. Others would sleep until it is their turn, and read again what it wrote: with one connection
    // they queue, and it keeps what it has read.
    let store = connect(url, if is_sqlite(url) { 1 } else { 16 }).await?;
    migrate(&store).await?;
    Ok(store)
}

/// The store for what only reads: on SQLite further connections, which do not wait for the writer's; on PostgreSQL the same.
pub async fn open_for_reading(url: &str, store: &DatabaseConnection) -> Result<DatabaseConnection, DbErr> {
    if is_sqlite(url) { connect(url, READERS).await } else { Ok(store.clone()) }
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite")
}

async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(BUSY_TIMEOUT).max_connections(connections);
    // A file does not hang up: nothing is asked of it only to see that it is there.
    options.test_before_acquire(!is_sqlite(url));
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(STATEMENTS)
            .pragma("journal_mode", "WAL")
            // What a statement notes to take itself back is no file.
            .pragma("temp_store", "MEMORY")
            // A receipt number that was given survives a power cut.
            .pragma("synchronous", "FULL")
    });
    Database::connect(options).await
}

/// Two processes that start at once may both try: the one that comes second looks again.
async fn migrate(store: &DatabaseConnection) -> Result<(), DbErr> {
    let mut tries = 0;
    loop {
        match migration::Migrator::up(store, None).await {
            Ok(()) => return Ok(()),
            Err(error) if tries == MIGRATION_TRIES => return Err(error),
            Err(_) => tries += 1,
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Begins a transaction that will write. SQLite takes its one write lock at once: a lock that is taken only when the
/// first row is written cannot wait for the other writer, it fails.
pub async fn begin(store: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let sqlite_transaction_mode =
        (store.get_database_backend() == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
    store.begin_with_options(TransactionOptions { sqlite_transaction_mode, ..TransactionOptions::default() }).await
}

/// Lets SQLite look, where it is due, how the tables are filled: without, it may take an index of states for better than one of
/// addresses. PostgreSQL does so by itself.
pub async fn optimize(store: &DatabaseConnection) -> Result<(), DbErr> {
    if store.get_database_backend() == DbBackend::Sqlite {
        // All tables, also those that this connection has not read yet.
        store.execute_unprepared("PRAGMA optimize=0x10002").await?;
    }
    Ok(())
}

/// An instant as it is kept.
pub fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// A kept instant, in JST; the first of 1970 for a number that is none.
pub fn instant(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&JST)
}

/// A new identity: 48 bits of the time, in milliseconds, and 80 random bits, 32 hex digits. What is made together stands together in
/// an index, so that less of it is written.
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
    fn nothing_else_is_an_identity() {
        for text in ["", "1", "00000000000000000000000000000000\0", "ABCDEF00000000000000000000000000"] {
            assert!(!is_id(text), "{text:?}");
        }
    }
}
