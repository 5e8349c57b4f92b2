//! Errors of imports and exports.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An error of `nss postcodes`.
#[derive(Debug, thiserror::Error)]
pub enum PostcodeError {
    /// A file or folder could not be read or written.
    #[error("{}: {}", .0.display(), .1)]
    File(PathBuf, #[source] io::Error),
    /// The source has a format that its adapter does not read.
    #[error("the source cannot be read: {0}")]
    Source(String),
    /// The counts differ so much from the known ones that the source must have changed its format.
    #[error("the source has changed its form:\n{}", .0.join("\n"))]
    Census(Vec<String>),
    /// The data set in the binary cannot be read: it was made by another version.
    #[error("the data set in the binary cannot be read: run `nss postcodes import`")]
    Dataset,
}

impl PostcodeError {
    /// A function for `map_err` that names the file.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> PostcodeError {
        let path = path.to_owned();
        move |error| PostcodeError::File(path, error)
    }

    /// An error of the source, with the text of its parser.
    pub(super) fn source(error: impl fmt::Display) -> PostcodeError {
        PostcodeError::Source(error.to_string())
    }
}
