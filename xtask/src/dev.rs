//! `cargo xtask dev` rebuilds Rust at each change and shows the stylesheets of `style/` as they are saved.
//!
//! trunk rebuilds the pages into `target/site-dev`; the server reads them from there, and the stylesheets from `style/`. A change
//! of core or server rebuilds and restarts the server.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::command::{Running, is_stopped};
use crate::page::{self, PAGES};
use crate::step::Steps;
use crate::tools::Tools;
use crate::{paths, server, stylesheet};

/// Interval at which the modification times of the sources are compared.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// Runs until Ctrl-C.
pub(crate) fn dev(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_run)?;
    steps.run("stylesheet", stylesheet::bundle)?;
    let site = paths::generated("site-dev");
    let mut pages = Vec::new();
    for page in PAGES {
        fs::create_dir_all(site.join(page.name))?;
        let mut trunk = page::trunk(&tools, "watch", page, &site);
        trunk.args(["--cargo-profile", "dev", "--watch", "frontend", "--watch", "core/src"]);
        pages.push(Running::start(&mut trunk)?);
    }
    let mut seen = SystemTime::UNIX_EPOCH;
    let mut running = None;
    while !is_stopped() && !has_ended(&mut pages)? {
        let changed = ["core", "server"].iter().filter_map(|name| newest(&paths::root().join(name)).ok()).max();
        if let Some(changed) = changed.filter(|changed| *changed > seen) {
            seen = changed;
            match server::build(&tools) {
                Ok(program) => {
                    drop(running.take()); // frees the port for the new one
                    let flags = [("--site", site.clone()), ("--style", paths::root().join("style"))];
                    match server::start(&program, &flags) {
                        Ok(server) => running = Some(server),
                        Err(error) => eprintln!("{error:#}"),
                    }
                    println!("\nhttp://{}   (Ctrl-C ends it)", SocketAddr::from(server::ADDRESS));
                }
                Err(error) => eprintln!("the server stays as it was: {error:#}"),
            }
        }
        thread::sleep(POLL_INTERVAL);
    }
    Ok(())
}

/// Whether one of these processes has ended.
fn has_ended(processes: &mut [Running]) -> Result<bool> {
    for process in processes {
        if process.try_wait()?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The newest modification time of a file below `folder`.
fn newest(folder: &Path) -> std::io::Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let changed =
            if entry.file_type()?.is_dir() { self::newest(&entry.path())? } else { entry.metadata()?.modified()? };
        newest = newest.max(changed);
    }
    Ok(newest)
}
