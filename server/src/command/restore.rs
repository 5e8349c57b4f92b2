//! `nss restore`: puts a backup into an empty place.
//!
//! Nothing is written before every file of the backup was read and compared with the manifest. The files are put first
//! and the database last, so that an interrupted restore leaves no database that seems complete.

use std::{
    error::Error,
    fs::{self, File},
    path::{Path, PathBuf},
};

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    backup::{
        manifest::{DUMP, FILES, Manifest, SQLITE},
        places::Places,
        progress::Progress,
    },
    serve::keep_files_private,
};
use crate::{
    file::storage::FileStorage,
    store::{Store, file, sequence, session},
};

/// The arguments of `nss restore`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the backup
    pub from: PathBuf,
    /// Receipt numbers to leave out, at least as many as were given after the backup: they must not come again
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub skip_numbers: u16,
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
    let storage = FileStorage::open(&places.storage()?)?;
    if !storage.is_empty().await? {
        return Err(format!("{} is not empty", places.files_url).into());
    }
    manifest.check(from)?;
    let mut progress = Progress::new("putting files", manifest.files.iter().map(|file| file.size).sum());
    for file in &manifest.files {
        storage.put(&file.name, File::open(from.join(FILES).join(&file.name))?).await?;
        progress.add(file.size);
    }
    drop(progress);
    if let Some(path) = places.sqlite_path() {
        put_database(&from.join(SQLITE), path)?;
    }
    let store = Store::open(&places.database_url).await?;
    session::Entity::delete_many().exec(&store.db).await?;
    sequence::skip(&store.db, arguments.skip_numbers.into()).await?;
    let lost = lost(&store.db, &manifest).await?;
    store.close().await?;
    eprintln!("the backup of {} is restored: the database and {} files", manifest.begun_at, manifest.files.len());
    if lost.is_empty() {
        return Ok(());
    }
    Err(format!("the database names {} files that the backup does not have: {}", lost.len(), lost.join(", ")).into())
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

/// Copies the database beside its place, and gives it its name in one step.
fn put_database(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = PathBuf::from(format!("{}.part", to.display()));
    fs::copy(from, &part)?;
    File::open(&part)?.sync_all()?;
    fs::rename(part, to)?;
    Ok(())
}

/// The stored files of the database that the backup lacks, except those whose row was removed: the next sweep erases
/// them.
async fn lost(db: &DatabaseConnection, manifest: &Manifest) -> Result<Vec<String>, DbErr> {
    let kept = file::Entity::find().select_only().column(file::Column::Id);
    let kept = kept.filter(file::Column::State.eq(file::state::KEPT)).filter(file::Column::LooseSince.is_null());
    let mut ids: Vec<String> = kept.into_tuple().all(db).await?;
    let copied: std::collections::HashSet<&str> = manifest.files.iter().map(|file| &*file.name).collect();
    ids.retain(|id| !copied.contains(&**id));
    Ok(ids)
}
