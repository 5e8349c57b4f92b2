//! `nss`: the server, and its rules for other programs.

use std::{
    error::Error,
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use nss_server::{
    clock::Clock,
    command::{check, fields, serve},
    postcodes::{self, PostcodesCommand},
    settings::Settings,
};

/// Requests make many small allocations: the system's own allocator takes a fifth of their time (docs/decisions/0011).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// NACCSサポートシステム: an independent implementation, not NACCS Center's service
#[derive(Parser)]
#[command(name = "nss", version)]
struct Line {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Serves the API, the built page and the postcode shards
    Serve(Box<Settings>),
    /// Prints every declared field as JSON
    Fields(fields::Arguments),
    /// The postcode data that the binary carries
    #[command(subcommand)]
    Postcodes(PostcodesCommand),
    /// Checks a draft in the wire form; exit 1 if a fault blocks, 2 if it cannot be read
    Check(check::Arguments),
}

fn main() -> ExitCode {
    let (outcome, failed) = match Line::parse().verb {
        Verb::Serve(settings) => (start(&settings).map(|()| ExitCode::SUCCESS), ExitCode::FAILURE),
        Verb::Fields(arguments) => (list(&arguments), ExitCode::FAILURE),
        Verb::Postcodes(command) => {
            (postcodes::run(command).map(|()| ExitCode::SUCCESS).map_err(Into::into), ExitCode::FAILURE)
        }
        Verb::Check(arguments) => (judge(&arguments), ExitCode::from(2)),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("nss: {error}");
        failed
    })
}

#[tokio::main]
async fn start(settings: &Settings) -> Result<(), Box<dyn Error>> {
    serve::run(settings).await
}

fn list(arguments: &fields::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    print(&fields::run(arguments)?)?;
    Ok(ExitCode::SUCCESS)
}

fn judge(arguments: &check::Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let report = check::run(arguments, Clock::System.now().date_naive())?;
    print(&serde_json::to_string_pretty(&report)?)?;
    Ok(report.exit_code().into())
}

/// Whoever reads may stop early (`| head`): that is no failure.
fn print(text: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}
