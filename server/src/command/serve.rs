//! `nss serve`.

use std::{
    error::Error,
    fs,
    io::{self, IsTerminal},
    path::Path,
    process,
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::TcpListener,
    signal,
    sync::{Notify, watch},
    time,
};

use super::private_files::{check_modes, keep_files_private};
use crate::{
    config::{Config, Settings},
    file::storage::FileStorage,
    http::{
        listener::{self, Bounds},
        metrics,
        router::router,
    },
    jobs,
    mail::mailer::Mailer,
    postcodes,
    state::AppState,
    store::{Store, sqlite_path},
    terms,
};

/// Time for the jobs to end what they have begun. With [`Bounds::stop`] and [`CLOSE_TIMEOUT`] the end takes less than a
/// minute.
const JOBS_TIMEOUT: Duration = Duration::from_secs(4);
/// Time for the store to close.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

/// Starts the server. At a signal it answers the running requests and stops; a second signal ends it at once.
pub async fn run(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let config = settings.check()?;
    let terms = terms::read(settings)?;
    log(&config);
    for warning in settings.warnings(&config) {
        tracing::warn!("{warning}");
    }
    keep_files_private();
    check_modes(settings);
    make_folder(&settings.database_url)?;
    let store = Store::open(&settings.database_url).await.map_err(|error| format!("NSS_DATABASE_URL: {error}"))?;
    let mailer = Mailer::open(&config.mail, &config.mail_from)?;
    let storage = FileStorage::open(&config.files).map_err(|error| format!("NSS_FILES_URL: {error}"))?;
    let app = AppState::new(config, store.clone(), mailer, storage, terms)?;
    let listener =
        TcpListener::bind(settings.listen).await.map_err(|error| format!("NSS_LISTEN {}: {error}", settings.listen))?;
    if let Some(address) = settings.metrics_listen {
        metrics::serve(address, app.clone()).await?;
    }
    let (stop_jobs, stopped) = watch::channel(false);
    let mut jobs = tokio::spawn(jobs::run(app.clone(), stopped));
    tokio::task::spawn_blocking(postcodes::prepare);
    tracing::info!(address = %listener.local_addr()?, page = app.config.base_url, "NSS is up");
    let stop = Arc::new(Notify::new());
    tokio::spawn(forward_signals(Arc::clone(&stop)));
    listener::serve(listener, router(app), Bounds::USUAL, stop.notified()).await;
    stop_jobs.send_replace(true);
    if time::timeout(JOBS_TIMEOUT, &mut jobs).await.is_err() {
        tracing::warn!(seconds = JOBS_TIMEOUT.as_secs(), "jobs that still ran were dropped; another run ends them");
        jobs.abort();
    }
    if let Ok(closed) = time::timeout(CLOSE_TIMEOUT, store.close()).await {
        closed?;
    } else {
        tracing::warn!("the store was not closed in time; what was acknowledged is in it");
    }
    tracing::info!("NSS has stopped");
    Ok(())
}

/// Production logs JSON, for programs; development logs text. `RUST_LOG` says how much. No personal data in either.
fn log(config: &Config) {
    let usual = if config.is_development() { "info,tower_http=warn" } else { "info" };
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| format!("{usual},sqlx=warn,sea_orm_migration=warn").into());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        // A line that cannot be written (the disk of the log is full, its reader is gone) is lost. Reporting that on the
        // same stderr would panic in every request.
        .log_internal_errors(false);
    if config.is_development() { log.init() } else { log.json().init() }
}

/// SQLite creates its file, but not the folder.
fn make_folder(url: &str) -> io::Result<()> {
    sqlite_path(url).and_then(Path::parent).map_or(Ok(()), fs::create_dir_all)
}

/// Begins the end at the first signal; ends the process at the second.
async fn forward_signals(stop: Arc<Notify>) {
    if let Err(error) = signals(&stop).await {
        tracing::error!(%error, "signals are not handled");
    }
}

/// Waits for Ctrl-C and for the signal that a service manager sends.
#[cfg(unix)]
async fn signals(stop: &Notify) -> io::Result<()> {
    use signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    for end in [false, true] {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        act(stop, end);
    }
    Ok(())
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn signals(stop: &Notify) -> io::Result<()> {
    for end in [false, true] {
        signal::ctrl_c().await?;
        act(stop, end);
    }
    Ok(())
}

fn act(stop: &Notify, end: bool) {
    if end {
        tracing::warn!("ended by a second signal");
        process::exit(1);
    }
    tracing::info!("NSS stops: running requests are answered");
    stop.notify_one();
}
