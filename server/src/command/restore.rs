//! `nss restore`: puts a backup into an empty place.
//!
//! Nothing is written before every file of the backup was read and compared with the manifest. The database is prepared
//! under another name and gets its own after the files, so that an interrupted restore leaves no database that seems
//! complete.

mod partial_database;

use std::{
    error::Error,
    fs::File,
    path::{Path, PathBuf},
};

use nss_core::receipt_number::year_of;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use self::partial_database::PartialDatabase;
use super::{
    backup::{
        manifest::{DUMP, FILES, Manifest, SQLITE},
        places::Places,
        progress::Progress,
    },
    private_files::keep_files_private,
};
use crate::{
    clock::Clock,
    config::StorageConfig,
    file::storage::FileStorage,
    store::{self, Store, file, sequence, session, staff_session},
};

/// The arguments of `nss restore`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the backup
    pub from: PathBuf,
    /// Receipt numbers to leave out, at least as many as were given after the backup: they must not come again
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub skip_numbers: u16,
    /// Restore also a backup that lacks files which its database names
    #[arg(long)]
    pub incomplete: bool,
    /// The empty place.
    #[command(flatten)]
    pub places: Places,
}

/// Restores the backup. Sessions are not restored: a session that was ended after the backup must not live again.
pub async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    keep_files_private();
    let (from, places) = (&arguments.from, &arguments.places);
    let manifest = Manifest::read(from)?;
    check_database(&manifest, places, from).await?;
    let storage = places.storage()?;
    if !is_empty(&storage).await? {
        let files = &places.files_url;
        return Err(format!("{files} is not empty; if a restore broke off there, clear it before the next one").into());
    }
    if !manifest.missing.is_empty() && !arguments.incomplete {
        let (count, missing) = (manifest.missing.len(), manifest.missing.join(", "));
        return Err(
            format!("the backup is incomplete (--incomplete restores it): it lacks {count} files: {missing}").into()
        );
    }
    manifest.check(from)?;
    let lost = write(arguments, &manifest, &storage)
        .await
        .map_err(|error| format!("{error}; the restore broke off: clear {} before the next one", places.files_url))?;
    eprintln!("the backup of {} is restored: the database and {} files", manifest.begun_at, manifest.files.len());
    if lost.is_empty() {
        return Ok(());
    }
    let text = format!("the database names {} files that the backup does not have: {}", lost.len(), lost.join(", "));
    if arguments.incomplete {
        eprintln!("{text}");
        return Ok(());
    }
    Err(text.into())
}

/// Whether nothing is stored there. A missing folder is not created.
async fn is_empty(storage: &StorageConfig) -> Result<bool, object_store::Error> {
    match storage {
        StorageConfig::Folder(folder) if !folder.exists() => Ok(true),
        storage => FileStorage::open(storage)?.is_empty().await,
    }
}

/// Writes everything. An SQLite database gets its name last, and is removed if anything fails. Returns the files that
/// the database names and the backup lacks.
async fn write(
    arguments: &Arguments,
    manifest: &Manifest,
    storage: &StorageConfig,
) -> Result<Vec<String>, Box<dyn Error>> {
    let (from, url) = (&arguments.from, &arguments.places.database_url);
    let Some(path) = arguments.places.sqlite_path() else {
        let lost = prepare(url, arguments, manifest).await?;
        put_files(from, manifest, storage).await?;
        return Ok(lost);
    };
    let part = PartialDatabase::copy(&from.join(SQLITE), path)?;
    let lost = prepare(&part.url(), arguments, manifest).await?;
    put_files(from, manifest, storage).await?;
    part.rename(path)?;
    Ok(lost)
}

/// Migrates the database, ends its sessions and skips the numbers. Returns the files that the backup lacks.
async fn prepare(url: &str, arguments: &Arguments, manifest: &Manifest) -> Result<Vec<String>, DbErr> {
    let store = Store::open(url).await?;
    let outcome = change(&store, arguments.skip_numbers, manifest).await;
    // Also after an error: no connection uses the file when it is removed.
    store.close().await?;
    outcome
}

async fn change(store: &Store, skip_numbers: u16, manifest: &Manifest) -> Result<Vec<String>, DbErr> {
    let transaction = store::begin(&store.db).await?;
    session::Entity::delete_many().exec(&transaction).await?;
    staff_session::Entity::delete_many().exec(&transaction).await?;
    sequence::skip(&transaction, year_of(&Clock::System.now()), skip_numbers.into()).await?;
    let lost = lost(&transaction, manifest).await?;
    transaction.commit().await?;
    Ok(lost)
}

async fn put_files(from: &Path, manifest: &Manifest, storage: &StorageConfig) -> Result<(), Box<dyn Error>> {
    let storage = FileStorage::open(storage)?;
    let mut progress = Progress::new("putting files", manifest.files.iter().map(|file| file.size).sum());
    for file in &manifest.files {
        storage.put(&file.name, File::open(from.join(FILES).join(&file.name))?).await?;
        progress.add(file.size);
    }
    Ok(())
}

/// Fails unless the database is in the backup and its place is empty. PostgreSQL's own program restores it before.
async fn check_database(manifest: &Manifest, places: &Places, from: &Path) -> Result<(), Box<dyn Error>> {
    match (places.sqlite_path(), &*manifest.database.name) {
        (Some(path), SQLITE) => {
            let taken = ["", "-wal", "-shm"].map(|ending| format!("{}{ending}", path.display()));
            match taken.iter().find(|path| Path::new(path).exists()) {
                Some(path) => Err(format!("{path} exists already").into()),
                None => Ok(()),
            }
        }
        (None, DUMP) => {
            let db = places.connect().await?;
            let restored = db.execute_unprepared("SELECT COUNT(*) FROM file").await;
            db.close().await?;
            restored.map(drop).map_err(|_| {
                let dump = from.join(DUMP);
                format!("restore the database first: pg_restore --no-owner --dbname=URL {}", dump.display()).into()
            })
        }
        (_, name) => Err(format!("the backup holds {name}, which is not for this NSS_DATABASE_URL").into()),
    }
}

/// The stored files of the database that the backup lacks, except those whose row was removed: the next sweep erases
/// them.
async fn lost(db: &impl ConnectionTrait, manifest: &Manifest) -> Result<Vec<String>, DbErr> {
    let kept = file::Entity::find().select_only().column(file::Column::Id);
    let kept = kept.filter(file::Column::State.eq(file::state::KEPT)).filter(file::Column::LooseSince.is_null());
    let mut ids: Vec<String> = kept.into_tuple().all(db).await?;
    let copied: std::collections::HashSet<&str> = manifest.files.iter().map(|file| &*file.name).collect();
    ids.retain(|id| !copied.contains(&**id));
    Ok(ids)
}
