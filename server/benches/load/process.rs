//! The measured servers, each a process of its own on loopback.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Failed;

/// A running server; ends with the measurement.
pub(crate) struct Process {
    /// Its address.
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Process {
    /// `nss serve` on the crowd's database.
    pub(crate) async fn nss(folder: &Path) -> Result<Self, Failed> {
        let address = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        let child = Command::new(env!("CARGO_BIN_EXE_nss"))
            .arg("serve")
            .current_dir(folder)
            .env("NSS_ENV", "development")
            .env("NSS_LISTEN", address.to_string())
            .env("NSS_DATABASE_URL", database(folder, "nss"))
            .env("NSS_TRUSTED_PROXY", "127.0.0.1")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()?;
        Self { address, child }.ready().await
    }

    /// The bare handler: this program once more.
    pub(crate) async fn bare(folder: &Path) -> Result<Self, Failed> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("bare")
            .arg(database(folder, "bare"))
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let printed = child.stdout.take().ok_or("no output")?;
        std::io::BufRead::read_line(&mut std::io::BufReader::new(printed), &mut line)?;
        Self { address: line.trim().parse()?, child }.ready().await
    }

    async fn ready(self) -> Result<Self, Failed> {
        for _ in 0..600 {
            if tokio::net::TcpStream::connect(self.address).await.is_ok() {
                return Ok(self);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("the server does not answer".into())
    }

    /// Its peak memory (`VmHWM`), in megabytes of 1,000,000 bytes.
    pub(crate) fn peak_megabytes(&self) -> Result<u64, Failed> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
        let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kibibytes * 1024 / 1_000_000)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Fails if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The URL of a database in the folder.
pub(crate) fn database(folder: &Path, name: &str) -> String {
    format!("sqlite://{}", folder.join(format!("{name}.db")).display())
}
