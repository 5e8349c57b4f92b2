//! PDF (ISO 32000-1, 7.5): its header, its end, the trailer that says whether it is encrypted, and the names of actions
//! that must not be in it.
//!
//! It has a parser of its own: libraries load the whole document and expand its streams, and only the trailer's keys
//! and the names are needed.

mod actions;
mod dictionary;

use std::{fs::File, io::Read};

use nss_core::file::{FileType, refusal};

use super::{Rejected, from};
use dictionary::Dictionary;

/// The mark at the end of the file.
const END: &[u8] = b"%%EOF";
/// Bytes of one search window.
const WINDOW: u64 = 64 << 10;
/// Most bytes of a trailer; real ones have some hundred.
const MOST_TRAILER: u64 = 64 << 10;

const BROKEN: Rejected = Rejected::BROKEN;

pub(super) fn detect(file: &File) -> Result<FileType, Rejected> {
    let length = file.metadata()?.len();
    let end = last(file, length, END)?.ok_or(BROKEN)?;
    let behind = read(file, end + 5, WINDOW)?;
    match behind.iter().find(|byte| !is_blank(**byte)) {
        None if end + 5 + WINDOW < length => return Err(BROKEN),
        None => {}
        // A further object: the file is truncated in an update.
        Some(byte) if byte.is_ascii_digit() => return Err(BROKEN),
        Some(_) => return Err(Rejected::like(&refusal::MIXED, FileType::Pdf)),
    }
    let trailer = trailer(file, end)?;
    if Dictionary::read(&trailer).ok_or(BROKEN)?.has(b"Encrypt") {
        return Err(Rejected::like(&refusal::ENCRYPTED, FileType::Pdf));
    }
    actions::refuse(&read(file, 0, length)?)?;
    Ok(FileType::Pdf)
}

/// The bytes from the newest trailer's dictionary on: after the word `trailer`, or before a cross-reference stream.
fn trailer(file: &File, end: u64) -> Result<Vec<u8>, Rejected> {
    let start = last(file, end, b"startxref")?.ok_or(BROKEN)?;
    let place = read(file, start + 9, 32)?;
    let digits: String = place
        .iter()
        .skip_while(|byte| is_blank(**byte))
        .take_while(|byte| byte.is_ascii_digit())
        .map(|&byte| char::from(byte))
        .collect();
    let place: u64 = digits.parse().map_err(|_| BROKEN)?;
    if place >= start {
        return Err(BROKEN);
    }
    let table = read(file, place, MOST_TRAILER)?;
    let table = &table[table.iter().take_while(|byte| is_blank(**byte)).count()..];
    if !table.starts_with(b"xref") {
        // `12 0 obj <<`: an object without this has no dictionary.
        let stream = table.first().is_some_and(u8::is_ascii_digit).then(|| table.to_vec());
        return stream.ok_or(BROKEN);
    }
    let word = next(file, place, start, b"trailer")?.ok_or(BROKEN)?;
    Ok(read(file, word + 7, MOST_TRAILER)?)
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn read(file: &File, place: u64, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from(file, place)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The last position of `mark` before `end`.
fn last(file: &File, end: u64, mark: &[u8]) -> Result<Option<u64>, Rejected> {
    let overlap = mark.len() as u64 - 1;
    let mut until = end;
    while until > overlap {
        let start = until.saturating_sub(WINDOW);
        let window = read(file, start, until - start)?;
        if let Some(place) = window.windows(mark.len()).rposition(|bytes| bytes == mark) {
            return Ok(Some(start + place as u64));
        }
        if start == 0 {
            break;
        }
        until = start + overlap;
    }
    Ok(None)
}

/// The first position of `mark` from `start` on, before `end`.
fn next(file: &File, start: u64, end: u64, mark: &[u8]) -> Result<Option<u64>, Rejected> {
    let overlap = mark.len() as u64 - 1;
    let mut place = start;
    while place + overlap < end {
        let window = read(file, place, WINDOW.min(end - place))?;
        if let Some(found) = window.windows(mark.len()).position(|bytes| bytes == mark) {
            return Ok(Some(place + found as u64));
        }
        place += WINDOW - overlap;
    }
    Ok(None)
}
