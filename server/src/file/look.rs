//! What a file is, by its content, whatever its name says (F080); and what cannot be taken (F082).
//!
//! No part of it is ever executed, nor expanded without a bound. What is refused names the sentence of core's that says so.

mod compound;
mod office;
mod pdf;
mod picture;

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use nss_core::{
    file::{FileType, refusal},
    form::{Message, Violation},
};
use zip::ZipArchive;

/// How far into a file some readers of PDF look for its beginning: 1024 bytes (PDF 1.7, appendix H, note 13).
const HEAD: u64 = 1024;

/// Why the content is not taken.
#[derive(Clone, Copy, Debug)]
pub struct NotTaken {
    /// What is said.
    pub message: &'static Message,
    /// What it seems to be, as far as that matters to what is said.
    pub like: Option<FileType>,
}

impl NotTaken {
    /// Cut off, or damaged.
    pub const BROKEN: Self = Self::new(&refusal::BROKEN);

    const fn new(message: &'static Message) -> Self {
        Self { message, like: None }
    }

    const fn like(message: &'static Message, kind: FileType) -> Self {
        Self { message, like: Some(kind) }
    }

    /// The violation of the file with that name.
    pub fn violation(&self, name: &str) -> Violation {
        let violation = refusal::of(self.message, name);
        match self.like {
            Some(kind) => violation.with("type", kind.label()).with("plain", kind.extensions()[0]),
            None => violation,
        }
    }
}

/// What cannot be read to its end is cut off or damaged.
impl From<io::Error> for NotTaken {
    fn from(_: io::Error) -> Self {
        Self::BROKEN
    }
}

/// What kind of file it is. Blocks: it reads all of the file.
pub fn look(file: &File) -> Result<FileType, NotTaken> {
    let mut head = Vec::new();
    from(file, 0)?.take(HEAD).read_to_end(&mut head)?;
    let kind = match &*head {
        [b'%', b'P', b'D', b'F', b'-', ..] => pdf::look(file)?,
        [b'P', b'K', 3, 4, ..] => office::look(file)?,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => compound::look(file)?,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => picture::png(file)?,
        [0xff, 0xd8, 0xff, ..] => picture::jpeg(file)?,
        _ => return Err(stranger(&head)),
    };
    if is_another(file, kind, &head) { Err(NotTaken::like(&refusal::MIXED, kind)) } else { Ok(kind) }
}

/// Whether another program would find a file of its own in it: PDF is found behind other bytes, ZIP before them.
fn is_another(file: &File, kind: FileType, head: &[u8]) -> bool {
    let is_zip = matches!(kind, FileType::Xlsx | FileType::Docx | FileType::Pptx);
    kind != FileType::Pdf && holds(head, b"%PDF-") || !is_zip && ZipArchive::new(file).is_ok_and(|zip| !zip.is_empty())
}

/// What is said of a file that begins like none of the types.
fn stranger(head: &[u8]) -> NotTaken {
    const PROGRAMS: [&[u8]; 8] = [
        b"MZ",               // Windows
        b"\x7fELF",          // Linux
        b"\xca\xfe\xba\xbe", // macOS, Java
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"#!",
    ];
    let text = String::from_utf8_lossy(head).to_lowercase();
    let message = if PROGRAMS.iter().any(|mark| head.starts_with(mark)) {
        &refusal::PROGRAM
    } else if holds(head, b"%PDF-") {
        return NotTaken::like(&refusal::MIXED, FileType::Pdf);
    } else if text.contains("<svg") {
        &refusal::SVG
    } else if ["<!doctype html", "<html", "<head", "<body", "<script"].iter().any(|mark| text.contains(mark)) {
        &refusal::WEB_PAGE
    } else {
        &refusal::UNKNOWN
    };
    NotTaken::new(message)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The file, to be read from there on.
fn from(mut file: &File, place: u64) -> io::Result<&File> {
    file.seek(SeekFrom::Start(place))?;
    Ok(file)
}
