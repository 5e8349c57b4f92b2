//! `cargo xtask audit` checks the libraries with cargo-deny: known vulnerabilities, licences, sources. Its settings are
//! in `deny.toml`.

use anyhow::{Context as _, Result, bail};

use crate::command;
use crate::step::Steps;
use crate::tools::Tools;

/// Runs the checks. `offline` leaves out the vulnerabilities, whose database is fetched from GitHub.
pub(crate) fn audit(steps: &mut Steps, offline: bool) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_audit)?;
    steps.run("licences, bans, sources", || {
        command::run(tools.command("cargo-deny").args(["check", "licenses", "bans", "sources"]), 5)
    })?;
    if offline {
        println!(
            "\nNOT CHECKED: advisories (known vulnerabilities). Run without --offline where github.com is reached."
        );
        return Ok(());
    }
    let fetched = steps.run("advisory database", || command::run(tools.command("cargo-deny").args(["fetch", "db"]), 5));
    if let Err(error) = fetched {
        bail!(
            "NOT CHECKED: advisories (known vulnerabilities). https://github.com/rustsec/advisory-db cannot be fetched \
             from here: {error:#}. Licences, bans and sources are in order; --offline checks only these"
        );
    }
    steps.run("advisories", || {
        let mut deny = tools.command("cargo-deny");
        command::run(deny.args(["check", "--disable-fetch", "advisories"]), 5).context("a library has an advisory")
    })
}
