//! One part of an Office file while it is expanded.

use std::io::{self, Read};

use memchr::memmem;

/// Bytes that are read at a time.
const PIECE: u64 = 64 << 10;
/// Names of elements: a DDE link of Excel; the fields of Word.
const DDE_LINK: &[u8] = b"ddeLink";
const FIELDS: [&[u8]; 2] = [b"instrText", b"fldSimple"];
/// Bytes of the piece before that are read again: a name may stand across both.
const OVERLAP: usize = 16;

/// Marks of active content in the bytes of a part.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// An element of Excel that is a DDE link.
    pub(super) has_dde_link: bool,
    /// Elements of Word with the instructions of fields.
    pub(super) has_fields: bool,
}

/// Reads a part to its end; returns the number of its bytes. Zeros are skipped, so that UTF-16 has the same marks.
pub(super) fn scan(part: &mut impl Read) -> io::Result<(u64, Marks)> {
    let (mut expanded, mut marks) = (0, Marks::default());
    let (mut bytes, mut text) = (Vec::new(), Vec::new());
    loop {
        bytes.clear();
        part.by_ref().take(PIECE).read_to_end(&mut bytes)?;
        if bytes.is_empty() {
            return Ok((expanded, marks));
        }
        expanded += bytes.len() as u64;
        text.drain(..usize::saturating_sub(text.len(), OVERLAP));
        text.extend(bytes.iter().filter(|byte| **byte != 0));
        // In a text it would follow neither `<` nor `:`.
        let mut links = memmem::find_iter(&text, DDE_LINK);
        marks.has_dde_link |= links.any(|place| place > 0 && matches!(text[place - 1], b'<' | b':'));
        marks.has_fields |= FIELDS.iter().any(|mark| memmem::find(&text, mark).is_some());
    }
}
