//! The set-up: every tool is found by its version, or got.

mod crates;
mod debian;
mod npm;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::{command, place};
use crates::Crate;
pub(crate) use debian::{is_root, postgres_folder};

/// What the page is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// What the verbs need beside cargo, found.
pub(crate) struct Tools {
    /// The folders of the tools, then what PATH was.
    path: OsString,
    /// Whether `wasm-opt` was found. `run` works without it; the page is then larger.
    pub(crate) has_wasm_opt: bool,
}

impl Tools {
    /// Gets what it takes to build page and server.
    pub(crate) fn for_run() -> Result<Tools> {
        wasm_target()?;
        let mut folders = vec![Crate::trunk().got()?, Crate::wasm_bindgen()?.got()?];
        let wasm_opt = npm::BINARYEN.got();
        let has_wasm_opt = wasm_opt.is_ok();
        match wasm_opt {
            Ok(folder) => folders.push(folder.join("node_modules/.bin")),
            Err(error) => println!("the page is larger than it has to be: {error:#}"),
        }
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Ok(Tools { path: env::join_paths(folders)?, has_wasm_opt })
    }

    /// Gets what the checks need beside that: a browser, a database, axe.
    pub(crate) fn for_test() -> Result<Tools> {
        debian::get_missing()?;
        for package in [npm::BINARYEN, npm::AXE] {
            package.got()?;
        }
        Tools::for_run()
    }

    /// A command that finds the tools before all else, started at the root of the repository.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        // PATH holds every tool in its exact version, so trunk downloads none; it also must not ask for its own newest version.
        command.env("PATH", &self.path).env("TRUNK_SKIP_VERSION_CHECK", "true").current_dir(place::root());
        command
    }

    /// `cargo` with these words.
    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = self.command("cargo");
        cargo.args(words);
        cargo
    }
}

/// axe-core, for the stories.
pub(crate) fn axe() -> PathBuf {
    npm::AXE.folder().join("node_modules/axe-core/axe.min.js")
}

/// zod, for the bench: got where it is missing.
pub(crate) fn zod() -> Result<PathBuf> {
    Ok(npm::ZOD.got()?.join("node_modules/zod"))
}

fn wasm_target() -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    println!("rustup target add {WASM}");
    command::must(Command::new("rustup").args(["target", "add", WASM]), 10)
        .with_context(|| format!("Rust cannot build for the browser yet; get it with: rustup target add {WASM}"))
}

fn has_wasm_target() -> Result<bool> {
    let sysroot = command::printed(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root()))?;
    Ok(Path::new(&sysroot).join("lib/rustlib").join(WASM).exists())
}

/// One thing that is needed: its name, whether it is there, and the line that gets it.
pub(crate) struct Need {
    pub(crate) name: String,
    pub(crate) is_there: bool,
    pub(crate) line: String,
}

/// Everything that any verb needs, in the order in which one would get it.
pub(crate) fn needs() -> Result<Vec<Need>> {
    let mut needs = vec![Need {
        name: format!("Rust for {WASM}"),
        is_there: has_wasm_target()?,
        line: format!("rustup target add {WASM}"),
    }];
    needs.extend([Crate::trunk(), Crate::wasm_bindgen()?].iter().map(Crate::need));
    needs.extend(debian::needs());
    needs.extend([npm::BINARYEN, npm::AXE, npm::ZOD].iter().map(npm::Package::need));
    Ok(needs)
}

/// The program of that name in PATH.
fn in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether `program --version` says this version.
fn has_version(program: &Path, version: &str) -> bool {
    command::printed(Command::new(program).arg("--version"))
        .is_ok_and(|said| said.split_whitespace().any(|word| word == version))
}
