//! `cargo xtask build` builds one release binary that embeds the page and the postcodes.

use anyhow::Result;

use crate::step::Steps;
use crate::tools::Tools;
use crate::{command, licences, page, paths};

/// Builds `target/release/nss`.
pub(crate) fn build(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_run)?;
    page::build(steps, &tools)?;
    steps.run("notices of the libraries", licences::write)?;
    steps.run("server", || {
        command::run(&mut tools.cargo(&["build", "--release", "--package", "nss-server", "--bin", "nss"]), 60)
    })?;
    println!("\n{}", paths::program("release", "nss").display());
    Ok(())
}
