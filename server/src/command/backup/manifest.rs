//! The manifest of a backup: every copied file with size and SHA-256.

use std::{
    error::Error,
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

use nss_core::api::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::progress::Progress;
use crate::store::hex;

/// Name of the copy of an SQLite database.
pub const SQLITE: &str = "nss.db";
/// Name of the dump of a PostgreSQL database.
pub const DUMP: &str = "database.dump";
/// Folder of the attached files, each named by its identity.
pub const FILES: &str = "files";
const MANIFEST: &str = "manifest.json";

/// The content of a backup.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// All that was acknowledged before is in the backup.
    pub begun_at: Instant,
    /// Version of the program.
    pub version: String,
    /// The copy of the database: [`SQLITE`] or [`DUMP`].
    pub database: Copied,
    /// The attached files.
    pub files: Vec<Copied>,
    /// Identities of files that the database named and the storage lacked.
    pub missing: Vec<String>,
}

/// A file of the backup.
#[derive(Debug, Serialize, Deserialize)]
pub struct Copied {
    /// Name in its folder.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// Writes it into the folder, in one step.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let part = folder.join(format!("{MANIFEST}.part"));
        let mut file = File::create(&part)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        fs::rename(part, folder.join(MANIFEST))?;
        Ok(())
    }

    /// Reads it from the folder.
    pub fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read(folder.join(MANIFEST))
            .map_err(|error| format!("{} holds no complete backup: {MANIFEST}: {error}", folder.display()))?;
        Ok(serde_json::from_slice(&text).map_err(|error| format!("{MANIFEST}: {error}"))?)
    }

    /// Reads every file of the backup; fails at the first one that is missing or changed.
    pub fn check(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let total = self.database.size + self.files.iter().map(|file| file.size).sum::<u64>();
        let mut progress = Progress::new("checking the backup", total);
        self.database.check(folder, &mut progress)?;
        self.files.iter().try_for_each(|file| file.check(&folder.join(FILES), &mut progress))
    }
}

impl Copied {
    /// Size and hash of a file.
    pub fn of(path: &Path, name: &str, progress: &mut Progress) -> io::Result<Self> {
        let (mut file, mut hash, mut size, mut block) = (File::open(path)?, Sha256::new(), 0, vec![0; 1 << 18]);
        loop {
            let length = file.read(&mut block)?;
            if length == 0 {
                return Ok(Self { name: name.to_owned(), size, sha256: hex(&hash.finalize()) });
            }
            hash.update(&block[..length]);
            size += length as u64;
            progress.add(length as u64);
        }
    }

    fn check(&self, folder: &Path, progress: &mut Progress) -> Result<(), Box<dyn Error>> {
        // A name that leads out of the folder is none of ours.
        if self.name.contains(['/', '\\']) || self.name.starts_with('.') {
            return Err(format!("the manifest is damaged: {:?} is no name", self.name).into());
        }
        let path = folder.join(&self.name);
        let found = Self::of(&path, &self.name, progress).map_err(|error| format!("{}: {error}", path.display()))?;
        if found.sha256 == self.sha256 && found.size == self.size {
            return Ok(());
        }
        Err(format!("{} was changed since the backup", path.display()).into())
    }
}
