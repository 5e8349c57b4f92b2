//! Buffers an upload in an unnamed temporary file, piece by piece, up to the limit.

use std::{fs::File, io, time::Duration};

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use nss_core::file::LIMIT;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use crate::store::hex;

/// Timeout of the next piece.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// A received upload. The file is deleted when this is dropped.
#[derive(Debug)]
pub struct UploadBuffer {
    /// The bytes, to be read from the beginning.
    pub file: File,
    /// Their number.
    pub size: u32,
    /// SHA-256 over them, hexadecimal.
    pub sha256: String,
}

/// The upload was not received.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// It is larger than the limit.
    #[error("the upload is larger than the limit")]
    TooLarge,
    /// The client stopped sending.
    #[error("the client stopped sending")]
    Stopped,
    /// The buffer cannot be written.
    #[error("the buffer cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// Receives a body.
pub async fn receive(body: Body) -> Result<UploadBuffer, UploadError> {
    let mut pieces = body.into_data_stream();
    let mut file = tokio::fs::File::from_std(tempfile::tempfile()?);
    let mut hash = Sha256::new();
    let mut size = 0_u32;
    loop {
        let piece = match tokio::time::timeout(READ_TIMEOUT, pieces.next()).await {
            Ok(Some(Ok(piece))) => piece,
            Ok(None) => break,
            Ok(Some(Err(_))) | Err(_) => return Err(UploadError::Stopped),
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
    Ok(UploadBuffer { file: file.into_std().await, size, sha256: hex(&hash.finalize()) })
}

/// Reads as much again before it answers: a browser whose connection is closed while it sends never reads the answer.
async fn too_large(mut pieces: BodyDataStream) -> UploadError {
    let mut drained = 0;
    while let Ok(Some(Ok(piece))) = tokio::time::timeout(READ_TIMEOUT, pieces.next()).await {
        drained += piece.len();
        if drained > LIMIT as usize {
            break;
        }
    }
    UploadError::TooLarge
}
