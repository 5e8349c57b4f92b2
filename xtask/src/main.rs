//! `cargo xtask <verb>` runs every task of this repository. One file per verb.

mod audit;
mod bench;
mod build;
mod command;
mod dev;
mod doctor;
mod licences;
mod page;
mod parity;
mod paths;
mod postgres;
mod run;
mod server;
mod size;
mod step;
mod stylesheet;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use step::Steps;

#[derive(Parser)]
#[command(about = "Runs every task of this repository. Each verb first installs the tools it needs.")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Builds everything and starts the server on <http://127.0.0.1:8080>
    Run,
    /// Runs every check: format, lints, laws, routes on both stores, size of the page, stories in a browser
    Test,
    /// Serves the page, rebuilds it at each change, and shows style/ as it is saved
    Dev,
    /// Runs the measurements
    Bench,
    /// Builds one release binary with everything in it: target/release/nss
    Build,
    /// Builds the page alone into target/site, and prints the size of its first load
    Page,
    /// Checks the libraries: known vulnerabilities, licences, sources
    Audit {
        /// Leaves out the vulnerabilities, whose database is fetched from GitHub
        #[arg(long)]
        offline: bool,
    },
    /// Lists missing tools, each with the command that installs it
    Doctor,
    /// Feeds generated drafts to the native and the wasm build of core and compares the bytes of the faults
    Parity {
        /// Number of drafts
        #[arg(long, default_value_t = 100_000)]
        cases: u32,
        /// Seed of the drafts: the same seed generates the same ones
        #[arg(long, default_value_t = parity::SEED)]
        seed: u64,
    },
}

fn main() -> ExitCode {
    let mut steps = Steps::new();
    let done = command::stop_on_signal().and_then(|()| match Cli::parse().verb {
        Verb::Run => run::run(&mut steps),
        Verb::Test => test::test(&mut steps),
        Verb::Dev => dev::dev(&mut steps),
        Verb::Bench => bench::bench(&mut steps),
        Verb::Build => build::build(&mut steps),
        Verb::Page => page::page(&mut steps),
        Verb::Audit { offline } => audit::audit(&mut steps, offline),
        Verb::Doctor => doctor::doctor(),
        Verb::Parity { cases, seed } => parity::parity(&mut steps, cases, seed),
    });
    steps.print_summary();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
