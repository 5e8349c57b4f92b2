//! XLSX, DOCX, PPTX: each is a ZIP, and `[Content_Types].xml` says which one (ECMA-376, part 2).

mod fields;
mod part;
mod relationships;

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read},
};

use memchr::memmem;
use nss_core::file::{FileType, LIMIT, refusal};
use quick_xml::{
    Decoder, Reader, XmlVersion,
    events::{BytesStart, Event, attributes::Attribute},
};
use zip::{ZipArchive, result::ZipError};

use super::{
    Rejected,
    embedded::{self, Budget, Content},
    from, is_blank,
};

/// Most parts of one file. A slide has about four: this is a deck of two thousand.
const MOST_PARTS: usize = 10_000;
/// Bytes to which a part may expand at any ratio: as many as a whole file may have without compression. A table of equal
/// styles or empty rows has a ratio of some hundred.
const GRACE: u64 = LIMIT as u64;
/// Largest ratio of expansion of a part beyond that, as in Apache POI.
const RATIO: u64 = 100;
/// Most bytes of the list of content types, and of a list of relationships; real ones have some thousand.
const MOST_LIST: u64 = 4 << 20;
/// Most bytes of a part with fields, which is read as a whole; the text of a thousand pages has less.
const MOST_FIELDS: u64 = 16 << 20;
/// The part that lists the content types.
const LIST: &str = "[content_types].xml";
/// The end of the names of parts that list relationships.
const RELATIONSHIPS: &str = ".rels";
/// The record that ends a ZIP, without a comment: signature, and its size in bytes (APPNOTE 4.3.16).
const END: (&[u8], usize) = (b"PK\x05\x06", 22);

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
    let package = inspect(file, &mut Budget::new())?;
    let Package { names, said } = package.ok_or(Rejected::new(&refusal::UNKNOWN))?;
    let mut found = MAIN.iter().filter(|(_, main, _)| {
        let main = format!("application/vnd.openxmlformats-officedocument.{main}.main+xml");
        said.iter().any(|(part, content)| {
            *content == main && part.as_ref().is_some_and(|part| names.contains(&part_name(part)))
        })
    });
    match (found.next(), found.next()) {
        (Some((kind, ..)), None) => Ok(*kind),
        (Some((kind, ..)), Some(_)) => Err(Rejected::like(&refusal::MIXED, *kind)),
        _ => Err(Rejected::new(&refusal::UNKNOWN)),
    }
}

/// A package of any kind that was looked into: the names of its parts in lower case, and their content types.
pub(super) struct Package {
    names: BTreeSet<String>,
    said: Vec<Said>,
}

/// Fails if a package must not be attached, or not be part of what is attached. None for a ZIP that is no package.
pub(super) fn inspect(file: &File, budget: &mut Budget) -> Result<Option<Package>, Rejected> {
    let parts = end(file)?;
    if parts > MOST_PARTS {
        return Err(Rejected::new(&refusal::TOO_MANY_PARTS));
    }
    let mut archive = ZipArchive::new(file)?;
    let names: BTreeSet<String> = archive.file_names().filter_map(Result::ok).map(|name| part_name(&name)).collect();
    let kind = kind_by_folder(&names).unwrap_or(FileType::Xlsx);
    if archive.offset() != 0 {
        return Err(Rejected::like(&refusal::MIXED, kind));
    }
    if names.len() != archive.len() || archive.has_duplicate_names() {
        // Two parts of one name: programs disagree on which of them is read.
        return Err(BROKEN);
    }
    let list = expand(&mut archive, kind, budget)?;
    let Some(list) = list else { return Ok(None) };
    let said = content_types(&list)?;
    let has_macros = names.iter().any(|name| name.rsplit('/').next() == Some("vbaproject.bin"))
        || said.iter().any(|(_, content)| {
            content.contains("macroenabled") || content.contains("vbaproject") || content.contains("macrosheet")
        });
    if has_macros {
        return Err(Rejected::like(&refusal::MACROS, kind));
    }
    if said.iter().any(|(_, content)| content.contains("activex")) {
        return Err(Rejected::like(&refusal::REACHES_OUT, kind));
    }
    Ok(Some(Package { names, said }))
}

