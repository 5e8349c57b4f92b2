//! Detects the type of a file by its content, whatever its name (F080), and rejects files that must not be attached
//! (F082).
//!
//! No part of a file is executed or expanded without a bound. A rejection names its sentence in core.

mod compound;
mod embedded;
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

/// Some readers of PDF search its beginning within this distance: 1024 bytes (PDF 1.7, appendix H, note 13).
const HEAD: u64 = 1024;

/// The beginnings of programs.
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

/// The content is rejected.
#[derive(Clone, Copy, Debug)]
pub struct Rejected {
    /// The sentence.
    pub message: &'static Message,
    /// The type that it resembles, if the sentence names it.
    pub like: Option<FileType>,
}

impl Rejected {
    /// Truncated or damaged.
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

/// A file that cannot be read to its end is truncated or damaged.
impl From<io::Error> for Rejected {
    fn from(_: io::Error) -> Self {
        Self::BROKEN
    }
}

/// The type of a file. Blocking: it reads the whole file.
pub fn detect(file: &File) -> Result<FileType, Rejected> {
    let mut head = Vec::new();
    from(file, 0)?.take(HEAD).read_to_end(&mut head)?;
    let kind = match &*head {
        _ if pdf::begins(&head) => pdf::detect(file)?,
        [b'P', b'K', 3, 4, ..] => office::detect(file)?,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => compound::detect(file)?,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => picture::png(file)?,
        [0xff, 0xd8, 0xff, ..] => picture::jpeg(file)?,
        _ => return Err(unknown(&head)),
    };
    if is_another(file, kind, &head) { Err(Rejected::like(&refusal::MIXED, kind)) } else { Ok(kind) }
}

/// Whether another program would find a file of its own in it: PDF is found behind other bytes, ZIP before them.
fn is_another(file: &File, kind: FileType, head: &[u8]) -> bool {
    let is_zip = matches!(kind, FileType::Xlsx | FileType::Docx | FileType::Pptx);
    kind != FileType::Pdf && holds(head, b"%PDF-") || !is_zip && ZipArchive::new(file).is_ok_and(|zip| !zip.is_empty())
}

/// The rejection of a file that begins like none of the types.
fn unknown(head: &[u8]) -> Rejected {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let message = if PROGRAMS.iter().any(|mark| head.starts_with(mark)) {
        &refusal::PROGRAM
    } else if holds(head, b"%PDF-") {
        return Rejected::like(&refusal::MIXED, FileType::Pdf);
    } else if text.contains("<svg") {
        &refusal::SVG
    } else if ["<!doctype html", "<html", "<head", "<body", "<script"].iter().any(|mark| text.contains(mark)) {
        &refusal::WEB_PAGE
    } else {
        &refusal::UNKNOWN
    };
    Rejected::new(message)
}

/// Whether a byte before or behind a file shows and starts nothing: a blank, a line end, a zero, the end mark of DOS.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | 0x1a | b' ')
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The file, to be read from there on.
fn from(mut file: &File, place: u64) -> io::Result<&File> {
    file.seek(SeekFrom::Start(place))?;
    Ok(file)
}
