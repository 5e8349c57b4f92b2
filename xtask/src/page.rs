//! Builds the pages, those of the two forms, the menu's and the staff's: one stylesheet, JS and wasm, and their compressed forms, into
//! `target/site`, a folder for each page.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::step::Steps;
use crate::tools::Tools;
use crate::{command, paths, size, stylesheet};

/// A page: a program of its own on the library `nss-frontend`.
pub(crate) struct Page {
    /// Its folder below `target/site`; the server finds it by the first part of the URL.
    pub(crate) name: &'static str,
    /// The HTML from which trunk builds it.
    html: &'static str,
    /// The URL of its files.
    url: &'static str,
    /// Largest first load in bytes.
    budget: u64,
}

/// All pages. F116 asks for 300,000 bytes of the applicant's page, which a page of plain Leptos does not reach (docs/decisions/0012). The
/// others have no number of their own.
pub(crate) const PAGES: &[Page] = &[
    Page { name: "applicant", html: "frontend/index.html", url: "/", budget: 400_000 },
    Page { name: "menu", html: "frontend/menu.html", url: "/menu/", budget: 330_000 },
    Page { name: "change", html: "frontend/change.html", url: "/change/", budget: 420_000 },
    Page { name: "settings", html: "frontend/settings.html", url: "/settings/", budget: 380_000 },
    Page { name: "staff", html: "frontend/staff.html", url: "/staff/", budget: 330_000 },
];

/// Installs what is missing and builds the pages.
pub(crate) fn page(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_run)?;
    build(steps, &tools)
}

/// Builds the pages into `target/site` and checks the sizes of their first loads.
pub(crate) fn build(steps: &mut Steps, tools: &Tools) -> Result<()> {
    let (built, site) = (paths::generated("site-built"), paths::generated("site"));
    steps.run("page: stylesheet", stylesheet::bundle)?;
    for page in PAGES {
        let step = format!("page: Rust to wasm, trunk, {}", page.name);
        steps.run(&step, || {
            let mut trunk = trunk(tools, "build", page, &built);
            // The cargo profile is `web` in both cases. A release calls wasm-opt, without which trunk would fail; the fallback
            // only minifies HTML, JS and CSS.
            trunk.args(["--cargo-profile", "web"]);
            command::run(trunk.args(if tools.has_wasm_opt { ["--release", "true"] } else { ["--minify", "true"] }), 30)
        })?;
    }
    steps.run("page: compress and measure", || {
        cut_entrance(&built.join("applicant"))?;
        if !is_same(&built, &site) {
            size::compress(&built)?;
            let _ = fs::remove_dir_all(&site);
            fs::rename(&built, &site)?;
        }
        PAGES.iter().try_for_each(|page| size::check(&site.join(page.name), page.budget))
    })
}

/// `trunk build` or `trunk watch` of a page into its folder below `site`.
pub(crate) fn trunk(tools: &Tools, verb: &str, page: &Page, site: &Path) -> Command {
    let mut trunk = tools.command("trunk");
    // trunk accepts only "true" and "false" for NO_COLOR; other tools set it to 1.
    trunk.env_remove("NO_COLOR").args([verb, page.html, "--public-url", page.url, "--dist"]).arg(site.join(page.name));
    trunk
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

/// Whether the new pages equal the present ones. The HTML names every other file with its integrity hash, so comparing the
/// HTML is enough. Unchanged pages keep their modification times, and the server that embeds them is not built again.
fn is_same(built: &Path, site: &Path) -> bool {
    let entrance = Path::new("applicant").join("entrance.html");
    PAGES.iter().map(|page| Path::new(page.name).join("index.html")).chain([entrance]).all(|name| {
        let html = |folder: &Path| fs::read(folder.join(&name)).ok();
        html(built).is_some_and(|built| html(site) == Some(built))
    })
}
