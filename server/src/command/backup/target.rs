//! The folder that a backup is written into.

use std::{
    error::Error,
    fs::{self, File},
    io::{self, Read},
    path::{self, Path},
};

use super::manifest::{DUMP, FILES};
use crate::config::StorageConfig;

/// First bytes of a dump of `pg_dump --format=custom`.
const HEAD: &[u8] = b"PGDMP";

/// Creates the folder and the folder of files in it; fails before the latter if anything is wrong.
pub(super) fn prepare(to: &Path, is_sqlite: bool, storage: &StorageConfig) -> Result<(), Box<dyn Error>> {
    let folder = if let StorageConfig::Folder(folder) = storage { Some(folder) } else { None };
    if folder.is_some_and(|folder| is_inside(to, folder)) {
        return Err(format!("{} is in the folder of files, where no backup can be", to.display()).into());
    }
    fs::create_dir_all(to)?;
    let mut names = fs::read_dir(to)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    if !is_sqlite {
        check_dump(&to.join(DUMP))?;
        names.retain(|name| name != DUMP);
    }
    if !names.is_empty() {
        return Err(format!("{} is not empty", to.display()).into());
    }
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(format!("{}: there is no folder of files (NSS_FILES_URL)", folder.display()).into());
    }
    Ok(fs::create_dir(to.join(FILES))?)
}

/// Whether `path`, which may be missing, is `folder` or in it.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let (Ok(folder), Ok(path)) = (fs::canonicalize(folder), path::absolute(path)) else { return false };
    path.ancestors().find_map(|path| fs::canonicalize(path).ok()).is_some_and(|path| path.starts_with(folder))
}

/// Fails unless the dump begins like one. A dump that breaks off later begins so, too: `pg_dump` ends with an error then.
fn check_dump(path: &Path) -> Result<(), Box<dyn Error>> {
    let dump = path.display();
    let command = format!("pg_dump --format=custom --file={dump} URL");
    let mut head = Vec::new();
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(format!("dump the database first, the files follow: {command}").into());
        }
        file => file?.take(HEAD.len() as u64).read_to_end(&mut head)?,
    };
    match &*head {
        HEAD => Ok(()),
        [] => Err(format!("{dump} is empty, the dump failed: {command}").into()),
        _ => Err(format!("{dump} is no dump in PostgreSQL's custom format: {command}").into()),
    }
}
