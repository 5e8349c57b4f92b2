//! `Serialize` of a draft: the wire form straight from the tables, because the page serialises the draft at every key.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::RowIds;
use crate::form::{Draft, RowId};

impl Serialize for Draft {
    /// Has the members of [`Wire`](super::Wire) in the same order; paths are in the order of the form, not sorted.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut wire = to.serialize_struct("Wire", 5)?;
        wire.serialize_field("form", self.form.name)?;
        wire.serialize_field("version", &self.form.version)?;
        wire.serialize_field("rules", crate::RULES)?;
        wire.serialize_field("answers", &Answers(self))?;
        wire.serialize_field("rows", &Lists(self))?;
        wire.end()
    }
}

/// The answers of a draft as a map by path.
struct Answers<'a>(&'a Draft);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        self.0.for_each_answer(&mut |path, text| map.serialize_entry(path, text))?;
        map.end()
    }
}

/// The row ids of a draft as a map by the path of their list.
struct Lists<'a>(&'a Draft);

impl Serialize for Lists<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        self.0.for_each_list(&mut |path, ids| map.serialize_entry(path, &ids))?;
        map.end()
    }
}

impl Serialize for RowIds<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Placed(rows) => to.collect_seq(rows.iter().filter_map(|row| row.id)),
            Self::Unplaced(ids) => to.collect_seq(*ids),
        }
    }
}

impl Serialize for RowId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::application::{FORM, office};
    use crate::form::{At, Draft, Wire};

    #[test]
    fn any_text_reads_back() {
        for text in ["通関業", "a\"b\\c/d", "\0\u{1}\t\r\n\u{1f}\u{7f}\u{2028}", "😀"] {
            let mut draft = Draft::empty(&FORM);
            draft.set(At::once(&office::NAME), text);
            let json = serde_json::to_string(&draft).unwrap();
            assert_eq!(serde_json::from_str::<Wire>(&json).unwrap().answers["office.name"], text);
        }
    }

    #[test]
    fn the_members_stand_in_the_order_of_the_wire_form() {
        let draft = Draft::empty(&FORM);
        for json in [serde_json::to_string(&draft).unwrap(), serde_json::to_string(&draft.to_wire()).unwrap()] {
            let places = ["form", "version", "rules", "answers", "rows"].map(|name| json.find(&format!("\"{name}\":")));
            assert!(places.is_sorted() && places[0].is_some(), "{json}");
        }
    }
}
