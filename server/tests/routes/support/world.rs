//! One server with a store of its own.

use std::{env, sync::Arc, time::Duration};

use axum::Router;
use nss_core::{
    api::{Instant, Operator},
    receipt_number::ReceiptNumber,
};
use nss_server::{
    clock::{Clock, FixedClock},
    config::{Config, Environment, Folders, MailConfig, SecretKey, StorageConfig},
    file::storage::FileStorage,
    http::router::router,
    mail::mailer::{Mailer, OutgoingMail},
    state::AppState,
    store::{self, Store, session},
    terms,
};
use sea_orm::{ConnectionTrait, Database, EntityTrait};
use tempfile::TempDir;

use super::Browser;

/// A server at Thursday 2026-11-19 10:15 in Japan, in production behind `https://nss.example.jp`.
pub(crate) struct World {
    pub(crate) app: AppState,
    pub(crate) router: Router,
    pub(crate) clock: FixedClock,
    pub(crate) url: String,
    _folder: Option<TempDir>,
    /// The files; every process over the same store has them.
    pub(crate) files: Arc<TempDir>,
}

/// An instant.
pub(crate) fn at(text: &str) -> Instant {
    Instant::parse_from_rfc3339(text).unwrap()
}

/// Tells the story on SQLite, and on a fresh PostgreSQL database when `NSS_TEST_POSTGRES` names a server.
pub(crate) async fn on_each_store(story: impl AsyncFn(&World)) {
    story(&World::on_sqlite(Environment::Production).await).await;
    on_postgres(async |url| {
        let world = World::new(url.to_owned(), Environment::Production, None).await;
        story(&world).await;
        world.app.store.clone().close().await.unwrap();
    })
    .await;
}

/// Tells the story on a fresh database, whose URL it gets; not at all when `NSS_TEST_POSTGRES` names no server.
pub(crate) async fn on_postgres(story: impl AsyncFn(&str)) {
    let Ok(server) = env::var("NSS_TEST_POSTGRES") else { return };
    let name = format!("nss_{}", store::new_id().unwrap());
    let admin = Database::connect(&server).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    story(&on_database(&server, &name)).await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    admin.close().await.unwrap();
}

/// The server's URL with another database in it.
fn on_database(server: &str, name: &str) -> String {
    let (before, query) = server.split_once('?').map_or((server, None), |(before, query)| (before, Some(query)));
    let (scheme, rest) = before.split_once("://").unwrap();
    let host = rest.split('/').next().unwrap();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{host}/{name}{query}")
}

impl World {
    /// A server that begins at the usual instant.
    pub(crate) async fn new(url: String, env: Environment, folder: Option<TempDir>) -> Self {
        let files = Arc::new(tempfile::tempdir().unwrap());
        let clock = FixedClock::at(at("2026-11-19T10:15:00+09:00"));
        Self::beside(url, env, folder, clock, files, MailConfig::Memory).await
    }

    /// In development, on SQLite.
    pub(crate) async fn development() -> Self {
        Self::on_sqlite(Environment::Development).await
    }

    /// On a fresh SQLite file.
    pub(crate) async fn on_sqlite(env: Environment) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("nss.db").display());
        Self::new(url, env, Some(folder)).await
    }

    /// Another process over the same store, with the same clock.
    pub(crate) async fn another_process(&self) -> Self {
        self.another_process_that_mails(MailConfig::Memory).await
    }

    /// Such a process with a mail destination of its own.
    pub(crate) async fn another_process_that_mails(&self, mail: MailConfig) -> Self {
        let (url, env, files) = (self.url.clone(), self.app.config.env, Arc::clone(&self.files));
        Self::beside(url, env, None, self.clock.clone(), files, mail).await
    }

    async fn beside(
        url: String,
        env: Environment,
        folder: Option<TempDir>,
        clock: FixedClock,
        files: Arc<TempDir>,
        mail: MailConfig,
    ) -> Self {
        let base_url = match env {
            Environment::Production => "https://nss.example.jp",
            Environment::Development => "http://127.0.0.1:8080",
        };
        let config = Config {
            env,
            base_url: base_url.to_owned(),
            files: StorageConfig::Folder(files.path().to_owned()),
            files_min_free: 0,
            mail,
            mail_from: "no-reply@nss.example.jp".to_owned(),
            secret: SecretKey([7; 32]),
            previous_secrets: Vec::new(),
            mail_retention_days: 90,
            account_retention_days: 90,
            trusted_proxy: Vec::new(),
            session_idle: 1800,
            staff_session_idle: 1200,
            operator: Operator { name: "運営会社".to_owned(), address: String::new(), contacts: Vec::new() },
            clock: Clock::Fixed(clock.clone()),
            folders: Folders::default(),
        };
        let store = Store::open(&url).await.unwrap();
        let mailer = Mailer::open(&config.mail, &config.mail_from).unwrap();
        let storage = FileStorage::open(&config.files).unwrap();
        let app = AppState::new(config, store, mailer, storage, terms::placeholder()).unwrap();
        Self { router: router(app.clone()), app, clock, url, _folder: folder, files }
    }

    /// A browser at `192.0.2.1`.
    pub(crate) fn browser(&self) -> Browser<'_> {
        self.browser_at("192.0.2.1")
    }

    /// A browser at that address.
    pub(crate) fn browser_at(&self, address: &str) -> Browser<'_> {
        Browser::new(self, address.parse().unwrap())
    }

    /// Waits until the last activity of the only session is written: a request that only reads does not wait for it.
    pub(crate) async fn activity_written(&self) {
        let now = store::millis(self.app.clock.now());
        let is_written = async || {
            let sessions = session::Entity::find().all(&self.app.store.read_db).await.unwrap();
            sessions.iter().all(|session| session.seen_at == now)
        };
        let written = async {
            while !is_written().await {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), written).await.unwrap();
    }

    /// Sends all due mails; returns all sent mails, newest first.
    pub(crate) async fn mails(&self) -> Vec<OutgoingMail> {
        self.app.outbox.deliver().await.unwrap();
        self.app.mailer.sent()
    }

    /// ID and password of the newest mail that names them: mails are delivered side by side, so a receipt may overtake it.
    pub(crate) async fn credentials(&self) -> (String, String) {
        let mails = self.mails().await;
        let mail = mails.iter().find(|mail| mail.body.contains("仮ログインID：")).unwrap();
        let line = |name: &str| mail.body.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
        (line("仮ログインID："), line("仮パスワード："))
    }
}

/// A receipt number as text.
pub(crate) fn number(year: u32, sequence: u32) -> String {
    ReceiptNumber::new(year, sequence, nss_core::receipt_number::Series::Application).unwrap().to_string()
}
