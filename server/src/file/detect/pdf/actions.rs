//! Actions and embedded files of PDF, found by their names (ISO 32000-1, 12.6.4, 7.11.4).
//!
//! Every name in the file counts, wherever it stands: programs disagree on where a damaged object begins, and an update
//! may hide one. Object streams, in which names are compressed, are expanded. Other streams are pictures, fonts and the
//! marks on a page, where a name starts nothing.

use std::io::Read;

use flate2::read::ZlibDecoder;
use nss_core::{
    file::{FileType, refusal},
    form::Message,
};

use super::{
    super::Rejected,
    MOST_WORK,
    dictionary::{Dictionary, name},
    encryption::Encryption,
    is_blank, objects, skip_blank, spend,
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
/// Bytes that are expanded at a time.
const PIECE: u64 = 64 << 10;
/// Bytes of the piece before that are read again: a name may stand across both.
const OVERLAP: usize = 256;

/// Fails if the document has an action or an embedded file. `encryption` opens its object streams.
pub(super) fn refuse(file: &[u8], encryption: Option<&Encryption>) -> Result<(), Rejected> {
    refuse_names(file)?;
    let mut left = MOST_WORK;
    for place in objects(file) {
        let start = skip_blank(&file[place + 3..]);
        spend(&mut left, file.len() - place - start.len())?;
        if !start.starts_with(b"<<") {
            continue;
        }
        let object = Dictionary::read(start);
        spend(&mut left, object.as_ref().map_or(start.len(), Dictionary::length))?;
        let Some(object) = object else { continue };
        // Every object stream has this key (7.5.7).
        if !object.has(b"First") {
            continue;
        }
        let Some(stream) = skip_blank(object.after).strip_prefix(b"stream") else { continue };
        let is_other = |name: &Vec<u8>| name == b"Predictor" || name.ends_with(b"Decode") && name != b"FlateDecode";
        let is_packed = object.has(b"Filter");
        if is_packed && object.names.iter().any(is_other) {
            return Err(Rejected::BROKEN);
        }
        match encryption {
            Some(encryption) => {
                let bytes = encryption.open(&file[..place], &object, stream).ok_or(Rejected::BROKEN)?;
                spend(&mut left, bytes.len())?;
                if is_packed { expand(&bytes, &mut left)? } else { refuse_names(&bytes)? }
            }
            None if is_packed => {
                let begin = stream.iter().take_while(|byte| is_blank(**byte)).count();
                expand(&stream[begin..], &mut left)?;
            }
            // Its names were read above.
            None => {}
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
