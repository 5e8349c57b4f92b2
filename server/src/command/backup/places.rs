//! The places of the data, named as for `nss serve`.

use std::{error::Error, path::Path};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use crate::{
    config::{StorageConfig, check_database},
    store,
};

/// Database and files. Their URLs may hold passwords, so there is no `Debug`.
#[derive(clap::Args)]
pub struct Places {
    /// The store: `sqlite://PATH` or `postgres://…`
    #[arg(
        long,
        env = "NSS_DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite://var/nss.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Attached files: a folder, or `s3://BUCKET[/PREFIX]`
    #[arg(long, env = "NSS_FILES_URL", value_name = "URL", default_value = "var/files", hide_env_values = true)]
    pub files_url: String,
}

impl Places {
    /// The file of an SQLite database.
    pub fn sqlite_path(&self) -> Option<&Path> {
        store::sqlite_path(&self.database_url)
    }

    /// The storage of files.
    pub fn storage(&self) -> Result<StorageConfig, String> {
        StorageConfig::from_url(&self.files_url)
    }

    /// Opens the database as it is: it is not created, and its schema is not changed.
    pub async fn connect(&self) -> Result<DatabaseConnection, Box<dyn Error>> {
        check_database(&self.database_url)?;
        match self.sqlite_path() {
            Some(path) if !path.exists() => Err(format!("{}: there is no database", path.display()).into()),
            Some(path) => Ok(connect_sqlite(path).await?),
            None => Ok(connect(&self.database_url).await?),
        }
    }
}

/// Opens an SQLite database that exists.
pub(crate) async fn connect_sqlite(path: &Path) -> Result<DatabaseConnection, DbErr> {
    connect(&format!("sqlite://{}", path.display())).await
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    Database::connect(options).await
}
