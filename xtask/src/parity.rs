//! `cargo xtask parity`: the same drafts through the native and the wasm build of core, and the bytes of the faults compared.

use anyhow::Result;

use crate::command;
use crate::step::Steps;
use crate::tools::Tools;

/// The verb: gets the tools, then compares.
pub(crate) fn parity(steps: &mut Steps, cases: u32) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_test)?;
    compare(steps, &tools, cases)
}

/// Compares on so many drafts.
pub(crate) fn compare(steps: &mut Steps, tools: &Tools, cases: u32) -> Result<()> {
    steps.tests("wasm = native", || {
        let mut cargo = tools.cargo(&["test", "--package", "nss-parity"]);
        command::tests(cargo.env("NSS_PARITY_CASES", cases.to_string()), 30)
    })
}
