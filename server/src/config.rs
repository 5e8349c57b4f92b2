//! The settings: each is a flag and an environment variable, documented here once.

mod base_url;
mod operator;
mod secret_key;
mod service_url;
mod trusted_proxy;
mod variable;

use std::{
    env,
    ffi::OsString,
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use ipnet::IpNet;
use lettre::message::Mailbox;
use nss_core::api::Operator;

pub use self::{secret_key::SecretKey, service_url::check_database, variable::name_variable};
use crate::clock::{Clock, DAY_MILLIS};

/// Development has defaults for everything; production refuses to start without its own settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    /// For applicants: refuses to start without the settings that they need.
    Production,
    /// For developers: works without any setting, on loopback only.
    Development,
}

/// The settings of `nss serve`. They hold passwords, so there is no `Debug`.
#[derive(Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Production unless said
    #[arg(long, env = "NSS_ENV", value_enum, default_value_t = Environment::Production)]
    pub env: Environment,
    /// Address to listen on; in development on loopback only
    #[arg(long, env = "NSS_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address of `/metrics` (Prometheus), which has no password: loopback or a private network [default: off]
    #[arg(long, env = "NSS_METRICS_LISTEN", value_name = "ADDRESS:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// The store: `sqlite://PATH` or `postgres://…`
    #[arg(
        long,
        env = "NSS_DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite://var/nss.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Files that are attached: a folder, or `s3://BUCKET[/PREFIX]` with the usual AWS_… variables; several processes
    /// share it
    #[arg(long, env = "NSS_FILES_URL", value_name = "URL", default_value = "var/files", hide_env_values = true)]
    pub files_url: String,
    /// Bytes that stay free on the volume of the folder of files: with less, uploads are refused; not for a bucket
    #[arg(long, env = "NSS_FILES_MIN_FREE", value_name = "BYTES", default_value_t = 1 << 30)]
    pub files_min_free: u64,
    /// Mail: `smtp://…` or `smtps://…`; in development also a file (default var/mails.jsonl)
    #[arg(long, env = "NSS_MAIL_URL", value_name = "URL", hide_env_values = true)]
    pub mail_url: Option<String>,
    /// Sender of every mail [default: no-reply@ the host of the base URL]
    #[arg(long, env = "NSS_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Address of the page, e.g. `https://nss.example.jp` [development default: where it listens]
    #[arg(long, env = "NSS_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// File with at least 32 random bytes; required in production
    #[arg(long, env = "NSS_SECRET_KEY_FILE", value_name = "PATH")]
    pub secret_key_file: Option<PathBuf>,
    /// Files that held the key before, parted by commas: they only decrypt what was
    /// encrypted with them
    #[arg(long, env = "NSS_PREVIOUS_SECRET_KEY_FILES", value_name = "PATH,…", value_delimiter = ',')]
    pub previous_secret_key_files: Vec<OsString>,
    /// Days after which the rows of sent and given up mails are deleted; their texts are erased at once, but a given up mail of
    /// an account with an application keeps its text, encrypted, so that the staff can send it again
    #[arg(long, env = "NSS_MAIL_RETENTION_DAYS", value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=36500))]
    pub mail_retention_days: u32,
    /// Days after which an account is erased whose application was withdrawn or became void, and after which the rows of
    /// erased accounts are deleted
    #[arg(long, env = "NSS_ACCOUNT_RETENTION_DAYS", value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=36500))]
    pub account_retention_days: u32,
    /// Proxies whose X-Forwarded-For is believed: addresses and networks (10.0.0.0/8), parted by commas
    #[arg(long, env = "NSS_TRUSTED_PROXY", value_name = "NETWORK,…", value_delimiter = ',')]
    pub trusted_proxy: Vec<String>,
    /// Seconds after which an idle session ends; 12 hours are the most in any case
    #[arg(long, env = "NSS_SESSION_IDLE", value_name = "SECONDS", default_value_t = 1800, value_parser = clap::value_parser!(u32).range(360..=43200))]
    pub session_idle: u32,
    /// Seconds after which an idle session of the staff ends; 12 hours are the most in any case
    #[arg(long, env = "NSS_STAFF_SESSION_IDLE", value_name = "SECONDS", default_value_t = 1800, value_parser = clap::value_parser!(u32).range(360..=43200))]
    pub staff_session_idle: u32,
    /// Development: `file:PATH`, a file with an instant (RFC 3339) from which the clock runs on since it was written
    #[arg(long, env = "NSS_CLOCK", value_name = "file:PATH")]
    pub clock: Option<String>,
    /// Name of the operator; required in production
    #[arg(long, env = "NSS_OPERATOR_NAME", value_name = "TEXT")]
    pub operator_name: Option<String>,
    /// Postal address of the operator; required in production
    #[arg(long, env = "NSS_OPERATOR_ADDRESS", value_name = "TEXT")]
    pub operator_address: Option<String>,
    /// Telephone number of the operator's help desk; required in production
    #[arg(long, env = "NSS_OPERATOR_TELEPHONE", value_name = "TEXT")]
    pub operator_telephone: Option<String>,
    /// Opening hours of the help desk
    #[arg(long, env = "NSS_OPERATOR_HOURS", value_name = "TEXT", default_value = "平日 9:00～18:00")]
    pub operator_hours: String,
    /// The operator's システム利用規程, plain text [default: a placeholder that says so]
    #[arg(long, env = "NSS_TERMS_FILE", value_name = "PATH")]
    pub terms_file: Option<PathBuf>,
    /// The operator's table of links, JSON [default: links without an address]
    #[arg(long, env = "NSS_LINKS_FILE", value_name = "PATH")]
    pub links_file: Option<PathBuf>,
    /// Folders that are read while developing
    #[command(flatten)]
    pub folders: Folders,
}

