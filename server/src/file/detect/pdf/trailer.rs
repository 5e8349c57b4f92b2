//! The trailer of PDF (ISO 32000-1, 7.5.5), also of one whose cross-references viewers repair.

use memchr::memmem;

use super::{super::Rejected, BROKEN, MOST_WORK, dictionary::Dictionary, header, objects, skip_blank, spend, value};

/// Most bytes of a trailer; real ones have some hundred.
const MOST_TRAILER: usize = 64 << 10;

/// The trailer. None if the document has no other than its catalogue; fails if it has neither.
pub(super) fn read(bytes: &[u8], end: usize) -> Result<Option<Dictionary<'_>>, Rejected> {
    // The places in the table count from the header, or from the beginning of the file.
    let header = header(bytes).unwrap_or_default();
    let newest = [0, header].iter().find_map(|&start| newest(&bytes[start..], end - start));
    if newest.is_some() { Ok(newest) } else { search(bytes) }
}

/// The trailer at the place that the file says: behind the word `trailer`, or a cross-reference stream.
fn newest(bytes: &[u8], end: usize) -> Option<Dictionary<'_>> {
    let start = memmem::rfind(&bytes[..end], b"startxref")?;
    let place = value::integer(skip_blank(&bytes[start + 9..end]))?;
    let place = usize::try_from(place).ok().filter(|place| *place < start)?;
    let table = skip_blank(&bytes[place..]);
    let trailer = if table.starts_with(b"xref") {
        let word = memmem::find(&bytes[place..start], b"trailer")?;
        short_dictionary(&bytes[place + word + 7..])
    } else if table.first().is_some_and(u8::is_ascii_digit) {
        // `12 0 obj <<`
        short_dictionary(table)
    } else {
        None
    };
    trailer.filter(|trailer| trailer.has(b"Root"))
}

/// The trailer that a viewer may find when it searches the whole file: an encrypted one rather than another.
fn search(bytes: &[u8]) -> Result<Option<Dictionary<'_>>, Rejected> {
    let mut left = MOST_WORK;
    let (mut found, mut has_catalogue) = (None, false);
    let words = memmem::find_iter(bytes, b"trailer").map(|place| (place + 7, true));
    for (place, is_trailer) in words.chain(objects(bytes).map(|place| (place + 3, false))) {
        let start = skip_blank(&bytes[place..]);
        spend(&mut left, bytes.len() - place - start.len())?;
        if !start.starts_with(b"<<") {
            continue;
        }
        let dictionary = short_dictionary(start);
        spend(&mut left, dictionary.as_ref().map_or(MOST_TRAILER, Dictionary::length))?;
        let Some(dictionary) = dictionary else { continue };
        let has_name = |wanted: &[u8]| dictionary.names.iter().any(|name| name == wanted);
        has_catalogue |= has_name(b"Catalog");
        let is_encrypted = || found.as_ref().is_some_and(|found: &Dictionary| found.has(b"Encrypt"));
        let is_trailer = (is_trailer || has_name(b"XRef")) && dictionary.has(b"Root");
        if is_trailer && (dictionary.has(b"Encrypt") || !is_encrypted()) {
            found = Some(dictionary);
        }
    }
    if found.is_some() || has_catalogue { Ok(found) } else { Err(BROKEN) }
}

/// The first dictionary of the bytes, if it has the length of a trailer.
fn short_dictionary(bytes: &[u8]) -> Option<Dictionary<'_>> {
    Dictionary::read(&bytes[..bytes.len().min(MOST_TRAILER)])
}
