//! The page: one stylesheet, the wasm, and its compressed forms in `target/site`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::step::Steps;
use crate::tools::{self, Tools};
use crate::{command, place, shrink, stylesheet, weight};

/// Builds the page into `target/site` and weighs it.
pub(crate) fn build(steps: &mut Steps, tools: &Tools) -> Result<()> {
    let (built, site) = (place::made("site-built"), place::made("site"));
    steps.run("page: stylesheet", stylesheet::bundle)?;
    // First by ourselves: cargo shows its progress, fetches what is missing (trunk is told not to), and trunk finds it built.
    steps.run("page: Rust to wasm", || command::must(lean(&mut tools.cargo(COMPILE))?, 30))?;
    steps.run("page: trunk", || {
        let mut trunk = tools.command("trunk");
        // trunk takes only "true" and "false" for what others set to 1.
        trunk.env_remove("NO_COLOR").args(["build", "--cargo-profile", "web", "--dist"]).arg(&built);
        // What trunk calls release is the shrinking of HTML and CSS; the profile is ours in both cases.
        command::must(lean(trunk.args(["--release", "true"]))?, 10)
    })?;
    if tools.has_shrinkers {
        steps.run("page: shrink", || shrink::shrink(tools, &built))?;
    }
    steps.run("page: compress and weigh", || {
        if !is_same(&built, &site) {
            weight::compress(&built)?;
            let _ = fs::remove_dir_all(&site);
            fs::rename(&built, &site)?;
        }
        weight::weigh(&site)
    })
}

/// Whether the page is the one that is there already: its HTML names every other file by the hash of its content. The server,
/// which carries the page, is then not built anew either.
fn is_same(built: &Path, site: &Path) -> bool {
    let html = |folder: &Path| fs::read(folder.join("index.html")).ok();
    html(built).is_some_and(|built| html(site) == Some(built))
}

/// Builds std along with the page, so that a panic is one instruction: no sentence, no place in a source file, no hook, all of
/// which nobody sees in a browser (docs/decisions/0007). rustc calls this unstable, and takes it from a stable one if told
/// so. Where the sources of std are missing, the page is built without, and heavier.
fn lean(command: &mut Command) -> Result<&mut Command> {
    if !tools::has_std_sources()? {
        return Ok(command);
    }
    Ok(command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", LEAN))
}

/// No word of a panic, and none for a `Debug` that nobody prints.
const LEAN: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// The same build that trunk asks for.
const COMPILE: &[&str] = &[
    "build",
    "--package",
    "nss-frontend",
    "--bin",
    "nss-frontend",
    "--profile",
    "web",
    "--target",
    "wasm32-unknown-unknown",
];
