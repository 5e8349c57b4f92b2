//! Tools that cargo installs, each version in its own folder, so that other projects keep their versions.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{Requirement, has_version, in_path};
use crate::{command, paths};

/// The program of a crate, in one exact version.
pub(super) struct Crate {
    package: &'static str,
    program: &'static str,
    version: String,
    /// The flag that leaves out features.
    features: Option<&'static str>,
}

/// The tools of the page load nothing, so that they need no TLS, which takes a minute to build.
const WITHOUT_TLS: Option<&str> = Some("--no-default-features");
/// Debug information of an installed tool.
const DEBUG: &str = "CARGO_PROFILE_DEV_DEBUG";

impl Crate {
    /// The bundler of the page; Trunk.toml names the same version.
    pub(super) fn trunk() -> Crate {
        Crate { package: "trunk", program: "trunk", version: "0.21.14".to_owned(), features: WITHOUT_TLS }
    }

    /// The tool in the library's version in Cargo.lock: both must be equal.
    pub(super) fn wasm_bindgen() -> Result<Crate> {
        let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock")?;
        let version = locked(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?.to_owned();
        Ok(Crate { package: "wasm-bindgen-cli", program: "wasm-bindgen", version, features: WITHOUT_TLS })
    }

    /// The checker of advisories, licences and sources.
    pub(super) fn cargo_deny() -> Crate {
        Crate { package: "cargo-deny", program: "cargo-deny", version: "0.20.2".to_owned(), features: None }
    }

    /// Installs the program if it is missing, and returns its folder.
    pub(super) fn ensure_installed(&self) -> Result<PathBuf> {
        if let Some(folder) = self.found() {
            return Ok(folder);
        }
        let mut install = Command::new("cargo");
        // A debug build suffices: the tool runs for seconds, and optimising it would take minutes. Nobody debugs it.
        install.args(["install", "--locked", "--debug"]).args(self.features).arg("--root").arg(self.root());
        install.arg(self.name()).current_dir(paths::root()).env_remove("CARGO_TARGET_DIR").env(DEBUG, "0");
        println!("{} is missing: {}", self.name(), self.install_command());
        command::run(&mut install, 30).with_context(|| format!("get it with: {}", self.install_command()))?;
        self.found().with_context(|| format!("{} was installed, but does not say that version", self.name()))
    }

    /// This tool as a requirement, for `doctor`.
    pub(super) fn requirement(&self) -> Requirement {
        Requirement { name: self.name(), is_installed: self.found().is_some(), install_command: self.install_command() }
    }

    fn found(&self) -> Option<PathBuf> {
        let ours = self.root().join("bin").join(self.program);
        let program =
            in_path(self.program).into_iter().chain([ours]).find(|program| has_version(program, &self.version))?;
        Some(program.parent()?.to_owned())
    }

    fn root(&self) -> PathBuf {
        paths::cargo_home().join("nss-tools").join(format!("{}-{}", self.package, self.version))
    }

    fn name(&self) -> String {
        format!("{}@{}", self.package, self.version)
    }

    fn install_command(&self) -> String {
        let features = self.features.map_or_else(String::new, |features| format!("{features} "));
        format!("cargo install --locked --debug {features}--root {} {}", self.root().display(), self.name())
    }
}

/// The version of a package in the text of a Cargo.lock.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    Some(rest.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_comes_out_of_the_lock() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.50\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked(lock, "leptos"), None);
    }

    #[test]
    fn trunk_has_the_version_that_its_settings_ask_for() {
        let settings = fs::read_to_string(paths::root().join("Trunk.toml")).unwrap();
        assert!(settings.contains(&format!("trunk-version = \"={}\"", Crate::trunk().version)));
    }
}
