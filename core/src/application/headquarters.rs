//! 本社.

use super::address::{
    ADDRESS_KANA_HINT, FAX_HINT, PHONE_HINT, POSTCODE_HINT, PREFECTURE_CHOICES, STREET_HINT, of_place,
};
use super::office::{OFFICE_ADDRESS, OFFICE_OR_OTHER};
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// The seat of the company. N-100.
    HEADQUARTERS = "headquarters", "本社", Rows::Once;

    /// N-100.
    PLACE = Field::new("place", "本社住所", Kind::Choice(&OFFICE_OR_OTHER)).same(&OFFICE_ADDRESS).hint("本社と事業所の住所が同じ場合は「事業所に同じ」を選択してください。");
    /// N-100, N-082.
    POSTCODE = Field::new("postcode", "郵便番号", Kind::Postcode).when(&PLACE, &["other"]).hint(POSTCODE_HINT).fills(&[&PREFECTURE, &CITY, &STREET, &ADDRESS_KANA], of_place);
    /// N-100, N-084.
    PREFECTURE = Field::new("prefecture", "都道府県", Kind::Choice(&PREFECTURE_CHOICES)).when(&PLACE, &["other"]);
    /// N-100, N-085.
    CITY = Field::new("city", "市区町村", Kind::FullWidth(40)).when(&PLACE, &["other"]);
    /// N-100, N-086.
    STREET = Field::new("street", "番地・建物", Kind::FullWidth(80)).when(&PLACE, &["other"]).hint(STREET_HINT);
    /// N-100, N-087.
    ADDRESS_KANA = Field::new("address_kana", "住所フリガナ", Kind::Kana(200)).when(&PLACE, &["other"]).hint(ADDRESS_KANA_HINT);
    /// N-100, N-088.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).when(&PLACE, &["other"]).hint(PHONE_HINT);
    /// N-100, N-089.
    FAX = Field::new("fax", "FAX番号", Kind::Phone).optional().when(&PLACE, &["other"]).hint(FAX_HINT);
}
