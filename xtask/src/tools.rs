//! Finds every tool in its exact version, or installs it.

mod crates;
mod debian;
mod npm;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::{command, paths};
use crates::Crate;
pub(crate) use debian::{is_root, postgres_folder};

/// The page's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The tools that the verbs need beside cargo.
pub(crate) struct Tools {
    /// The folders of the tools, before the entries of PATH.
    path: OsString,
    /// Whether `wasm-opt` was found. `run` works without it; the page is then larger.
    pub(crate) has_wasm_opt: bool,
}

impl Tools {
    /// Installs the tools that build page and server.
    pub(crate) fn for_run() -> Result<Tools> {
        wasm_target()?;
        let mut folders = vec![Crate::trunk().ensure_installed()?, Crate::wasm_bindgen()?.ensure_installed()?];
        let wasm_opt = npm::BINARYEN.ensure_installed();
        let has_wasm_opt = wasm_opt.is_ok();
        match wasm_opt {
            Ok(folder) => folders.push(folder.join("node_modules/.bin")),
            Err(error) => println!("the page is larger than it has to be: {error:#}"),
        }
        if let Err(error) = font() {
            println!("the server makes no PDF: {error:#}");
        }
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Ok(Tools { path: env::join_paths(folders)?, has_wasm_opt })
    }

    /// Also installs the tools that the checks need: a browser, a database, axe.
    pub(crate) fn for_test() -> Result<Tools> {
        debian::install_missing()?;
        for package in [npm::BINARYEN, npm::AXE, npm::NOTO_SANS_JP] {
            package.ensure_installed()?;
        }
        Tools::for_run()
    }

    /// Installs the tool that checks the libraries.
    pub(crate) fn for_audit() -> Result<Tools> {
        let mut folders = vec![Crate::cargo_deny().ensure_installed()?];
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Ok(Tools { path: env::join_paths(folders)?, has_wasm_opt: false })
    }

    /// A command that finds the tools first in PATH and runs at the root of the repository.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        // PATH holds every tool in its exact version, so trunk downloads none; it also must not ask for its own newest version.
        command.env("PATH", &self.path).env("TRUNK_SKIP_VERSION_CHECK", "true").current_dir(paths::root());
        command
    }

    /// `cargo` with these arguments.
    pub(crate) fn cargo(&self, args: &[&str]) -> Command {
        let mut cargo = self.command("cargo");
        cargo.args(args);
        cargo
    }
}

/// The path of axe-core, for the stories.
pub(crate) fn axe() -> PathBuf {
    npm::AXE.folder().join("node_modules/axe-core/axe.min.js")
}

/// The path of zod, for the bench; installs it if it is missing.
pub(crate) fn zod() -> Result<PathBuf> {
    Ok(npm::ZOD.ensure_installed()?.join("node_modules/zod"))
}

/// The licence of the font, which the binary carries.
pub(crate) fn font_licence() -> PathBuf {
    npm::NOTO_SANS_JP.folder().join("node_modules/@expo-google-fonts/noto-sans-jp/LICENSE_FONT")
}

/// Puts the font of the printed forms where `pdf/build.rs` takes it.
fn font() -> Result<()> {
    npm::NOTO_SANS_JP.ensure_installed()?;
    let (from, to) = (npm::NOTO_SANS_JP.file(), paths::generated("font/NotoSansJP-Regular.ttf"));
    // A file that is copied anew makes cargo build the crate anew.
    if fs::metadata(&to).is_ok_and(|there| fs::metadata(&from).is_ok_and(|font| font.len() == there.len())) {
        return Ok(());
    }
    fs::create_dir_all(to.with_file_name(""))?;
    fs::copy(&from, &to).map(|_| ()).with_context(|| to.display().to_string())
}

fn wasm_target() -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    println!("rustup target add {WASM}");
    command::run(Command::new("rustup").args(["target", "add", WASM]), 10)
        .with_context(|| format!("Rust cannot build for the browser yet; get it with: rustup target add {WASM}"))
}

fn has_wasm_target() -> Result<bool> {
    let sysroot = command::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(paths::root()))?;
    Ok(Path::new(&sysroot).join("lib/rustlib").join(WASM).exists())
}

/// One requirement: its name, whether it is installed, and the command that installs it.
pub(crate) struct Requirement {
    pub(crate) name: String,
    pub(crate) is_installed: bool,
    pub(crate) install_command: String,
}

/// The requirements of all verbs, in the order of installation.
pub(crate) fn requirements() -> Result<Vec<Requirement>> {
    let mut requirements = vec![Requirement {
        name: format!("Rust for {WASM}"),
        is_installed: has_wasm_target()?,
        install_command: format!("rustup target add {WASM}"),
    }];
    requirements.extend([Crate::trunk(), Crate::wasm_bindgen()?, Crate::cargo_deny()].iter().map(Crate::requirement));
    requirements.extend(debian::requirements());
    requirements.extend([npm::BINARYEN, npm::AXE, npm::NOTO_SANS_JP, npm::ZOD].iter().map(npm::Package::requirement));
    Ok(requirements)
}

/// The path of a program in PATH.
fn in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether `program --version` prints this version.
fn has_version(program: &Path, version: &str) -> bool {
    command::output(Command::new(program).arg("--version"))
        .is_ok_and(|said| said.split_whitespace().any(|word| word == version))
}
