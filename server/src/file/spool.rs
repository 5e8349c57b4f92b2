//! An upload on its way in: into a file without a name, piece by piece, never more than the limit.

use std::{fs::File, io, time::Duration};

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use nss_core::file::LIMIT;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use crate::store::hex;

/// How long the next piece may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// What has arrived. The file is gone when this is.
#[derive(Debug)]
pub struct Spool {
    /// The bytes, to be read from the beginning.
    pub file: File,
    /// How many they are.
    pub size: u32,
    /// SHA-256 over them, hexadecimal.
    pub sha256: String,
}

/// Why it did not arrive.
#[derive(Debug)]
pub enum Failed {
    /// More than the limit came.
    TooLarge,
    /// The sender stopped.
    Stopped,
    /// It cannot be written here.
    Io(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Takes a body in.
pub async fn take(body: Body) -> Result<Spool, Failed> {
    let mut pieces = body.into_data_stream();
    let mut file = tokio::fs::File::from_std(tempfile::tempfile()?);
    let mut hash = Sha256::new();
    let mut size = 0_u32;
    loop {
        let piece = match tokio::time::timeout(PATIENCE, pieces.next()).await {
            Ok(Some(Ok(piece))) => piece,
            Ok(None) => break,
            Ok(Some(Err(_))) | Err(_) => return Err(Failed::Stopped),
        };
        match u32::try_from(piece.len()).ok().filter(|length| *length <= LIMIT - size) {
            Some(length) => size += length,
            None => return Err(too_large(pieces).await),
        }
        hash.update(&piece);
        file.write_all(&piece).await?;
    }
    file.flush().await?;
    file.rewind().await?;
    Ok(Spool { file: file.into_std().await, size, sha256: hex(&hash.finalize()) })
}

/// Hears out as much again before it answers: a browser that is cut off while it sends never reads why.
async fn too_large(mut pieces: BodyDataStream) -> Failed {
    let mut heard = 0;
    while let Ok(Some(Ok(piece))) = tokio::time::timeout(PATIENCE, pieces.next()).await {
        heard += piece.len();
        if heard > LIMIT as usize {
            break;
        }
    }
    Failed::TooLarge
}
