//! Files of the server belong to its user alone.

#[cfg(unix)]
use std::{ffi::OsString, fs, io, os::unix::fs::PermissionsExt, path::Path, path::PathBuf};

use crate::config::Settings;

/// Files that this process creates (database, attachments, development's mails) belong to its user alone.
pub(super) fn keep_files_private() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// Closes the files of an SQLite database to others: an older version or a copy by hand may have left them open. Warns
/// of them, and of a key that everybody can read.
#[cfg(unix)]
pub(super) fn check_modes(settings: &Settings) {
    for path in crate::store::sqlite_path(&settings.database_url).into_iter().flat_map(files_of_sqlite) {
        match close(&path) {
            Ok(true) => tracing::warn!("{} was open to others: now it is for its owner alone", path.display()),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "{} is open to others: chmod 600", path.display()),
        }
    }
    let previous = settings.previous_secret_key_files.iter().filter(|path| !path.is_empty()).map(Path::new);
    for path in settings.secret_key_file.iter().map(PathBuf::as_path).chain(previous) {
        if fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o004 != 0) {
            tracing::warn!("the key {} can be read by everybody: chmod 600, or 640", path.display());
        }
    }
}

/// Other systems have no such modes.
#[cfg(not(unix))]
pub(super) fn check_modes(_: &Settings) {}

/// The database, its log, and the index of the log.
#[cfg(unix)]
fn files_of_sqlite(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|ending| {
        let mut name = OsString::from(path);
        name.push(ending);
        PathBuf::from(name)
    })
}

/// Takes all rights of group and others; returns whether there were any. A missing file has none.
#[cfg(unix)]
fn close(path: &PathBuf) -> io::Result<bool> {
    let Ok(file) = fs::metadata(path) else { return Ok(false) };
    let is_open = file.permissions().mode() & 0o077 != 0;
    if is_open {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(is_open)
}