/// The settings do not allow a start: every missing one, with the name of its variable.
#[derive(Debug, thiserror::Error)]
#[error("cannot start:\n  - {}", .0.join("\n  - "))]
pub struct ConfigError(pub Vec<String>);

/// The storage of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageConfig {
    /// A folder; several processes share it.
    Folder(PathBuf),
    /// `s3://BUCKET[/PREFIX]`; region and keys come from the usual `AWS_…` variables.
    S3(String),
}

impl StorageConfig {
    /// The storage behind `NSS_FILES_URL`.
    pub fn from_url(url: &str) -> Result<Self, String> {
        service_url::read_files(url)
    }
}

/// The destination of mail.
#[derive(Clone, PartialEq, Eq)]
pub enum MailConfig {
    /// A mail server.
    Smtp(String),
    /// Lines of a file; development.
    File(PathBuf),
    /// Memory; tests.
    Memory,
}

impl fmt::Debug for MailConfig {
    /// The URL of a mail server may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(_) => f.write_str("Smtp(…)"),
            Self::File(file) => f.debug_tuple("File").field(file).finish(),
            Self::Memory => f.write_str("Memory"),
        }
    }
}

/// Development only: folders that are read at each request instead of the embedded files.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Folders {
    /// Development: the built page is read from this folder at each request (`cargo xtask dev`: target/site)
    #[arg(long, env = "NSS_SITE", value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// Development: the stylesheets are read from this folder, and the open page follows them (`cargo xtask dev`:
    /// style)
    #[arg(long, env = "NSS_STYLE", value_name = "FOLDER")]
    pub style: Option<PathBuf>,
}

/// Validated settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// Production or development.
    pub env: Environment,
    /// `scheme://host[:port]`, without a slash at the end.
    pub base_url: String,
    /// The storage of files.
    pub files: StorageConfig,
    /// Bytes that stay free on the volume of the folder of files.
    pub files_min_free: u64,
    /// The destination of mail.
    pub mail: MailConfig,
    /// Sender of every mail.
    pub mail_from: String,
    /// Key of all keyed hashes.
    pub secret: SecretKey,
    /// Keys before `secret`: they decrypt what was encrypted with them.
    pub previous_secrets: Vec<SecretKey>,
    /// Days after which rows of sent and given up mails are deleted.
    pub mail_retention_days: u32,
    /// Days after which rows of erased accounts are deleted.
    pub account_retention_days: u32,
    /// Proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxy: Vec<IpNet>,
    /// Seconds after which an idle session ends.
    pub session_idle: u32,
    /// Seconds after which an idle session of the staff ends.
    pub staff_session_idle: u32,
    /// The operator of the service.
    pub operator: Operator,
    /// The source of the time.
    pub clock: Clock,
    /// Development: folders that replace the embedded files.
    pub folders: Folders,
}

impl Config {
    /// Whether cookies are for https only.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether `/dev/…` exists and limits per client address are widened.
    pub fn is_development(&self) -> bool {
        self.env == Environment::Development
    }

    /// The URL of the login page, for mails.
    pub fn login_url(&self) -> String {
        format!("{}/login", self.base_url)
    }

    /// Milliseconds for which an ended account can be read.
    pub fn account_retention_millis(&self) -> i64 {
        i64::from(self.account_retention_days) * DAY_MILLIS
    }
}

/// The operator's key for a command beside the server.
pub fn read_secret_key(path: Option<&Path>, env: Environment) -> Result<SecretKey, String> {
    secret_key::read(path, env == Environment::Production)
}

