//! Compound files (MS-CFB): XLS is accepted; encrypted Office files, old Word and `PowerPoint` are rejected.

use std::{
    fs::File,
    io::{BufReader, Read},
};

use cfb::CompoundFile;
use nss_core::file::{FileType, refusal};

use super::{Rejected, from};

/// Records of a workbook (MS-XLS 2.3.1, 2.4).
mod record {
    pub(super) const BOF: u16 = 0x0809;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
}

/// Kinds of sheets with macros: Excel 4 and Visual Basic (MS-XLS 2.4.28).
const MACRO_SHEETS: [u8; 2] = [1, 6];

pub(super) fn detect(file: &File) -> Result<FileType, Rejected> {
    let mut compound = CompoundFile::open(from(file, 0)?)?;
    let has = |name: &str| compound.walk().any(|entry| entry.name().eq_ignore_ascii_case(name));
    let refused = |message| Err(Rejected::like(message, FileType::Xlsx));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return refused(&refusal::ENCRYPTED);
    }
    let Some(book) = ["/Workbook", "/Book"].into_iter().find(|name| compound.is_stream(name)) else {
        let is_old = ["/WordDocument", "/PowerPoint Document"].into_iter().any(|name| compound.is_stream(name));
        return Err(Rejected::new(if is_old { &refusal::OLD_OFFICE } else { &refusal::UNKNOWN }));
    };
    if ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"].into_iter().any(has) {
        return refused(&refusal::MACROS);
    }
    globals(BufReader::new(compound.open_stream(book)?))
}

/// Reads the records of the workbook's first substream.
fn globals(mut book: impl Read) -> Result<FileType, Rejected> {
    let mut is_first = true;
    loop {
        let mut head = [0; 4];
        book.read_exact(&mut head)?;
        let (id, length) = (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]));
        let mut body = vec![0; usize::from(length)];
        book.read_exact(&mut body)?;
        match id {
            _ if is_first && id != record::BOF => return Err(Rejected::BROKEN),
            record::EOF => return Ok(FileType::Xls),
            record::FILE_PASS => return Err(Rejected::like(&refusal::ENCRYPTED, FileType::Xls)),
            record::BOUND_SHEET if body.get(5).is_some_and(|kind| MACRO_SHEETS.contains(kind)) => {
                return Err(Rejected::like(&refusal::MACROS, FileType::Xlsx));
            }
            _ => is_first = false,
        }
    }
}
