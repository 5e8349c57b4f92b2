//! Files inside of documents: other documents are looked into, programs and packages are refused.

use std::{
    fs::File,
    io::{self, Read, Write},
};

use nss_core::file::{FileType, LIMIT, refusal};

use super::{PROGRAMS, Rejected, compound, office, pdf};

/// Documents inside of documents inside of a document.
const MOST_DEPTH: u32 = 3;
/// Bytes of a beginning by which a file is recognised.
pub(super) const HEAD: u64 = 32;
/// Windows opens a shortcut like a program (MS-SHLLINK 2.1).
const SHORTCUT: &[u8] = b"L\0\0\0\x01\x14\x02";

/// The budget of a detection that is left for one upload and the documents inside of it.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes to which parts may expand: bounds a detection to about a second.
    pub(super) left: u64,
    depth: u32,
}

impl Budget {
    /// The budget of an upload.
    pub(super) const fn new() -> Self {
        Self { left: 20 * LIMIT as u64, depth: 0 }
    }

    /// Spends bytes; fails if there are not so many left.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<(), Rejected> {
        self.left = self.left.checked_sub(bytes).ok_or(Rejected::new(&refusal::SWELLS))?;
        Ok(())
    }
}

/// The kind of content, by the first bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A program or a shortcut.
    Program,
    /// A ZIP.
    Zip,
    /// A compound file.
    Compound,
    /// A PDF.
    Pdf,
    /// Anything else: it starts nothing.
    Other,
}

impl Content {
    pub(super) fn of(head: &[u8]) -> Self {
        match head {
            _ if PROGRAMS.iter().any(|mark| head.starts_with(mark)) || head.starts_with(SHORTCUT) => Self::Program,
            _ if pdf::begins(head) => Self::Pdf,
            [b'P', b'K', 3, 4, ..] => Self::Zip,
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Self::Compound,
            _ => Self::Other,
        }
    }
}

/// Looks into a document inside of one of type `kind`. Returns the number of its bytes, at most `most` and one more.
pub(super) fn refuse(
    head: &[u8],
    rest: &mut impl Read,
    most: u64,
    kind: FileType,
    budget: &mut Budget,
) -> Result<u64, Rejected> {
    let content = Content::of(head);
    if content == Content::Program {
        return Err(Rejected::like(&refusal::EMBEDDED, kind));
    }
    let mut file = tempfile::tempfile()?;
    file.write_all(head)?;
    let length = head.len() as u64 + io::copy(rest, &mut file)?;
    budget.spend(length)?;
    if length > most || budget.depth == MOST_DEPTH {
        return Err(Rejected::new(&refusal::SWELLS));
    }
    budget.depth += 1;
    look_into(&file, content, kind, budget)?;
    budget.depth -= 1;
    Ok(length)
}

fn look_into(file: &File, content: Content, kind: FileType, budget: &mut Budget) -> Result<(), Rejected> {
    match content {
        Content::Zip if office::inspect(file, budget)?.is_some() => Ok(()),
        Content::Zip => Err(Rejected::like(&refusal::EMBEDDED, kind)),
        Content::Compound => compound::inspect(file, budget),
        Content::Pdf => pdf::detect(file).map(drop),
        Content::Program | Content::Other => Ok(()),
    }
}
