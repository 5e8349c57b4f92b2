//! Outages: errors of the database that pass without a change of the program. The same request may succeed later.

use sea_orm::{
    DbErr, RuntimeErr,
    sqlx::{self, error::DatabaseError, postgres::PgDatabaseError, sqlite::SqliteError},
};

/// Primary result codes of SQLite: BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL (a lock of the WAL).
const SQLITE: [i32; 8] = [5, 6, 7, 8, 10, 13, 14, 15];

/// Beginnings of PostgreSQL's SQLSTATE: connection, read-only (the server is a standby by now), rollback for another
/// transaction, resources (disk, memory, connections), lock not available, shutdown, I/O.
const POSTGRES: [&str; 7] = ["08", "25006", "40", "53", "55P03", "57P", "58"];

/// Whether the database is full, locked, read-only or away, rather than wrongly asked.
pub fn is_outage(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            is_driver_outage(error)
        }
        _ => false,
    }
}

fn is_driver_outage(error: &sqlx::Error) -> bool {
    use sqlx::Error::{BeginFailed, Database, Io, PoolClosed, PoolTimedOut, Protocol, Tls, WorkerCrashed};
    match error {
        Database(error) => is_outage_code(error.as_ref()),
        // A transaction that cannot begin: the connection is closed when it is given back.
        Io(_) | Tls(_) | Protocol(_) | PoolTimedOut | PoolClosed | WorkerCrashed | BeginFailed => true,
        _ => false,
    }
}

fn is_outage_code(error: &dyn DatabaseError) -> bool {
    let Some(code) = error.code() else { return false };
    if error.try_downcast_ref::<SqliteError>().is_some() {
        // The lowest byte of an extended code is the primary one.
        return code.parse().is_ok_and(|code: i32| SQLITE.contains(&(code & 0xff)));
    }
    error.try_downcast_ref::<PgDatabaseError>().is_some() && POSTGRES.iter().any(|class| code.starts_with(class))
}
