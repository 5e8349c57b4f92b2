//! Tools that npm installs in exact versions outside the repository.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::Requirement;
use crate::{command, paths};

/// A package in one exact version, and a file that exists once it is installed.
pub(super) struct Package {
    name: &'static str,
    version: &'static str,
    file: &'static str,
}

/// `wasm-opt`, which trunk finds in PATH: it makes the wasm about a fifth smaller.
pub(super) const BINARYEN: Package = Package { name: "binaryen", version: "132.0.0", file: ".bin/wasm-opt" };
/// The accessibility checker that the stories run (F112).
pub(super) const AXE: Package = Package { name: "axe-core", version: "4.14.1", file: "axe-core/axe.min.js" };
/// The font of the printed forms (OFL 1.1).
pub(super) const NOTO_SANS_JP: Package = Package {
    name: "@expo-google-fonts/noto-sans-jp",
    version: "0.4.3",
    file: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
};
/// The schema library against which the bench measures core.
pub(super) const ZOD: Package = Package { name: "zod", version: "4.6.7", file: "zod/index.js" };

impl Package {
    /// The folder of its installation.
    pub(super) fn folder(&self) -> PathBuf {
        paths::cargo_home().join("nss-tools").join(format!("{}-{}", self.name, self.version))
    }

    /// Its file.
    pub(super) fn file(&self) -> PathBuf {
        self.folder().join("node_modules").join(self.file)
    }

    /// Installs the package if it is missing, and returns its folder.
    pub(super) fn ensure_installed(&self) -> Result<PathBuf> {
        if !self.is_installed() {
            println!("{} is missing: {}", self.name, self.install_command());
            fs::create_dir_all(self.folder())?;
            command::run(Command::new("npm").args(self.args()), 10)
                .with_context(|| format!("get it with: {}", self.install_command()))?;
        }
        Ok(self.folder())
    }

    /// This package as a requirement, for `doctor`.
    pub(super) fn requirement(&self) -> Requirement {
        Requirement {
            name: format!("{}@{}", self.name, self.version),
            is_installed: self.is_installed(),
            install_command: self.install_command(),
        }
    }

    fn is_installed(&self) -> bool {
        self.file().exists()
    }

    fn args(&self) -> Vec<String> {
        let folder = self.folder().display().to_string();
        let package = format!("{}@{}", self.name, self.version);
        ["install", "--no-audit", "--no-fund", "--prefix", &folder, &package].map(str::to_owned).to_vec()
    }

    fn install_command(&self) -> String {
        format!("npm {}", self.args().join(" "))
    }
}
