//! PDF (ISO 32000-1, 7.5): its header, its end, the trailer that says whether it is encrypted, and the names of actions
//! that must not be in it.
//!
//! It has a parser of its own: libraries load the whole document and expand its streams, and only the trailer's keys
//! and the names are needed.

mod actions;
mod dictionary;
mod encryption;
mod trailer;
mod value;

use std::{fs::File, io::Read};

use memchr::memmem;
use nss_core::file::{FileType, LIMIT, refusal};

use super::{Rejected, from};
use encryption::Encryption;

/// The mark at the end of the file.
const END: &[u8] = b"%%EOF";
/// Bytes to which all object streams may expand, and bytes of dictionaries that are read: bounds a detection to about a
/// second.
const MOST_WORK: u64 = 20 * LIMIT as u64;

const BROKEN: Rejected = Rejected::BROKEN;
const ENCRYPTED: Rejected = Rejected::like(&refusal::ENCRYPTED, FileType::Pdf);

/// Whether the bytes begin like a PDF, behind a byte order mark and blanks: readers search its header.
pub(super) fn begins(head: &[u8]) -> bool {
    header(head).is_some()
}

fn header(bytes: &[u8]) -> Option<usize> {
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let rest = unmarked.trim_ascii_start();
    rest.starts_with(b"%PDF-").then(|| bytes.len() - rest.len())
}

pub(super) fn detect(file: &File) -> Result<FileType, Rejected> {
    let mut bytes = Vec::new();
    from(file, 0)?.read_to_end(&mut bytes)?;
    let end = memmem::rfind(&bytes, END).ok_or(BROKEN)?;
    match bytes[end + END.len()..].iter().find(|byte| !super::is_blank(**byte)) {
        None => {}
        // A further object: the file is truncated in an update.
        Some(byte) if byte.is_ascii_digit() => return Err(BROKEN),
        Some(_) => return Err(Rejected::like(&refusal::MIXED, FileType::Pdf)),
    }
    let trailer = trailer::read(&bytes, end)?;
    let encryption = match trailer.filter(|trailer| trailer.has(b"Encrypt")) {
        Some(trailer) => Some(Encryption::read(&bytes, &trailer).ok_or(ENCRYPTED)?),
        None => None,
    };
    actions::refuse(&bytes, encryption.as_ref())?;
    Ok(FileType::Pdf)
}

/// Every object: the place of the word `obj`.
fn objects(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memmem::find_iter(bytes, b"obj")
}

fn spend(left: &mut u64, bytes: usize) -> Result<(), Rejected> {
    *left = left.checked_sub(bytes as u64).ok_or(Rejected::new(&refusal::SWELLS))?;
    Ok(())
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// The bytes after blanks and remarks.
fn skip_blank(mut bytes: &[u8]) -> &[u8] {
    let mut is_remark = false;
    while let [byte, rest @ ..] = bytes {
        match byte {
            b'\r' | b'\n' => is_remark = false,
            b'%' => is_remark = true,
            _ if is_remark || is_blank(*byte) => {}
            _ => break,
        }
        bytes = rest;
    }
    bytes
}