impl Settings {
    /// Validates the settings. Names every setting that does not allow a start.
    pub fn check(&self) -> Result<Config, ConfigError> {
        let mut missing = Vec::new();
        let production = self.env == Environment::Production;
        let base_url = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        let base_url = base_url::read(&base_url, production).map_err(|line| missing.push(line)).ok();
        let mail = service_url::read_mail(self.mail_url.as_deref(), production).map_err(|line| missing.push(line)).ok();
        let files = StorageConfig::from_url(&self.files_url).map_err(|line| missing.push(line)).ok();
        let secret = secret_key::read(self.secret_key_file.as_deref(), production);
        let secret = secret.map_err(|line| missing.push(line)).ok();
        let previous = self.previous_secret_key_files.iter().filter(|path| !path.is_empty());
        let previous = previous.map(|path| secret_key::read_previous(path.as_ref()));
        let previous = previous.collect::<Result<_, _>>().map_err(|line| missing.push(line)).ok();
        let trusted_proxy = trusted_proxy::read(&self.trusted_proxy).map_err(|line| missing.push(line)).ok();
        let clock = self.clock().map_err(|line| missing.push(line)).ok();
        missing.extend(service_url::check_database(&self.database_url).err());
        let domain = base_url.as_ref().and_then(|url| url.domain.clone());
        let mail_from = self.mail_from(domain, production).map_err(|line| missing.push(line)).ok();
        missing.extend(operator::faults(self, production));
        if production {
            if matches!(files, Some(StorageConfig::S3(_))) && !service_url::names_bucket_place(env::vars_os()) {
                missing
                    .push("NSS_FILES_URL names a bucket: AWS_REGION or AWS_ENDPOINT must say where it is".to_owned());
            }
            if self.terms_file.is_none() {
                missing.push("NSS_TERMS_FILE must name the operator's システム利用規程".to_owned());
            }
            if self.clock.is_some() || self.folders.site.is_some() || self.folders.style.is_some() {
                missing.push("NSS_CLOCK, NSS_SITE and NSS_STYLE are for NSS_ENV=development".to_owned());
            }
        } else if !self.listen.ip().is_loopback() {
            missing.push(format!("development listens on loopback only, not on {}", self.listen));
        }
        if !missing.is_empty() {
            return Err(ConfigError(missing));
        }
        let (Some(base_url), Some(files), Some(mail), Some(mail_from)) = (base_url, files, mail, mail_from) else {
            return Err(ConfigError(missing));
        };
        let (Some(secret), Some(previous), Some(clock), Some(trusted_proxy)) = (secret, previous, clock, trusted_proxy)
        else {
            return Err(ConfigError(missing));
        };
        Ok(Config {
            env: self.env,
            base_url: base_url.origin,
            files,
            files_min_free: self.files_min_free,
            mail,
            mail_from,
            secret,
            previous_secrets: previous,
            mail_retention_days: self.mail_retention_days,
            account_retention_days: self.account_retention_days,
            trusted_proxy,
            session_idle: self.session_idle,
            staff_session_idle: self.staff_session_idle,
            operator: operator::of(self),
            clock,
            folders: self.folders.clone(),
        })
    }

    /// Warnings of settings that work and deserve the operator's attention at every start.
    pub fn warnings(&self, config: &Config) -> Vec<&'static str> {
        let mut warnings = Vec::new();
        if !config.is_development() && config.trusted_proxy.is_empty() {
            warnings.push(
                "NSS_TRUSTED_PROXY names no proxy: all clients behind one count as one, and share its rate limits",
            );
        }
        if !config.is_development() && self.links_file.is_none() {
            warnings.push("NSS_LINKS_FILE names no file: the page's links to the operator have no address");
        }
        if service_url::sends_password_in_clear(&config.mail) {
            warnings.push("NSS_MAIL_URL sends its password without TLS: use smtps://… or smtp://…?tls=required");
        }
        warnings
    }

    /// The sender. The domain of the page is the default; an address of numbers is no domain.
    fn mail_from(&self, domain: Option<String>, production: bool) -> Result<String, String> {
        let from = match (&self.mail_from, domain) {
            (Some(from), _) => from.clone(),
            (None, None) if production => return Err("NSS_MAIL_FROM must be the sender of every mail".to_owned()),
            (None, domain) => format!("no-reply@{}", domain.as_deref().unwrap_or("localhost")),
        };
        match from.parse::<Mailbox>() {
            Ok(_) => Ok(from),
            Err(_) => Err("NSS_MAIL_FROM must be a mail address, as in no-reply@example.jp".to_owned()),
        }
    }

    fn clock(&self) -> Result<Clock, String> {
        match self.clock.as_deref().map(|clock| clock.split_once("file:")) {
            None => Ok(Clock::System),
            Some(Some(("", path))) => Ok(Clock::File(path.into())),
            Some(_) => Err("NSS_CLOCK must be file:PATH".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
