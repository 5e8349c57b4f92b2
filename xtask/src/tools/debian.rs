//! System programs: root on Debian installs their packages; other users are shown the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{Requirement, in_path};
use crate::command;

/// A package, and the check whether it is installed.
type Package = (&'static str, fn() -> bool);

const PACKAGES: [Package; 7] = [
    ("nodejs", || in_path("node").is_some()),
    ("npm", || in_path("npm").is_some()),
    ("chromium", || in_path("chromium").is_some()),
    ("chromium-driver", || in_path("chromedriver").is_some()),
    ("fonts-ipafont-gothic", has_japanese),
    ("postgresql", || postgres_folder().is_some()),
    ("poppler-utils", || in_path("pdftotext").is_some()),
];

/// The folder of `initdb` and `pg_ctl`, which Debian keeps out of PATH; the newest one if there are several.
pub(crate) fn postgres_folder() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions.max_by_key(|version| version.file_name().to_string_lossy().parse::<u32>().unwrap_or(0));
    let debian = newest.map(|version| version.path().join("bin"));
    let path = in_path("initdb").and_then(|program| Some(program.parent()?.to_owned()));
    debian.into_iter().chain(path).find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

/// Installs missing packages as root on Debian; otherwise fails with the command that installs them.
pub(super) fn install_missing() -> Result<()> {
    let missing: Vec<_> = PACKAGES.iter().filter(|(_, is_installed)| !is_installed()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    println!("missing: {}", missing.join(", "));
    if in_path("apt-get").is_none() || !is_root()? {
        bail!("missing: {}; get them with: sudo {line}", missing.join(", "));
    }
    println!("{line}");
    command::run(Command::new("apt-get").arg("update"), 10)?;
    command::run(Command::new("sh").args(["-c", &line]).env("DEBIAN_FRONTEND", "noninteractive"), 20)
}

/// The packages as requirements, for `doctor`.
pub(super) fn requirements() -> impl Iterator<Item = Requirement> {
    PACKAGES.iter().map(|(name, is_installed)| Requirement {
        name: (*name).to_owned(),
        is_installed: is_installed(),
        install_command: format!("sudo apt-get install -y --no-install-recommends {name}"),
    })
}

/// Whether xtask runs as root.
pub(crate) fn is_root() -> Result<bool> {
    Ok(command::output(Command::new("id").arg("-u"))? == "0")
}

/// Whether any font contains Japanese; the package above is a small one.
fn has_japanese() -> bool {
    let said = command::output(Command::new("fc-list").args([":lang=ja", "family"]));
    said.is_ok_and(|fonts| !fonts.is_empty()) || Path::new("/usr/share/fonts/opentype/ipafont-gothic").exists()
}
