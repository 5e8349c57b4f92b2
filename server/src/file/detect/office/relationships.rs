//! The relationships of an Office file (ECMA-376, part 2, 9.3): links out of it, and parts that run.

use nss_core::file::{FileType, refusal};
use quick_xml::{Reader, events::Event};

use super::{super::Rejected, BROKEN, attribute};

/// Kinds of links to other places that may stay: somebody clicks them, or the program shows or asks before it follows
/// them. All others (templates, linked objects, frames, sub-documents …) are followed when the file is opened.
const LINKS: [&str; 10] = [
    "hyperlink",
    "image",
    "audio",
    "video",
    "media",
    "externallinkpath",
    "xlpathmissing",
    "xlstartup",
    "xlalternatestartup",
    "xllibrary",
];
/// Parts that hold macros, whatever their names and content types.
const MACROS: [&str; 4] = ["vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"];
/// Parts that the program runs or converts: `ActiveX` controls, and files of other formats.
const ACTIVE: [&str; 3] = ["control", "activexcontrolbinary", "afchunk"];

/// Fails if one of the relationships must not be there; `kind` is the type that the sentence names.
pub(super) fn refuse(text: &[u8], kind: FileType) -> Result<(), Rejected> {
    let mut reader = Reader::from_reader(text);
    loop {
        let element = match reader.read_event().map_err(|_| BROKEN)? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(BROKEN),
            Event::Start(element) | Event::Empty(element) => element,
            _ => continue,
        };
        let Some(name) = attribute(&element, "Type", reader.decoder())? else { continue };
        let name = name.rsplit('/').next().unwrap_or_default();
        let is_external = attribute(&element, "TargetMode", reader.decoder())?.is_some_and(|mode| mode == "external");
        if MACROS.contains(&name) {
            return Err(Rejected::like(&refusal::MACROS, kind));
        }
        if ACTIVE.contains(&name) || is_external && !LINKS.contains(&name) {
            return Err(Rejected::like(&refusal::REACHES_OUT, kind));
        }
    }
}
