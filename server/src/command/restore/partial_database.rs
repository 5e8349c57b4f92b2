//! An SQLite database that is being restored: it has a name of its own beside its place.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// The copy. Unless it was renamed, dropping it removes it.
#[derive(Debug)]
pub(super) struct PartialDatabase(PathBuf);

impl PartialDatabase {
    /// Copies the database `from` beside its place `to`; replaces what an earlier restore left there.
    pub(super) fn copy(from: &Path, to: &Path) -> io::Result<Self> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        let part = Self(PathBuf::from(format!("{}.part", to.display())));
        part.remove()?;
        // Without the mode of the backup's file, which may be open to others or closed to writes.
        io::copy(&mut File::open(from)?, &mut File::create_new(&part.0)?)?;
        Ok(part)
    }

    /// The URL of the copy.
    pub(super) fn url(&self) -> String {
        format!("sqlite://{}", self.0.display())
    }

    /// Gives it its name, in one step. No connection is open.
    pub(super) fn rename(&self, to: &Path) -> io::Result<()> {
        let log = self.file("-wal");
        if log.exists() {
            return Err(io::Error::other(format!("{} was not emptied", log.display())));
        }
        File::open(&self.0)?.sync_all()?;
        fs::rename(&self.0, to)
    }

    fn file(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", self.0.display()))
    }

    fn remove(&self) -> io::Result<()> {
        ["", "-wal", "-shm"].iter().try_for_each(|ending| match fs::remove_file(self.file(ending)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        })
    }
}

impl Drop for PartialDatabase {
    fn drop(&mut self) {
        if let Err(error) = self.remove() {
            eprintln!("delete {}: {error}", self.0.display());
        }
    }
}
