//! XLSX, DOCX, PPTX: each is a ZIP, and `[Content_Types].xml` says which one (ECMA-376, part 2).

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read},
};

use nss_core::file::{FileType, LIMIT, refusal};
use quick_xml::{Reader, XmlVersion, events::Event};
use zip::{ZipArchive, result::ZipError};

use super::{Rejected, from};

/// Most parts of one file, as in Apache POI (`ZipSecureFile`).
const MOST_PARTS: usize = 1000;
/// Bytes to which a part may expand at any ratio, as in Apache POI.
const GRACE: u64 = 100 << 10;
/// Largest ratio of expansion of a part, as in Apache POI.
const RATIO: u64 = 100;
/// Bytes to which all parts together may expand: bounds a detection to about a second.
const MOST_EXPANDED: u64 = 20 * LIMIT as u64;
/// Most bytes of the list of content types; real lists have some thousand.
const MOST_LIST: u64 = 1 << 20;
/// The part that lists the content types.
const LIST: &str = "[Content_Types].xml";
/// The record that ends a ZIP, without a comment: signature, and its size in bytes (APPNOTE 4.3.16).
const END: (&[u8], u64) = (b"PK\x05\x06", 22);

/// The content type of the main part: the common prefix and suffix.
const MAIN: [(FileType, &str, &str); 3] = [
    (FileType::Xlsx, "spreadsheetml.sheet", "xl/"),
    (FileType::Docx, "wordprocessingml.document", "word/"),
    (FileType::Pptx, "presentationml.presentation", "ppt/"),
];

const BROKEN: Rejected = Rejected::BROKEN;
const SWELLS: Rejected = Rejected::new(&refusal::SWELLS);

/// One entry of the list: the part (none for a rule by extension) and the type, both in lower case.
type Said = (Option<String>, String);

pub(super) fn detect(file: &File) -> Result<FileType, Rejected> {
    let parts = end(file)?;
    if parts > MOST_PARTS {
        return Err(SWELLS);
    }
    let mut archive = ZipArchive::new(file)?;
    let names: BTreeSet<String> = archive.file_names().filter_map(Result::ok).map(|name| name.to_lowercase()).collect();
    let kind = kind_by_folder(&names);
    if archive.offset() != 0 {
        return Err(Rejected::like(&refusal::MIXED, kind.unwrap_or(FileType::Xlsx)));
    }
    if names.len() != archive.len() || archive.has_duplicate_names() {
        // Two parts of one name: programs disagree on which of them is read.
        return Err(BROKEN);
    }
    let list = expand(&mut archive)?;
    let Some(list) = list else { return Err(Rejected::new(&refusal::UNKNOWN)) };
    let said = content_types(&list)?;
    let has_macros = names.iter().any(|name| name.rsplit('/').next() == Some("vbaproject.bin"))
        || said.iter().any(|(_, content)| {
            content.contains("macroenabled") || content.contains("vbaproject") || content.contains("macrosheet")
        });
    if has_macros {
        return Err(Rejected::like(&refusal::MACROS, kind.unwrap_or(FileType::Xlsx)));
    }
    let mut found = MAIN.iter().filter(|(_, main, _)| {
        let main = format!("application/vnd.openxmlformats-officedocument.{main}.main+xml");
        said.iter().any(|(part, content)| {
            *content == main && part.as_ref().is_some_and(|part| names.contains(part.trim_start_matches('/')))
        })
    });
    match (found.next(), found.next()) {
        (Some((kind, ..)), None) => Ok(*kind),
        (Some((kind, ..)), Some(_)) => Err(Rejected::like(&refusal::MIXED, *kind)),
        _ => Err(Rejected::new(&refusal::UNKNOWN)),
    }
}

/// The number of parts in the end record, which must be the end of the file: a comment behind it could be another file.
fn end(file: &File) -> Result<usize, Rejected> {
    let length = file.metadata()?.len();
    let mut record = Vec::new();
    from(file, length.saturating_sub(END.1))?.read_to_end(&mut record)?;
    match &*record {
        [b'P', b'K', 5, 6, _, _, _, _, _, _, low, high, ..] if record.ends_with(&[0, 0]) => {
            Ok(usize::from(u16::from_le_bytes([*low, *high])))
        }
        _ => Err(behind(file, length)?),
    }
}

/// The rejection of a file without an end record at its end: it has appended bytes, or it is truncated.
fn behind(file: &File, length: u64) -> Result<Rejected, Rejected> {
    // The longest comment has 64 KiB (APPNOTE 4.4.12).
    let mut tail = Vec::new();
    from(file, length.saturating_sub(END.1 + (64 << 10)))?.read_to_end(&mut tail)?;
    Ok(if super::holds(&tail, END.0) { Rejected::like(&refusal::MIXED, FileType::Xlsx) } else { BROKEN })
}

/// Expands every part within the bounds, to check that it is complete; returns the list of content types.
fn expand(archive: &mut ZipArchive<&File>) -> Result<Option<Vec<u8>>, Rejected> {
    let mut left = MOST_EXPANDED;
    let mut list = None;
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        let is_list = part.name().is_ok_and(|name| name.eq_ignore_ascii_case(LIST));
        let most = GRACE.max(part.compressed_size().saturating_mul(RATIO)).min(left);
        let mut part = part.take(most + 1);
        let expanded = if is_list {
            let mut text = Vec::new();
            let length = (&mut part).take(MOST_LIST).read_to_end(&mut text)?;
            list = Some(text);
            u64::try_from(length).unwrap_or(u64::MAX) + io::copy(&mut part, &mut io::sink())?
        } else {
            io::copy(&mut part, &mut io::sink())?
        };
        if expanded > most {
            return Err(SWELLS);
        }
        left -= expanded;
    }
    Ok(list)
}

fn content_types(list: &[u8]) -> Result<Vec<Said>, Rejected> {
    let mut reader = Reader::from_reader(list);
    let mut said = Vec::new();
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Eof => return Ok(said),
            Event::DocType(_) => return Err(BROKEN),
            Event::Start(element) | Event::Empty(element) => {
                let text = |name: &str| -> Result<Option<String>, Rejected> {
                    let Some(attribute) = element.try_get_attribute(name).map_err(|_| BROKEN)? else {
                        return Ok(None);
                    };
                    let value = attribute.decoded_and_normalized_value(XmlVersion::Implicit1_0, reader.decoder());
                    Ok(Some(value.map_err(|_| BROKEN)?.trim().to_lowercase()))
                };
                if let Some(content) = text("ContentType")? {
                    said.push((text("PartName")?, content));
                }
            }
            _ => {}
        }
    }
}

/// The probable type, by the folders of its parts.
fn kind_by_folder(names: &BTreeSet<String>) -> Option<FileType> {
    let stands = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    MAIN.iter().find(|(.., folder)| stands(folder)).map(|(kind, ..)| *kind)
}

impl From<ZipError> for Rejected {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::new(&refusal::ENCRYPTED),
            _ => Self::BROKEN,
        }
    }
}
