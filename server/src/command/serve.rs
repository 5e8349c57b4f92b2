//! `nss serve`.

use std::{
    error::Error,
    fs,
    io::{self, IsTerminal},
    net::SocketAddr,
    path::Path,
};

use tokio::{net::TcpListener, signal};

use crate::{
    config::{Config, Settings},
    file::storage::FileStorage,
    http::{metrics, router::router},
    jobs,
    mail::mailer::Mailer,
    postcodes,
    state::AppState,
    store::{Store, sqlite_path},
    terms,
};

/// Starts the server. At a signal it answers the running requests and stops.
pub async fn run(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let config = settings.check()?;
    log(&config);
    keep_files_private();
    make_folder(&settings.database_url)?;
    let store = Store::open(&settings.database_url).await?;
    let mailer = Mailer::open(&config.mail, &config.mail_from)?;
    let storage = FileStorage::open(&config.files)?;
    let app = AppState::new(config, store.clone(), mailer, storage, terms::read(settings)?)?;
    let listener = TcpListener::bind(settings.listen).await?;
    if let Some(address) = settings.metrics_listen {
        metrics::serve(address, app.clone()).await?;
    }
    let jobs = tokio::spawn(jobs::run(app.clone()));
    tokio::task::spawn_blocking(postcodes::prepare);
    tracing::info!(address = %listener.local_addr()?, page = app.config.base_url, "NSS is up");
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop_signal()).await?;
    jobs.abort();
    store.close().await?;
    tracing::info!("NSS has stopped");
    Ok(())
}

/// Production logs JSON, for programs; development logs text. `RUST_LOG` says how much. No personal data in either.
fn log(config: &Config) {
    let usual = if config.is_development() { "info,tower_http=warn" } else { "info" };
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| format!("{usual},sqlx=warn,sea_orm_migration=warn").into());
    let log =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    if config.is_development() { log.init() } else { log.json().init() }
}

/// Files that this process creates (database, attachments, development's mails) belong to its user alone.
pub(super) fn keep_files_private() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// SQLite creates its file, but not the folder.
fn make_folder(url: &str) -> io::Result<()> {
    sqlite_path(url).and_then(Path::parent).map_or(Ok(()), fs::create_dir_all)
}

/// Ctrl-C, or the signal that a service manager sends.
async fn stop_signal() {
    let interrupt = signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = async {
            match signal::unix::signal(signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! { _ = interrupt => {}, () = terminate => {} }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
