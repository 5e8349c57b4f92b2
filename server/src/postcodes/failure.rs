//! Errors of imports and exports.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An error of `nss postcodes`.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder could not be read or written.
    File(PathBuf, io::Error),
    /// The source has a format that its adapter does not read.
    Source(String),
    /// The counts differ so much from the known ones that the source must have changed its format.
    Census(Vec<String>),
    /// The data set in the binary cannot be read: it was made by another version.
    Dataset,
}

impl Failure {
    /// A function for `map_err` that names the file.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
        let path = path.to_owned();
        move |error| Failure::File(path, error)
    }

    /// An error of the source, with the text of its parser.
    pub(super) fn source(error: impl fmt::Display) -> Failure {
        Failure::Source(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::File(path, error) => write!(f, "{}: {error}", path.display()),
            Failure::Source(error) => write!(f, "the source cannot be read: {error}"),
            Failure::Census(lines) => write!(f, "the source has changed its form:\n{}", lines.join("\n")),
            Failure::Dataset => write!(f, "the data set in the binary cannot be read: run `nss postcodes import`"),
        }
    }
}

impl std::error::Error for Failure {}
