//! Starts a PostgreSQL cluster for the tests in a temporary folder, on a free loopback port, and removes it when dropped.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::command;
use crate::tools::{is_root, postgres_folder};

/// A running cluster.
pub(crate) struct Postgres {
    programs: PathBuf,
    folder: String,
    port: u16,
}

impl Postgres {
    /// Creates the cluster and starts it.
    pub(crate) fn start() -> Result<Postgres> {
        let programs =
            postgres_folder().context("PostgreSQL is missing; cargo xtask doctor names the line that gets it")?;
        let folder = command::output(as_owner("mktemp")?.args(["-d", "-t", "nss-postgres-XXXXXXXX"]))?;
        let cluster = Postgres { programs, folder, port: free_port()? };
        let data = cluster.data();
        command::output(cluster.program("initdb")?.args([
            "-D",
            &data,
            "-U",
            "nss",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
        // No data outlives the tests, so fsync is off. The route tests and two server processes connect at the same time.
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories='' -c fsync=off -c max_connections=400",
            cluster.port
        );
        let log = format!("{}/log", cluster.folder);
        command::run(
            cluster
                .program("pg_ctl")?
                .args(["start", "-w", "-s", "-t", "60", "-D", &data, "-l", &log, "-o", &settings]),
            2,
        )
        .with_context(|| format!("PostgreSQL did not start; its log is {log}"))?;
        println!("PostgreSQL on 127.0.0.1:{}", cluster.port);
        Ok(cluster)
    }

    /// Its URL, for `NSS_TEST_POSTGRES`; each test creates its own databases there.
    pub(crate) fn url(&self) -> String {
        format!("postgres://nss@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder)
    }

    fn program(&self, name: &str) -> Result<Command> {
        as_owner(&self.programs.join(name).display().to_string())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // `command::run` starts no program after Ctrl-C; the cluster must be stopped then too.
        let stop = |mut command: Command, args: &[&str]| {
            command.args(args).output().is_ok_and(|output| output.status.success())
        };
        let is_stopped = self
            .program("pg_ctl")
            .is_ok_and(|pg_ctl| stop(pg_ctl, &["stop", "-w", "-m", "immediate", "-D", &self.data()]));
        if is_stopped {
            let _ = as_owner("rm").map(|rm| stop(rm, &["-rf", &self.folder]));
        }
    }
}

/// PostgreSQL refuses to run as root, so root runs it as the user that its package created.
fn as_owner(program: &str) -> Result<Command> {
    let mut command = Command::new(program);
    if is_root()? {
        command = Command::new("runuser");
        command.args(["-u", "postgres", "--", program]);
    }
    command.current_dir("/tmp");
    Ok(command)
}

/// A port that is free at this moment.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
