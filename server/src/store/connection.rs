//! Pools of connections. A connection whose transaction could not be ended is closed, never given back.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr,
    sqlx::{self, Connection, Sqlite, SqliteConnection, pool::PoolOptions},
};

/// Timeout of a write that waits for another one.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Statements that each connection to SQLite keeps prepared: a batch of 登録 or mails has one for each number of rows.
const STATEMENTS: usize = 1000;

/// Opens a pool of at most `connections` to the database behind `url`.
pub(super) async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(BUSY_TIMEOUT).max_connections(connections);
    // A connection to a file does not break: no statement is spent on testing it.
    options.test_before_acquire(!is_sqlite(url));
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(STATEMENTS)
            .pragma("journal_mode", "WAL")
            // Statement journals stay in memory.
            .pragma("temp_store", "MEMORY")
            // A receipt number that was given survives a power cut.
            .pragma("synchronous", "FULL")
            // Erased rows are overwritten in the file.
            .pragma("secure_delete", "ON")
    });
    options.map_sqlx_sqlite_pool_opts(close_open_transactions);
    Database::connect(options).await
}

/// Whether the URL names an SQLite file.
pub(super) fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite")
}

/// Closes a connection that comes back inside a transaction.
///
/// A full disk or an I/O error makes SQLite roll back by itself. The driver's ROLLBACK then fails, and the driver goes
/// on counting an open transaction: the next one would be a SAVEPOINT that nobody ever commits, and every write after
/// it would be acknowledged and lost. PostgreSQL needs no such check: there the driver sends the ROLLBACK with the ping
/// of the release, and closes the connection if that fails.
fn close_open_transactions(pool: PoolOptions<Sqlite>) -> PoolOptions<Sqlite> {
    pool.after_release(|connection, _| Box::pin(has_ended(connection)))
}

async fn has_ended(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A transaction that is dropped leaves its ROLLBACK in the connection's queue. The ping waits until that was run.
    connection.ping().await?;
    let has_ended = !connection.is_in_transaction();
    if !has_ended {
        tracing::error!("a transaction could not be ended: its connection is closed");
    }
    Ok(has_ended)
}
