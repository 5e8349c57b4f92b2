//! Builds the server, starts it, and waits until it is ready.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::command::{self, Running};
use crate::paths;
use crate::tools::Tools;

/// Address of the server of `run` and `dev`, which is also the server's default.
pub(crate) const ADDRESS: ([u8; 4], u16) = ([127, 0, 0, 1], 8080);
/// Time limit until the server is ready; the first start creates the database.
const START_TIMEOUT: Duration = Duration::from_mins(1);

/// Builds `nss` without optimisation, with the page of `target/site` in it.
pub(crate) fn build(tools: &Tools) -> Result<PathBuf> {
    command::run(&mut tools.cargo(&["build", "--package", "nss-server", "--bin", "nss"]), 30)?;
    Ok(paths::program("debug", "nss"))
}

/// Starts `nss serve` in development mode and returns when it is ready.
pub(crate) fn start(program: &Path, flags: &[(&str, PathBuf)]) -> Result<Running> {
    let address = SocketAddr::from(ADDRESS);
    if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
        bail!("something answers on {address} already; stop it first");
    }
    let mut serve = Command::new(program);
    serve.arg("serve").env("NSS_ENV", "development").env("NSS_LISTEN", address.to_string()).current_dir(paths::root());
    for (flag, path) in flags {
        serve.arg(flag).arg(path);
    }
    let mut server = Running::start(&mut serve)?;
    let start = Instant::now();
    while !is_ready(address) {
        if let Some(status) = server.try_wait()? {
            bail!("the server ended with {status} before it was ready");
        }
        if start.elapsed() > START_TIMEOUT {
            bail!("the server was not ready after {} seconds", START_TIMEOUT.as_secs());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(server)
}

/// Whether `/readyz` answers 200.
fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply)?;
        Ok(reply)
    };
    ask().is_ok_and(|reply| reply.starts_with("HTTP/1.1 200"))
}
