//! `nss`: the server, and its rules for other programs.

use std::{error::Error, process::ExitCode};

use clap::{Parser, Subcommand};
use nss_server::{
    clock::Clock,
    command::{check, fields, serve},
    postcodes::{self, PostcodesCommand},
    settings::Settings,
};

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
    match Line::parse().verb {
        Verb::Serve(settings) => ended(start(&settings)),
        Verb::Fields(arguments) => ended(fields::run(&arguments).map(|text| println!("{text}"))),
        Verb::Postcodes(command) => ended(postcodes::run(command).map_err(Into::into)),
        Verb::Check(arguments) => checked(&arguments),
    }
}

#[tokio::main]
async fn start(settings: &Settings) -> Result<(), Box<dyn Error>> {
    serve::run(settings).await
}

fn checked(arguments: &check::Arguments) -> ExitCode {
    let report = check::run(arguments, Clock::System.now().date_naive());
    match report.map_err(Into::into).and_then(|report| Ok((serde_json::to_string_pretty(&report)?, report))) {
        Ok((text, report)) => {
            println!("{text}");
            report.exit_code().into()
        }
        Err::<_, Box<dyn Error>>(error) => {
            eprintln!("nss: {error}");
            ExitCode::from(2)
        }
    }
}

fn ended(outcome: Result<(), Box<dyn Error>>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nss: {error}");
            ExitCode::FAILURE
        }
    }
}
