//! Builds the page, one stylesheet, JS and wasm, and their compressed forms, into `target/site`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::step::Steps;
use crate::tools::Tools;
use crate::{command, paths, size, stylesheet};

/// Installs what is missing and builds the page.
pub(crate) fn page(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_run)?;
    build(steps, &tools)
}

/// Builds the page into `target/site` and checks the size of the first load.
pub(crate) fn build(steps: &mut Steps, tools: &Tools) -> Result<()> {
    let (built, site) = (paths::generated("site-built"), paths::generated("site"));
    steps.run("page: stylesheet", stylesheet::bundle)?;
    steps.run("page: Rust to wasm, trunk", || {
        let mut trunk = tools.command("trunk");
        // trunk accepts only "true" and "false" for NO_COLOR; other tools set it to 1.
        trunk.env_remove("NO_COLOR").args(["build", "--cargo-profile", "web", "--dist"]).arg(&built);
        // The cargo profile is `web` in both cases. A release calls wasm-opt, without which trunk would fail; the fallback
        // only minifies HTML, JS and CSS.
        command::run(trunk.args(if tools.has_wasm_opt { ["--release", "true"] } else { ["--minify", "true"] }), 30)
    })?;
    steps.run("page: compress and measure", || {
        cut_entrance(&built)?;
        if !is_same(&built, &site) {
            size::compress(&built)?;
            let _ = fs::remove_dir_all(&site);
            fs::rename(&built, &site)?;
        }
        size::check(&site)
    })
}

/// trunk's `index.html` shows the entrance before the program runs. It becomes `entrance.html`, which the server sends for `/`;
/// `index.html`, for every other path, is cut off before the entrance.
fn cut_entrance(built: &Path) -> Result<()> {
    let html = fs::read_to_string(built.join("index.html"))?;
    let start = html.find(FIRST_PICTURE).and_then(|class| html[..class].rfind('<'));
    let start = start.context("trunk's index.html shows no entrance")?;
    fs::write(built.join("index.html"), format!("{}</body></html>", &html[..start]))?;
    Ok(fs::write(built.join("entrance.html"), html)?)
}

/// The class of the entrance's element.
const FIRST_PICTURE: &str = "app-first-picture";

/// Whether the new page equals the present one. The HTML names every other file with its integrity hash, so comparing the
/// HTML is enough. An unchanged page keeps its modification times, and the server that embeds it is not built again.
fn is_same(built: &Path, site: &Path) -> bool {
    ["index.html", "entrance.html"].into_iter().all(|name| {
        let html = |folder: &Path| fs::read(folder.join(name)).ok();
        html(built).is_some_and(|built| html(site) == Some(built))
    })
}
