//! The files of an application as one ZIP, written while it is sent: neither memory nor disk holds it whole.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, TryStreamExt, stream};
use tokio::io::DuplexStream;
use tokio_util::io::{ReaderStream, StreamReader, SyncIoBridge};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    file::{name, storage::FileStorage},
    store::file,
};

/// Bytes that wait between the writer and the client.
const BUFFER: usize = 64 * 1024;

/// The archive. Its end is an error if a file could not be read, so that no browser takes the part for the whole.
pub fn archive(storage: FileStorage, files: Vec<file::Model>) -> Body {
    let (writer, reader) = tokio::io::duplex(BUFFER);
    // A thread of its own: the writer of the archive is not asynchronous.
    let written = tokio::task::spawn_blocking(move || write(writer, &storage, &files));
    let end = stream::once(async move {
        match written.await {
            Ok(outcome) => outcome.map(|()| Bytes::new()),
            Err(error) => Err(io::Error::other(error)),
        }
    });
    let end = end.inspect_err(|error| tracing::error!(%error, "archive not sent"));
    Body::from_stream(ReaderStream::new(reader).chain(end))
}

fn write(writer: DuplexStream, storage: &FileStorage, files: &[file::Model]) -> io::Result<()> {
    let runtime = tokio::runtime::Handle::current();
    let mut archive = ZipWriter::new_stream(SyncIoBridge::new(writer));
    for (file, name) in files.iter().zip(names(files)) {
        archive.start_file(name, SimpleFileOptions::default())?;
        let bytes = runtime.block_on(storage.get(&file.id))?;
        let mut bytes = SyncIoBridge::new(StreamReader::new(bytes.map_err(io::Error::other)));
        io::copy(&mut bytes, &mut archive)?;
    }
    archive.finish()?.into_inner().flush()
}

/// The names in the archive, composed (NFC) and with the ending of their type. A doubled one gets a number: 図.pdf, 図 (2).pdf.
fn names(files: &[file::Model]) -> Vec<String> {
    // Systems that do not part ａ from Ａ would overwrite one with the other.
    let mut taken = BTreeSet::new();
    let free = |file: &file::Model| {
        let composed = name::normalise(&file.name);
        let whole = file.file_type().map_or_else(|| composed.clone(), |kind| kind.saved_name(&composed));
        let (stem, ending) = whole.rsplit_once('.').unwrap_or((&whole, ""));
        let numbered = (2..).map(|nth: u32| format!("{stem} ({nth}).{ending}"));
        let mut tried = std::iter::once(whole.clone()).chain(numbered);
        tried.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
    };
    files.iter().map(free).collect()
}
