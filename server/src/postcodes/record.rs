//! The output of every adapter: one row of a source, with the texts unchanged.

use nss_core::postcode::{PREFECTURES, Place};

/// A place of a source. Adapters split the columns and leave the texts alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Seven digits.
    pub(super) code: String,
    /// 都道府県, by name.
    pub(super) prefecture: String,
    /// 市区町村.
    pub(super) city: String,
    /// Its reading; empty for large offices, whose sources do not have it.
    pub(super) city_kana: String,
    /// 町域, without the text in parentheses.
    pub(super) town: String,
    /// Its reading.
    pub(super) town_kana: String,
    /// The text in parentheses.
    pub(super) note: String,
    /// The large office (大口事業所) of the postcode, if it is one.
    pub(super) office: Option<Office>,
}

/// A large office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Office {
    /// Its name.
    pub(super) name: String,
    /// Its reading. Repaired, to compare sources; the shards omit it, because the sources write its small kana large
    /// (シヤ) and cut it at 92 characters.
    pub(super) kana: String,
    /// 番地 and building.
    pub(super) street: String,
}

impl Record {
    /// The municipality: prefecture and name, because names repeat.
    pub(super) fn municipality(&self) -> (&str, &str) {
        (&self.prefecture, &self.city)
    }

    /// The place, or None if no prefecture has that name or the postcode has not seven digits.
    pub(super) fn into_place(self) -> Option<(String, Place)> {
        let (prefecture, _) = PREFECTURES.iter().find(|(_, label)| *label == self.prefecture)?;
        let is_code = self.code.len() == 7 && self.code.bytes().all(|byte| byte.is_ascii_digit());
        let (street, office) = self.office.map(|office| (office.street, Some(office.name))).unwrap_or_default();
        let place = Place {
            prefecture,
            city: self.city,
            city_kana: self.city_kana,
            town: self.town,
            town_kana: self.town_kana,
            note: self.note,
            street,
            office,
        };
        is_code.then_some((self.code, place))
    }
}
