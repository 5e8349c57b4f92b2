//! The server as a process that is killed, that cannot write, whose store and mail server fail.

use std::{path::Path, sync::Arc};

use rustix::process::{Pid, Resource, Rlimit, prlimit};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};

use super::{APPLICANTS, crowd::Crowd, duration, gate::Gate, pause, randomness, target::Target, world};
use crate::support::{
    MailServer,
    process::{Process, free_port},
};

/// Injects faults into a server over the store behind `url`, then verifies the store.
pub(crate) async fn story(url: &str, folder: &Path) {
    let prepared = world(url.to_owned(), None).await;
    let crowd = Arc::new(Crowd::gather(&prepared, APPLICANTS).await);
    let earlier = prepared.mails().await;
    prepared.app.store.clone().close().await.unwrap();

    let mail_server = MailServer::start(|| {}).await;
    let gate = Gate::before(&mail_server.url).await;
    let port = free_port();
    let start =
        || tokio::task::block_in_place(|| Process::start_with(port, url, folder, &[("NSS_MAIL_URL", &gate.url)]));
    let mut process = start();
    let target = Target::process(port);
    let running = crowd.start(&target);
    let admin = Database::connect(ConnectOptions::new(url).max_connections(1).to_owned()).await.unwrap();
    let mut random = randomness();
    let end = tokio::time::Instant::now() + duration();
    while tokio::time::Instant::now() < end {
        match random.u8(0..4) {
            0 => {
                drop(process);
                process = start();
            }
            1 => {
                gate.hang(true);
                pause(&mut random).await;
                gate.hang(false);
            }
            2 => {
                forbid_writes(&admin, &process, true).await;
                pause(&mut random).await;
                forbid_writes(&admin, &process, false).await;
            }
            _ => interrupt(&admin, async || pause(&mut random).await).await,
        }
        pause(&mut random).await;
    }
    crowd.stop(running, &target).await;
    drop(process);
    let received = mail_server.taken.lock().unwrap().join("\n");
    let is_received = |id: &str| received.contains(&format!("<{id}@")) || earlier.iter().any(|mail| mail.id == id);
    crowd.verify(url, is_received).await;
    admin.close().await.unwrap();
}

/// SQLite: no file of the process may grow, so that each write is an I/O error. PostgreSQL: the database is read-only,
/// as a standby is.
async fn forbid_writes(admin: &DatabaseConnection, process: &Process, forbidden: bool) {
    if admin.get_database_backend() == DbBackend::Sqlite {
        let most = forbidden.then_some(4096);
        let id = Pid::from_raw(process.id().try_into().unwrap());
        prlimit(id, Resource::Fsize, Rlimit { current: most, maximum: None }).unwrap();
        return;
    }
    // The connection of this test may be read-only itself.
    let sql = "BEGIN READ WRITE;
               DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = VALUE',
               current_database()); END $$;
               COMMIT";
    admin.execute_unprepared(&sql.replace("VALUE", if forbidden { "on" } else { "off" })).await.unwrap();
    drop_connections(admin).await;
}

/// SQLite: another process holds the lock for a while. PostgreSQL: all connections of the server are dropped.
async fn interrupt(admin: &DatabaseConnection, meanwhile: impl AsyncFnOnce()) {
    if admin.get_database_backend() == DbBackend::Sqlite {
        admin.execute_unprepared("PRAGMA busy_timeout = 60000").await.unwrap();
        let lock = nss_server::store::begin(admin).await.unwrap();
        meanwhile().await;
        lock.rollback().await.unwrap();
    } else {
        drop_connections(admin).await;
    }
}

async fn drop_connections(admin: &DatabaseConnection) {
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    admin.execute_unprepared(others).await.unwrap();
}
