//! The two builds of core that are compared: a native program, and wasm in node, built with the page's profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tools::{Tools, WASM};
use crate::{command, paths};

/// The native build: the program `tests/parity/examples/native.rs`.
pub(crate) struct Native(PathBuf);

impl Native {
    /// Builds it as the server is built.
    pub(crate) fn build(tools: &Tools) -> Result<Native> {
        let args = ["build", "--release", "--package", "nss-parity", "--example", "native"];
        command::run(&mut tools.cargo(&args), 30)?;
        Ok(Native(paths::target().join("release/examples/native")))
    }

    /// A command with these arguments.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.0);
        command.args(args);
        command
    }

    /// The hash of its rules.
    pub(crate) fn rules(&self) -> Result<String> {
        command::output(&mut self.command(&["rules"]))
    }

    /// Generates `count` cases, beginning with number `from`.
    pub(super) fn generate(&self, seed: u64, from: u32, count: u32, out: &Path) -> Command {
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
    pub(crate) fn build(tools: &Tools) -> Result<Wasm> {
        Wasm::build_in(tools, &paths::root(), "nss_parity")
    }

    /// Builds core from a copy of its sources with one inverted table cell (`tests/parity/examples/mutant.rs`).
    pub(super) fn build_mutant(tools: &Tools) -> Result<Wasm> {
        let folder = paths::generated("altered");
        let mut mutant = tools.cargo(&["run", "--release", "--package", "nss-parity", "--example", "mutant", "--"]);
        command::run(mutant.arg(&folder), 30)?;
        Wasm::build_in(tools, &folder, "nss_parity_altered")
    }

    /// Builds the library `name` of the workspace in `folder`. Two libraries need two names: cargo does not restore an
    /// unchanged library over one of the same name.
    fn build_in(tools: &Tools, folder: &Path, name: &str) -> Result<Wasm> {
        let mut cargo =
            tools.cargo(&["build", "--package", "nss-parity", "--lib", "--profile", "web", "--target", WASM]);
        command::run(cargo.arg("--target-dir").arg(paths::target()).current_dir(folder), 30)?;
        let out = paths::generated("parity").join(name);
        fs::create_dir_all(&out)?;
        let built = paths::target().join(WASM).join("web").join(name).with_extension("wasm");
        let mut bindgen = tools.command("wasm-bindgen");
        command::run(bindgen.args(["--target", "nodejs", "--out-dir"]).arg(&out).arg(&built), 5)
            .context("wasm-bindgen")?;
        if tools.has_wasm_opt {
            let module = out.join(format!("{name}_bg.wasm"));
            command::run(tools.command("wasm-opt").arg("-O").arg(&module).arg("-o").arg(&module), 5)?;
        }
        Ok(Wasm(out.join(name).with_extension("js")))
    }

    /// The module that node loads.
    pub(crate) fn module(&self) -> &Path {
        &self.0
    }

    /// The hash of its rules.
    pub(super) fn rules(&self) -> Result<String> {
        command::output(&mut self.node(&[]))
    }

    /// Judges cases.
    pub(super) fn judge(&self, cases: &Path, out: &Path) -> Command {
        self.node(&[cases, out])
    }

    fn node(&self, files: &[&Path]) -> Command {
        let mut node = Command::new("node");
        node.arg(paths::root().join("tests/parity/judge.mjs")).arg(&self.0).args(files);
        node
    }
}
