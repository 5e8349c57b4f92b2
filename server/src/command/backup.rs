//! `nss backup`: copies the data of a running server into a folder.
//!
//! The database is copied first, in one transaction, and then the files that its rows name: a row is written after the
//! bytes of its file, so that every row of the copy finds its file. A file that the sweep erases in between is left out
//! if the database no longer has its row.

pub mod manifest;
pub mod places;
pub mod progress;
mod target;

use std::{
    error::Error,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use futures_util::StreamExt;
use nss_core::api::Instant;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryFilter, Statement};
use sha2::{Digest, Sha256};

use super::private_files::keep_files_private;
use crate::{
    clock::Clock,
    config::StorageConfig,
    file::storage::FileStorage,
    store::{file, hex},
};
use manifest::{Copied, DUMP, FILES, Manifest, SQLITE};
use places::Places;
use progress::Progress;

/// The arguments of `nss backup`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the backup: missing or empty; with PostgreSQL it holds the dump, database.dump, and nothing else
    pub to: PathBuf,
    /// The data.
    #[command(flatten)]
    pub places: Places,
}

/// Takes the backup. The manifest is written last: a folder without one is no backup.
pub async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    keep_files_private();
    let (to, places) = (&arguments.to, &arguments.places);
    let begun_at = Clock::System.now();
    let live = places.connect().await?;
    let storage = places.storage()?;
    target::prepare(to, places.sqlite_path().is_some(), &storage)?;
    let copied = copy(begun_at, &live, &storage, arguments).await;
    let manifest =
        copied.map_err(|error| format!("{error}; {} holds no backup, delete what is in it", to.display()))?;
    live.close().await?;
    let (count, to) = (manifest.files.len(), to.display());
    if manifest.missing.is_empty() {
        eprintln!("backup of {begun_at}: the database and {count} files are in {to}");
        return Ok(());
    }
    Err(format!(
        "the backup of {begun_at} in {to} is incomplete: it holds the database and {count} files, but the storage lacks \
         the bytes of {} files that the database names, or has others: {}",
        manifest.missing.len(),
        manifest.missing.join(", ")
    )
    .into())
}

/// Copies the database if it is SQLite, then the files; writes the manifest and reads it again.
async fn copy(
    begun_at: Instant,
    live: &DatabaseConnection,
    storage: &StorageConfig,
    Arguments { to, places }: &Arguments,
) -> Result<Manifest, Box<dyn Error>> {
    let storage = FileStorage::open(storage)?;
    let is_sqlite = places.sqlite_path().is_some();
    let database = if is_sqlite { SQLITE } else { DUMP };
    let rows = if is_sqlite {
        copy_sqlite(live, &to.join(SQLITE)).await?;
        // The rows of the copy, not of the server: it goes on.
        let copy = places::connect_sqlite(&to.join(SQLITE)).await?;
        let rows = rows(&copy).await?;
        copy.close().await?;
        rows
    } else {
        rows(live).await?
    };
    let database =
        Copied::of(&to.join(database), database, &mut Progress::new("checking the copy of the database", 0))?;
    let (files, missing) = copy_files(live, &storage, rows, &to.join(FILES)).await?;
    Manifest { begun_at, version: env!("CARGO_PKG_VERSION").to_owned(), database, files, missing }.write(to)?;
    Manifest::read(to)
}

/// Copies the database in one read transaction, which no writer waits for. Erased content in free pages is not copied.
async fn copy_sqlite(live: &DatabaseConnection, to: &Path) -> Result<(), Box<dyn Error>> {
    let path = to.to_str().ok_or("the folder's name is not UTF-8")?;
    let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
    let copying = live.execute_raw(copy);
    tokio::pin!(copying);
    let mut progress = Progress::new("copying the database", 0);
    loop {
        tokio::select! {
            done = &mut copying => {
                done?;
                break;
            }
            () = tokio::time::sleep(progress::INTERVAL) => progress.at(fs::metadata(to).map_or(0, |file| file.len())),
        }
    }
    progress.at(fs::metadata(to)?.len());
    // SQLite does not sync the copy.
    File::open(to)?.sync_all()?;
    Ok(())
}

/// The files of a database that belong into a backup: stored ones, and those that arrive.
async fn rows(db: &DatabaseConnection) -> Result<Vec<file::Model>, sea_orm::DbErr> {
    file::Entity::find().filter(file::Column::State.ne(file::state::ERASING)).all(db).await
}

/// Copies the files of these rows; returns the copied ones, and the ids of those that the storage lacks though the
/// database still names them.
async fn copy_files(
    live: &DatabaseConnection,
    storage: &FileStorage,
    rows: Vec<file::Model>,
    to: &Path,
) -> Result<(Vec<Copied>, Vec<String>), Box<dyn Error>> {
    let (mut copied, mut missing) = (Vec::new(), Vec::new());
    let mut progress = Progress::new("copying files", rows.iter().map(|row| i64::from(row.size).unsigned_abs()).sum());
    for row in rows {
        let file = copy_file(storage, &row, to).await?;
        progress.add(i64::from(row.size).unsigned_abs());
        match file {
            Some(file) => copied.push(file),
            // An upload that is under way was not acknowledged.
            None if row.state == file::state::ARRIVING => {}
            None if is_gone(live, &row.id).await? => {}
            None => missing.push(row.id),
        }
    }
    Ok((copied, missing))
}

/// Copies one file; nothing if the storage does not have the bytes that the row describes.
async fn copy_file(storage: &FileStorage, row: &file::Model, to: &Path) -> Result<Option<Copied>, Box<dyn Error>> {
    let mut pieces = match storage.get(&row.id).await {
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        pieces => pieces?,
    };
    let path = to.join(&row.id);
    let (mut file, mut hash, mut size) = (File::create(&path)?, Sha256::new(), 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece?;
        file.write_all(&piece)?;
        hash.update(&piece);
        size += piece.len() as u64;
    }
    file.sync_all()?;
    let sha256 = hex(&hash.finalize());
    if sha256 != row.sha256 {
        fs::remove_file(path)?;
        return Ok(None);
    }
    Ok(Some(Copied { name: row.id.clone(), size, sha256 }))
}

/// Whether the server erased the file since the database was copied, or is about to.
async fn is_gone(live: &DatabaseConnection, id: &str) -> Result<bool, sea_orm::DbErr> {
    let row = file::Entity::find_by_id(id).one(live).await?;
    Ok(row.is_none_or(|row| row.state == file::state::ERASING))
}
