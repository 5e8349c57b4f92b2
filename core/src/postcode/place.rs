//! One place of a postcode, and the address that it fills in.

use super::prefecture::{prefecture_kana, prefecture_label};

/// A place: one line of a shard. Every text is the normal form of its field in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// 都道府県: its code, `"01"` … `"47"`.
    pub prefecture: &'static str,
    /// 市区町村, with 郡 and 区.
    pub city: String,
    /// Its reading.
    pub city_kana: String,
    /// 町域. Empty for a postcode of the whole municipality.
    pub town: String,
    /// Its reading. Empty with the town, and for the few large offices whose town no address has.
    pub town_kana: String,
    /// Japan Post's note on the extent (１～１９丁目, 地階・階層不明, 以下に掲載がない場合). Shown, never filled in.
    pub note: String,
    /// 番地 and building of a large office (大口事業所), else empty.
    pub street: String,
    /// The name of the large office.
    pub office: Option<String>,
}

/// The answers for the fields of the form. The page marks the kana 要確認 (F066): an office may use another reading than
/// the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    /// 都道府県: the code of the choice.
    pub prefecture: String,
    /// 市区町村.
    pub city: String,
    /// 番地・建物, if known: the town, and for a large office its 番地.
    pub street: String,
    /// 住所フリガナ up to the first part without a reading.
    pub kana: String,
}

impl Place {
    /// The address that this place fills in.
    pub fn fill(&self) -> Fill {
        let prefecture_kana = prefecture_kana(self.prefecture).unwrap_or_default();
        Fill {
            prefecture: self.prefecture.to_owned(),
            city: self.city.clone(),
            street: format!("{}{}", self.town, self.street),
            kana: format!("{prefecture_kana}{}{}", self.city_kana, self.town_kana),
        }
    }

    /// One line for the choice between places and for the notice of a filled address: 北海道札幌市中央区大通西（１～１９丁目）, with the
    /// name of a large office in front.
    pub fn label(&self) -> String {
        let office = self.office.as_ref().map(|name| format!("{name}　")).unwrap_or_default();
        let prefecture = prefecture_label(self.prefecture).unwrap_or_default();
        let note = if self.note.is_empty() { String::new() } else { format!("（{}）", self.note) };
        format!("{office}{prefecture}{}{}{}{note}", self.city, self.town, self.street)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somewhere() -> Place {
        Place {
            prefecture: "01",
            city: "札幌市中央区".into(),
            city_kana: "サッポロシチュウオウク".into(),
            town: "大通西".into(),
            town_kana: "オオドオリニシ".into(),
            note: "１～１９丁目".into(),
            ..Place::default()
        }
    }

    #[test]
    fn a_note_is_shown_and_not_filled_in() {
        let place = somewhere();
        assert_eq!(place.label(), "北海道札幌市中央区大通西（１～１９丁目）");
        assert_eq!(place.fill().street, "大通西");
        assert_eq!(place.fill().kana, "ホッカイドウサッポロシチュウオウクオオドオリニシ");
    }

    #[test]
    fn a_large_office_fills_in_its_street_too() {
        let place = Place {
            note: String::new(),
            street: "５丁目".into(),
            office: Some("札幌市交通事業振興公社".into()),
            ..somewhere()
        };
        assert_eq!(place.fill().street, "大通西５丁目");
        assert_eq!(place.label(), "札幌市交通事業振興公社　北海道札幌市中央区大通西５丁目");
    }
}
