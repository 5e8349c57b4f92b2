//! The fields of a Word document (ECMA-376, part 1, 17.16): DDE starts another program.

use nss_core::file::{FileType, refusal};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{super::Rejected, BROKEN, attribute_of};

const REFUSED: Rejected = Rejected::like(&refusal::REACHES_OUT, FileType::Docx);

/// A field that is open.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Its instruction is over, and its result follows.
    has_result: bool,
}

/// Fails if a field of the part is DDE. Its instruction may be spread over many runs.
pub(super) fn refuse(part: &[u8]) -> Result<(), Rejected> {
    let mut reader = Reader::from_reader(part);
    let mut open: Vec<Field> = Vec::new();
    let mut is_instruction = false;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Eof => return open.iter().try_for_each(|field| check(&field.instruction)),
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"fldSimple" => {
                    check(&attribute_of(&element, b"instr", reader.decoder())?.unwrap_or_default())?;
                }
                b"fldChar" => mark(&element, &reader, &mut open)?,
                b"instrText" => {
                    is_instruction = true;
                    if open.is_empty() {
                        open.push(Field::default());
                    }
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == b"instrText" => is_instruction = false,
            Event::Text(text) if is_instruction => add(&mut open, &text.decode().map_err(|_| BROKEN)?),
            Event::CData(text) if is_instruction => add(&mut open, &text.decode().map_err(|_| BROKEN)?),
            Event::GeneralRef(reference) if is_instruction => {
                let sign = reference.resolve_char_ref().map_err(|_| BROKEN)?;
                add(&mut open, sign.unwrap_or(' ').encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
    }
}

/// The mark that begins, parts or ends a field.
fn mark(element: &BytesStart, reader: &Reader<&[u8]>, open: &mut Vec<Field>) -> Result<(), Rejected> {
    match attribute_of(element, b"fldCharType", reader.decoder())?.as_deref() {
        Some("begin") => {
            // A field in the place of another one's name: what it is called is only known when it is computed.
            if open.last().is_some_and(|outer| !outer.has_result && outer.instruction.trim().is_empty()) {
                return Err(REFUSED);
            }
            open.push(Field::default());
        }
        Some("separate") => {
            if let Some(field) = open.last_mut() {
                field.has_result = true;
            }
        }
        Some("end") => {
            if let Some(field) = open.pop() {
                check(&field.instruction)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn add(open: &mut [Field], text: &str) {
    if let Some(field) = open.last_mut().filter(|field| !field.has_result) {
        field.instruction.push_str(text);
    }
}

fn check(instruction: &str) -> Result<(), Rejected> {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    let is_dde = ["DDE", "DDEAUTO"].iter().any(|dde| dde.eq_ignore_ascii_case(name));
    if is_dde { Err(REFUSED) } else { Ok(()) }
}