/// The number of parts in the end record, which must be the end of the file: a comment behind it could be another file.
/// Blanks are not.
fn end(file: &File) -> Result<usize, Rejected> {
    // Programs search it in the last 64 KiB, the length of the longest comment (APPNOTE 4.4.12).
    let mut tail = Vec::new();
    from(file, file.metadata()?.len().saturating_sub(END.1 as u64 + (64 << 10)))?.read_to_end(&mut tail)?;
    let place = memmem::rfind(&tail, END.0).ok_or(BROKEN)?;
    let (record, behind) = tail[place..].split_at_checked(END.1).ok_or(BROKEN)?;
    if !record.ends_with(&[0, 0]) || !behind.iter().all(|byte| is_blank(*byte)) {
        return Err(Rejected::like(&refusal::MIXED, FileType::Xlsx));
    }
    Ok(usize::from(u16::from_le_bytes([record[10], record[11]])))
}

/// The name of a part as the list of content types writes it, in lower case and without the first slash. Some writers on
/// Windows separate folders by backslashes.
fn part_name(written: &str) -> String {
    written.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Expands every part within the bounds, to check that it is complete and holds nothing that must not be there; returns
/// the list of content types.
fn expand(archive: &mut ZipArchive<&File>, kind: FileType, budget: &mut Budget) -> Result<Option<Vec<u8>>, Rejected> {
    let mut list = None;
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        let name = part.name().map(|name| part_name(&name)).unwrap_or_default();
        let most = GRACE.max(part.compressed_size().saturating_mul(RATIO)).min(budget.left);
        let mut part = part.take(most + 1);
        let mut head = Vec::new();
        part.by_ref().take(embedded::HEAD).read_to_end(&mut head)?;
        if name == LIST || name.ends_with(RELATIONSHIPS) {
            (&mut part).take(MOST_LIST).read_to_end(&mut head)?;
            let rest = io::copy(&mut part, &mut io::sink())?;
            spend(head.len() as u64 + rest, if rest == 0 { most } else { MOST_LIST }, budget)?;
            if name == LIST {
                list = Some(head);
            } else {
                relationships::refuse(&head, kind)?;
            }
        } else if Content::of(&head) == Content::Other {
            let (expanded, marks) = part::scan(&mut (&*head).chain(part))?;
            spend(expanded, most, budget)?;
            if marks.has_dde_link {
                return Err(Rejected::like(&refusal::REACHES_OUT, kind));
            }
            if marks.has_fields {
                let mut text = Vec::new();
                let length = archive.by_index(index)?.take(MOST_FIELDS).read_to_end(&mut text)?;
                spend(length as u64, MOST_FIELDS - 1, budget)?;
                // UTF-16: the names and marks that count are ASCII.
                text.retain(|byte| *byte != 0);
                fields::refuse(&text)?;
            }
        } else {
            embedded::refuse(&head, &mut part, most, kind, budget)?;
        }
    }
    Ok(list)
}

fn spend(expanded: u64, most: u64, budget: &mut Budget) -> Result<(), Rejected> {
    if expanded > most { Err(SWELLS) } else { budget.spend(expanded) }
}

fn content_types(list: &[u8]) -> Result<Vec<Said>, Rejected> {
    let mut reader = Reader::from_reader(list);
    let mut said = Vec::new();
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Eof => return Ok(said),
            Event::DocType(_) => return Err(BROKEN),
            Event::Start(element) | Event::Empty(element) => {
                if let Some(content) = attribute(&element, "ContentType", reader.decoder())? {
                    said.push((attribute(&element, "PartName", reader.decoder())?, content));
                }
            }
            _ => {}
        }
    }
}

/// The value of an attribute, in lower case.
fn attribute(element: &BytesStart, name: &str, decoder: Decoder) -> Result<Option<String>, Rejected> {
    let Some(attribute) = element.try_get_attribute(name).map_err(|_| BROKEN)? else { return Ok(None) };
    Ok(Some(value(&attribute, decoder)?.trim().to_lowercase()))
}

/// The value of an attribute of any namespace.
fn attribute_of(element: &BytesStart, name: &[u8], decoder: Decoder) -> Result<Option<String>, Rejected> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| BROKEN)?;
        if attribute.key.local_name().as_ref() == name {
            return value(&attribute, decoder).map(Some);
        }
    }
    Ok(None)
}

fn value(attribute: &Attribute, decoder: Decoder) -> Result<String, Rejected> {
    let value = attribute.decoded_and_normalized_value(XmlVersion::Implicit1_0, decoder);
    Ok(value.map_err(|_| BROKEN)?.into_owned())
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
