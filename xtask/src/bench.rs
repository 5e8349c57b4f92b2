//! `cargo xtask bench`: the measurements.

use anyhow::Result;

use crate::command;
use crate::step::Steps;
use crate::tools::Tools;

/// Runs core's benches.
pub(crate) fn bench(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_test)?;
    steps.run("core", || {
        command::must(&mut tools.cargo(&["bench", "--package", "nss-core", "--features", "full", "--benches"]), 30)
    })
}
