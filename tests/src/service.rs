//! A server for each story: the real binary in development mode, with its own store, mails and clock.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

/// Time limit until a program accepts connections.
const START_TIMEOUT: Duration = Duration::from_mins(1);
/// Interval at which that is checked.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// A running server, which is killed when dropped.
#[derive(Debug)]
pub struct Service {
    address: SocketAddr,
    folder: TempDir,
    process: Mutex<Child>,
}

impl Service {
    /// Starts `nss serve` on a free port. Its clock starts at `clock` (RFC 3339).
    pub async fn start(clock: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("clock"), clock)?;
        let address = free_address()?;
        let process = serve(address, folder.path(), None)?;
        let service = Self { address, folder, process: Mutex::new(process) };
        wait_for(address).await?;
        Ok(service)
    }

    /// The URL of one of its pages.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets its clock to another instant.
    pub fn set_clock(&self, instant: &str) -> Result<()> {
        // The rename is atomic, so the server never reads a partial instant.
        let beside = self.folder.path().join("clock.new");
        std::fs::write(&beside, instant)?;
        Ok(std::fs::rename(beside, self.folder.path().join("clock"))?)
    }

    /// Runs a command of its binary on its store; returns what the command printed.
    pub fn runs(&self, arguments: &[&str]) -> Result<String> {
        let ran = Command::new(program())
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NSS_ENV", "development")
            .output()?;
        let printed = String::from_utf8_lossy(&ran.stdout).into_owned();
        ensure!(ran.status.success(), "{arguments:?}: {printed}{}", String::from_utf8_lossy(&ran.stderr));
        Ok(printed)
    }

    /// Kills it without a shutdown.
    pub fn stop(&self) -> Result<()> {
        let mut process = self.process();
        process.kill()?;
        process.wait()?;
        Ok(())
    }

    /// Kills it and starts it again on the same store.
    pub async fn kill_and_restart(&self) -> Result<()> {
        self.stop()?;
        self.start_again().await
    }

    /// Starts it again on the same store after a stop.
    pub async fn start_again(&self) -> Result<()> {
        *self.process() = serve(self.address, self.folder.path(), None)?;
        wait_for(self.address).await
    }

    /// Kills it and starts it again on the same store, with this mail server.
    pub async fn restart_with_mail(&self, url: &str) -> Result<()> {
        self.stop()?;
        *self.process() = serve(self.address, self.folder.path(), Some(url))?;
        wait_for(self.address).await
    }

    fn process(&self) -> MutexGuard<'_, Child> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The content of its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Both fail if the process has ended by itself, which is no error.
        let mut process = self.process();
        let _ = process.kill();
        let _ = process.wait();
    }
}

fn program() -> PathBuf {
    std::env::var_os("NSS_BIN")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/nss"), PathBuf::from)
}

fn serve(address: SocketAddr, folder: &Path, mail_url: Option<&str>) -> Result<Child> {
    let program = program();
    let log = std::fs::File::options().create(true).append(true).open(folder.join("log"))?;
    let errors = log.try_clone()?;
    Command::new(&program)
        .arg("serve")
        .current_dir(folder)
        .env("NSS_ENV", "development")
        .env("NSS_LISTEN", address.to_string())
        .env("NSS_CLOCK", format!("file:{}", folder.join("clock").display()))
        .envs(mail_url.map(|url| ("NSS_MAIL_URL", url)))
        .stdin(Stdio::null())
        .stdout(log)
        .stderr(errors)
        .spawn()
        .with_context(|| format!("{} does not start; `cargo xtask test` builds it", program.display()))
}

/// A loopback address with a port that is free now.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

/// Waits until the address accepts connections.
pub async fn wait_for(address: SocketAddr) -> Result<()> {
    let mut poll = tokio::time::interval(POLL_INTERVAL);
    for _ in 0..START_TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
        poll.tick().await;
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
    }
    bail!("nothing answers on {address}")
}
