//! Actions and embedded files of PDF, found by their names (ISO 32000-1, 12.6.4, 7.11.4).
//!
//! Every name in the file counts, wherever it stands: programs disagree on where a damaged object begins, and an update
//! may hide one. Object streams, in which names are compressed, are expanded. Other streams are pictures, fonts and the
//! marks on a page, where a name starts nothing.

use std::io::Read;

use flate2::read::ZlibDecoder;
use nss_core::{
    file::{FileType, LIMIT, refusal},
    form::Message,
};

use super::{
    super::Rejected,
    dictionary::{Dictionary, name},
    is_blank,
};

/// Kinds of actions that run, start, send or fetch something, and keys that hold scripts. A destination, a link to a web
/// page and the commands of a viewer's menu are not among them.
const ACTIONS: [&[u8]; 10] = [
    b"JavaScript",
    b"Launch",
    b"ImportData",
    b"SubmitForm",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"RichMedia",
    b"OnInstantiate",
    b"XFA",
];
/// Keys and types of embedded files.
const EMBEDDED: [&[u8]; 4] = [b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment", b"EF"];
/// Names below this length also stand in texts and in compressed bytes: they count only as keys before a value.
const SURE: usize = 5;
/// Bytes to which all object streams may expand, and bytes of dictionaries that are read: bounds a detection to about a
/// second.
const MOST_WORK: u64 = 20 * LIMIT as u64;
/// Bytes that are expanded at a time.
const PIECE: u64 = 64 << 10;
/// Bytes of the piece before that are read again: a name may stand across both.
const OVERLAP: usize = 256;

/// Fails if the document has an action or an embedded file.
pub(super) fn refuse(file: &[u8]) -> Result<(), Rejected> {
    refuse_names(file)?;
    let mut left = MOST_WORK;
    for place in positions(file, b"obj") {
        let start = skip_blank(&file[place + 3..]);
        spend(&mut left, file.len() - place - start.len())?;
        if !start.starts_with(b"<<") {
            continue;
        }
        let object = Dictionary::read(start);
        spend(&mut left, start.len() - object.as_ref().map_or(0, |object| object.after.len()))?;
        let Some(object) = object else { continue };
        // Every object stream has both keys (7.5.7). Without a filter its names were read above.
        if object.has(b"First") && object.has(b"Filter") {
            let is_other = |name: &Vec<u8>| name == b"Predictor" || name.ends_with(b"Decode") && name != b"FlateDecode";
            if object.names.iter().any(is_other) {
                return Err(Rejected::BROKEN);
            }
            if let Some(stream) = skip_blank(object.after).strip_prefix(b"stream") {
                let begin = stream.iter().take_while(|byte| is_blank(**byte)).count();
                expand(&stream[begin..], &mut left)?;
            }
        }
    }
    Ok(())
}

/// Reads the names of an object stream. One that cannot be read is rejected: it may hold anything.
fn expand(stream: &[u8], left: &mut u64) -> Result<(), Rejected> {
    let mut decoder = ZlibDecoder::new(stream);
    let mut bytes = Vec::new();
    loop {
        bytes.drain(..bytes.len().saturating_sub(OVERLAP));
        let new = decoder.by_ref().take(PIECE).read_to_end(&mut bytes)?;
        if new == 0 {
            return Ok(());
        }
        spend(left, new)?;
        refuse_names(&bytes)?;
    }
}

fn refuse_names(bytes: &[u8]) -> Result<(), Rejected> {
    let mut rest = bytes;
    while let Some(slash) = rest.iter().position(|&byte| byte == b'/') {
        let (name, after) = name(&rest[slash + 1..]);
        rest = after;
        let refusal: &Message = match &*name {
            name if ACTIONS.contains(&name) => &refusal::ACTIONS,
            name if EMBEDDED.contains(&name) => &refusal::EMBEDDED,
            _ => continue,
        };
        let is_key = || after.iter().find(|byte| !is_blank(**byte)).is_some_and(|byte| b"<[%0123456789".contains(byte));
        if name.len() >= SURE || is_key() {
            return Err(Rejected::like(refusal, FileType::Pdf));
        }
    }
    Ok(())
}

fn spend(left: &mut u64, bytes: usize) -> Result<(), Rejected> {
    *left = left.checked_sub(bytes as u64).ok_or(Rejected::new(&refusal::SWELLS))?;
    Ok(())
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

fn positions<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(mark.len()).enumerate().filter(move |(_, window)| *window == mark).map(|(place, _)| place)
}
