//! Compound files (MS-CFB): XLS is accepted, without macros, links to programs and packages; encrypted Office files, old
//! Word and `PowerPoint` are rejected.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::PathBuf,
};

use cfb::CompoundFile;
use nss_core::file::{FileType, refusal};

use super::{
    Rejected,
    embedded::{self, Budget, Content},
    from,
};

const REACHES_OUT: Rejected = Rejected::like(&refusal::REACHES_OUT, FileType::Xls);

/// Records of a workbook (MS-XLS 2.3.1, 2.4).
mod record {
    pub(super) const BOF: u16 = 0x0809;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const SUP_BOOK: u16 = 0x01ae;
    /// Before Excel 97 it holds the path itself.
    pub(super) const EXTERN_SHEET: u16 = 0x0017;
}

/// Kinds of sheets with macros: Excel 4 and Visual Basic (MS-XLS 2.4.28).
const MACRO_SHEETS: [u8; 2] = [1, 6];

/// The streams of a workbook: since Excel 97, and before.
const BOOKS: [&str; 2] = ["/Workbook", "/Book"];
/// Storages of Visual Basic (MS-OVBA 2.2.1).
const VBA: [&str; 4] = ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"];
/// The stream of a package: a file of any kind, which a double click opens (MS-OLEDS 2.3.6).
const PACKAGE: &str = "\u{1}Ole10Native";

pub(super) fn detect(file: &File) -> Result<FileType, Rejected> {
    let compound = CompoundFile::open(from(file, 0)?)?;
    if book(&compound).is_none() && !is_encrypted(&compound) {
        let is_old = ["/WordDocument", "/PowerPoint Document"].into_iter().any(|name| compound.is_stream(name));
        return Err(Rejected::new(if is_old { &refusal::OLD_OFFICE } else { &refusal::UNKNOWN }));
    }
    inspect(file, &mut Budget::new())?;
    Ok(FileType::Xls)
}

/// Fails if a compound file of any kind must not be attached, or not be part of what is attached.
pub(super) fn inspect(file: &File, budget: &mut Budget) -> Result<(), Rejected> {
    let mut compound = CompoundFile::open(from(file, 0)?)?;
    let refused = |message| Err(Rejected::like(message, FileType::Xlsx));
    if is_encrypted(&compound) {
        return refused(&refusal::ENCRYPTED);
    }
    if VBA.into_iter().any(|name| has(&compound, name)) {
        return refused(&refusal::MACROS);
    }
    if has(&compound, PACKAGE) {
        return refused(&refusal::EMBEDDED);
    }
    if let Some(book) = book(&compound) {
        globals(BufReader::new(compound.open_stream(book)?), book == BOOKS[1])?;
    }
    let streams: Vec<PathBuf> =
        compound.walk().filter(cfb::Entry::is_stream).map(|entry| entry.path().to_owned()).collect();
    for path in streams {
        let mut stream = compound.open_stream(path)?;
        let mut head = Vec::new();
        stream.by_ref().take(embedded::HEAD).read_to_end(&mut head)?;
        if Content::of(&head) != Content::Other {
            embedded::refuse(&head, &mut stream, u64::MAX, FileType::Xls, budget)?;
        }
    }
    Ok(())
}

fn book(compound: &CompoundFile<&File>) -> Option<&'static str> {
    BOOKS.into_iter().find(|name| compound.is_stream(name))
}

fn is_encrypted(compound: &CompoundFile<&File>) -> bool {
    has(compound, "EncryptedPackage") || has(compound, "EncryptionInfo")
}

fn has(compound: &CompoundFile<&File>, name: &str) -> bool {
    compound.walk().any(|entry| entry.name().eq_ignore_ascii_case(name))
}

/// Reads the records of the workbook's first substream.
fn globals(mut book: impl Read, is_old: bool) -> Result<(), Rejected> {
    let mut is_first = true;
    loop {
        let mut head = [0; 4];
        book.read_exact(&mut head)?;
        let (id, length) = (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]));
        let mut body = vec![0; usize::from(length)];
        book.read_exact(&mut body)?;
        match id {
            _ if is_first && id != record::BOF => return Err(Rejected::BROKEN),
            record::EOF => return Ok(()),
            record::FILE_PASS => return Err(Rejected::like(&refusal::ENCRYPTED, FileType::Xls)),
            record::BOUND_SHEET if body.get(5).is_some_and(|kind| MACRO_SHEETS.contains(kind)) => {
                return Err(Rejected::like(&refusal::MACROS, FileType::Xlsx));
            }
            record::SUP_BOOK if !is_old && is_program(book_path(&body)) => return Err(REACHES_OUT),
            record::EXTERN_SHEET if is_old && is_program(body.iter().skip(1).map(|sign| u16::from(*sign))) => {
                return Err(REACHES_OUT);
            }
            _ => is_first = false,
        }
    }
}

/// The signs of the path in a record of links (MS-XLS 2.4.271, 2.5.296).
fn book_path(body: &[u8]) -> impl Iterator<Item = u16> {
    let [count, flags] = [body.get(2..4), body.get(4..5)].map(Option::unwrap_or_default);
    let count = count.try_into().map_or(0, u16::from_le_bytes);
    let width = if flags.first().is_some_and(|flags| flags & 1 == 1) { 2 } else { 1 };
    let signs = body.get(5..).unwrap_or_default().chunks_exact(width);
    let sign = |bytes: &[u8]| u16::from(bytes[0]) | bytes.get(1).map_or(0, |high| u16::from(*high) << 8);
    signs.take(count.into()).map(sign)
}

/// Whether the path is a DDE or an OLE link: the sign 3 parts program and topic. The path of another workbook begins with
/// the sign 1 (MS-XLS 2.5.277).
fn is_program(path: impl Iterator<Item = u16>) -> bool {
    let mut path = path.peekable();
    path.peek() != Some(&1) && path.any(|sign| sign == 3)
}
