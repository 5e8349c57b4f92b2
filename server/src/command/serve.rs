//! `nss serve`.

use std::{
    error::Error,
    fs,
    io::{self, IsTerminal},
    net::SocketAddr,
    path::Path,
    sync::Arc,
};

use tokio::{net::TcpListener, signal};

use crate::{
    app::App,
    file::depot::Depot,
    jobs,
    mailer::Mailer,
    postcodes,
    router::router,
    settings::{Config, Settings},
    store, terms,
};

/// Starts the server and stops it in an orderly way: requests that run are answered.
pub async fn run(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let config = settings.check()?;
    log(&config);
    make_folder(&settings.database_url)?;
    let store = store::open(&settings.database_url).await?;
    let reads = store::open_for_reading(&settings.database_url, &store).await?;
    let mailer = Mailer::open(&config.mail, &config.mail_from)?;
    let depot = Depot::open(&config.files)?;
    let app = App::new(store, reads, config, mailer, depot, terms::read(settings)?)?;
    let listener = TcpListener::bind(settings.listen).await?;
    let jobs = tokio::spawn(jobs::run(Arc::clone(&app)));
    tokio::task::spawn_blocking(postcodes::prepare);
    tracing::info!(address = %listener.local_addr()?, page = app.config.base_url, "NSS is up");
    let service = router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    jobs.abort();
    app.reads.clone().close().await?;
    app.store.clone().close().await?;
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

/// SQLite makes its file, but not the folder around it.
fn make_folder(url: &str) -> io::Result<()> {
    let path = url.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//"));
    let folder = path.and_then(|path| Path::new(path.split('?').next()?).parent());
    folder.map_or(Ok(()), fs::create_dir_all)
}

/// Ctrl-C, or the signal that a service manager sends.
async fn stopped() {
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
