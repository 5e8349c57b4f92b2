//! `nss`: the server, and its rules for other programs.

use std::{
    error::Error,
    io::{self, ErrorKind, Write},
    process::ExitCode,
    time::Duration,
};

use clap::{CommandFactory, Parser, Subcommand};
use nss_server::{
    clock::Clock,
    command::{backup, check, fields, health, jobs, licences, restore, serve, staff},
    config::{Settings, name_variable},
    postcodes::{self, PostcodesCommand},
};
use tokio::runtime::Runtime;

/// Requests make many small allocations: the system's allocator takes a fifth of their time (docs/decisions/0011).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Time for the threads that block, when the server stops.
const THREADS_TIMEOUT: Duration = Duration::from_secs(3);

/// NACCSサポートシステム: an independent implementation, not NACCS Center's service
#[derive(Parser)]
#[command(name = "nss", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API, the built page and the postcode shards
    Serve(Box<Settings>),
    /// Copies the data of a running server into a folder
    Backup(backup::Arguments),
    /// Puts a backup into an empty place
    Restore(restore::Arguments),
    /// The accounts of the staff who review applications
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// Fails unless a server on this machine is ready
    Health(health::Arguments),
    /// Lists when each background job last ran, and what it did
    Jobs(jobs::Arguments),
    /// Prints every declared field as JSON
    Fields(fields::Arguments),
    /// The postcode data that the binary carries
    #[command(subcommand)]
    Postcodes(PostcodesCommand),
    /// Prints the notices of the libraries that the binary carries
    Licences,
    /// Checks a draft in the wire form; exit 1 if a fault blocks, 2 if it cannot be read
    Check(check::Arguments),
}

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| name_variable(error, &mut Cli::command()).exit());
    let (outcome, failed) = match cli.command {
        Command::Serve(settings) => (start(&settings).map(|()| ExitCode::SUCCESS), ExitCode::FAILURE),
        Command::Backup(arguments) => (back_up(&arguments), ExitCode::FAILURE),
        Command::Restore(arguments) => (restore_from(&arguments), ExitCode::FAILURE),
        Command::Staff(command) => (change_staff(&command), ExitCode::FAILURE),
        Command::Health(arguments) => (health::run(&arguments).map(|()| ExitCode::SUCCESS), ExitCode::FAILURE),
        Command::Jobs(arguments) => (list_jobs(&arguments), ExitCode::FAILURE),
        Command::Fields(arguments) => (list(&arguments), ExitCode::FAILURE),
        Command::Postcodes(command) => {
            (postcodes::run(command).map(|()| ExitCode::SUCCESS).map_err(Into::into), ExitCode::FAILURE)
        }
        Command::Licences => (show(licences::NOTICES), ExitCode::FAILURE),
        Command::Check(arguments) => (judge(&arguments), ExitCode::from(2)),
    };
    outcome.unwrap_or_else(|error| {
        // Nobody can be told if this fails too.
        let _ = writeln!(io::stderr(), "nss: {error}");
        failed
    })
}

fn start(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let runtime = Runtime::new()?;
    let outcome = runtime.block_on(serve::run(settings));
    // Threads that still hash or write a file are not waited for any longer.
    runtime.shutdown_timeout(THREADS_TIMEOUT);
    outcome
}

#[tokio::main]
async fn back_up(arguments: &backup::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    backup::run(arguments).await.map(|()| ExitCode::SUCCESS)
}

#[tokio::main]
async fn restore_from(arguments: &restore::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    restore::run(arguments).await.map(|()| ExitCode::SUCCESS)
}

#[tokio::main]
async fn change_staff(command: &staff::StaffCommand) -> Result<ExitCode, Box<dyn Error>> {
    print(&staff::run(command).await?)?;
    Ok(ExitCode::SUCCESS)
}

#[tokio::main]
async fn list_jobs(arguments: &jobs::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    show(&jobs::run(arguments).await?)
}

fn list(arguments: &fields::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    print(&fields::run(arguments)?)?;
    Ok(ExitCode::SUCCESS)
}

fn show(text: &str) -> Result<ExitCode, Box<dyn Error>> {
    print(text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn judge(arguments: &check::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let report = check::run(arguments, Clock::System.now().date_naive())?;
    print(&serde_json::to_string_pretty(&report)?)?;
    Ok(report.exit_code().into())
}

/// A reader that stops early (`| head`) is no error.
fn print(text: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}
