//! `cargo xtask run` builds everything and serves it on <http://127.0.0.1:8080>.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::step::Steps;
use crate::tools::Tools;
use crate::{command, page, server};

/// Builds page and server, starts the server, and waits until it ends or Ctrl-C arrives.
pub(crate) fn run(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_run)?;
    page::build(steps, &tools)?;
    let program = steps.run("server", || server::build(&tools))?;
    let mut server = steps.run("start", || server::start(&program, &[]))?;
    steps.print_summary();
    println!("\nhttp://{}   (Ctrl-C ends it)", SocketAddr::from(server::ADDRESS));
    loop {
        if let Some(status) = server.try_wait()? {
            ensure!(command::is_stopped() || status.success(), "the server ended with {status}");
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
}
