//! The two builds of core that are compared: a native program, and a wasm as the page has it, in node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tools::{Tools, WASM};
use crate::{command, place};

/// The native build: the program `tests/parity/examples/native.rs`.
pub(crate) struct Native(PathBuf);

impl Native {
    /// Builds it as the server is built.
    pub(crate) fn built(tools: &Tools) -> Result<Native> {
        let words = ["build", "--release", "--package", "nss-parity", "--example", "native"];
        command::must(&mut tools.cargo(&words), 30)?;
        Ok(Native(place::target().join("release/examples/native")))
    }

    /// A command with these words.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.0);
        command.args(words);
        command
    }

    /// The hash of its rules.
    pub(crate) fn rules(&self) -> Result<String> {
        command::printed(&mut self.command(&["rules"]))
    }

    /// Draws `count` cases from the number `from` on.
    pub(super) fn draw(&self, seed: u64, from: u32, count: u32, out: &Path) -> Command {
        let mut command = self.command(&["cases", &seed.to_string(), &from.to_string(), &count.to_string()]);
        command.arg(out);
        command
    }

    /// Judges cases.
    pub(super) fn judge(&self, cases: &Path, out: &Path) -> Command {
        let mut command = self.command(&["judge"]);
        command.args([cases, out]);
        command
    }
}

/// The wasm build: a module for node.
pub(crate) struct Wasm(PathBuf);

impl Wasm {
    /// Builds it as the page is built.
    pub(crate) fn built(tools: &Tools) -> Result<Wasm> {
        Wasm::built_in(tools, &place::root(), "nss_parity")
    }

    /// Builds the library `name` of the workspace in `folder`. Two libraries of one name would hide each other: cargo does not
    /// put a fresh one back in its place.
    pub(super) fn built_in(tools: &Tools, folder: &Path, name: &str) -> Result<Wasm> {
        let mut cargo =
            tools.cargo(&["build", "--package", "nss-parity", "--lib", "--profile", "web", "--target", WASM]);
        command::must(cargo.arg("--target-dir").arg(place::target()).current_dir(folder), 30)?;
        let out = place::made("parity").join(name);
        fs::create_dir_all(&out)?;
        let built = place::target().join(WASM).join("web").join(name).with_extension("wasm");
        let mut bindgen = tools.command("wasm-bindgen");
        command::must(bindgen.args(["--target", "nodejs", "--out-dir"]).arg(&out).arg(&built), 5)
            .context("wasm-bindgen")?;
        if tools.has_wasm_opt {
            let module = out.join(format!("{name}_bg.wasm"));
            command::must(tools.command("wasm-opt").arg("-O").arg(&module).arg("-o").arg(&module), 5)?;
        }
        Ok(Wasm(out.join(name).with_extension("js")))
    }

    /// The module that node loads.
    pub(crate) fn module(&self) -> &Path {
        &self.0
    }

    /// The hash of its rules.
    pub(super) fn rules(&self) -> Result<String> {
        command::printed(&mut self.node(&[]))
    }

    /// Judges cases.
    pub(super) fn judge(&self, cases: &Path, out: &Path) -> Command {
        self.node(&[cases, out])
    }

    fn node(&self, files: &[&Path]) -> Command {
        let mut node = Command::new("node");
        node.arg(place::root().join("tests/parity/judge.mjs")).arg(&self.0).args(files);
        node
    }
}
