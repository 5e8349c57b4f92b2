//! Fault injection: 50 applicants save and register while disk, store, mail server and process fail at random.
//! Afterwards every acknowledged write is there once.
//!
//! `NSS_FAULT_SECONDS` says how long each story injects faults (20 unless said), `NSS_FAULT_SEED` repeats one.

mod applicant;
mod crowd;
mod gate;
mod process;
mod target;

use std::{env, sync::Arc, time::Duration};

use nss_server::{clock::Clock, config::Environment};
use sea_orm::ConnectionTrait;

use self::{crowd::Crowd, target::Target};
use crate::support::World;

/// Applicants who save at the same time.
const APPLICANTS: usize = 50;

/// A world of development, whose limits per client address are wide, at the time of the machine.
async fn world(url: String, folder: Option<tempfile::TempDir>) -> World {
    let world = World::new(url, Environment::Development, folder).await;
    world.clock.set(Clock::System.now());
    world
}

/// How long to inject faults.
fn duration() -> Duration {
    let seconds = env::var("NSS_FAULT_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(20))
}

/// The source of randomness; its seed is printed.
fn randomness() -> fastrand::Rng {
    let seed = env::var("NSS_FAULT_SEED").ok().and_then(|text| text.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    println!("NSS_FAULT_SEED={seed}");
    fastrand::Rng::with_seed(seed)
}

/// A random pause between two faults, or of one.
async fn pause(random: &mut fastrand::Rng) {
    tokio::time::sleep(Duration::from_millis(random.u64(20..500))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_disk_that_is_full_now_and_then_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let world = world(format!("sqlite://{}", folder.path().join("nss.db").display()), Some(folder)).await;
    let crowd = Arc::new(Crowd::gather(&world, APPLICANTS).await);
    let target = Target::Router(world.router.clone());
    let running = crowd.start(&target);
    let mut random = randomness();
    let end = tokio::time::Instant::now() + duration();
    let db = &world.app.store.db;
    while tokio::time::Instant::now() < end {
        // The next page gives the error of a full disk, at the first statement of a transaction or at a later one. The
        // connection may be closed for it, and the one after it has no bound.
        let sql = if random.bool() { "PRAGMA max_page_count = 1" } else { "PRAGMA query_only = 1" };
        db.execute_unprepared(sql).await.unwrap();
        pause(&mut random).await;
        db.execute_unprepared("PRAGMA max_page_count = 1000000").await.unwrap();
        db.execute_unprepared("PRAGMA query_only = 0").await.unwrap();
        pause(&mut random).await;
    }
    crowd.stop(running, &target).await;
    let sent = world.mails().await;
    crowd.verify(&world.url, |id| sent.iter().any(|mail| mail.id == id)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_killed_server_and_input_output_errors_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    process::story(&format!("sqlite://{}", folder.path().join("nss.db").display()), folder.path()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_killed_server_and_a_postgresql_that_drops_connections_lose_nothing_that_was_acknowledged() {
    crate::support::on_postgres(async |url| {
        let folder = tempfile::tempdir().unwrap();
        process::story(url, folder.path()).await;
    })
    .await;
}
