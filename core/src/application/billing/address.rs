//! 請求先.

use super::{EITHER_HINT, WISHES};
use crate::application::address::{ADDRESS_KANA_HINT, POSTCODE_HINT, PREFECTURE_CHOICES, STREET_HINT, of_place};
use crate::application::office::{CODE_SHAPE, OFFICE_ADDRESS, OFFICE_OR_OTHER};
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// The recipient of the bill: another office (一括請求), or an address. N-200 … N-207, V-10, V-12.
    BILLING = "billing", "請求先", Rows::Once;

    /// N-201, N-202, V-12.
    COMBINED = Field::new("combined", "一括請求", Kind::Choice(&WISHES)).hint("「一括請求」とは、当該事業所の請求を他の事業所の請求へ含めることです（請求は、一括請求先の請求書にまとめて通知します）。");
    /// N-203, V-10.
    CODE = Field::new("code", "請求先コード", Kind::Code("9999999")).either(&OFFICE_CODE).when(&COMBINED, &["yes"]).hint(EITHER_HINT);
    /// N-203, V-10.
    OFFICE_CODE = Field::new("office_code", "事業所コード", Kind::Code(CODE_SHAPE)).either(&CODE).when(&COMBINED, &["yes"]).hint("例：NAC001");
    /// The office that receives the combined bill. N-204, V-10.
    COMPANY = Field::new("company", "一括請求先の企業名", Kind::FullWidth(70)).when(&COMBINED, &["yes"]);
    /// N-204, V-10.
    OFFICE = Field::new("office", "一括請求先の事業所名", Kind::FullWidth(70)).when(&COMBINED, &["yes"]);
    /// N-205.
    PLACE = Field::new("place", "請求先住所", Kind::Choice(&OFFICE_OR_OTHER)).same(&OFFICE_ADDRESS).when(&COMBINED, &["no"]).hint("事業所住所と異なる請求先を希望される場合は「その他」を選択してください。");
    /// N-206.
    POSTCODE = Field::new("postcode", "郵便番号", Kind::Postcode).when(&PLACE, &["other"]).hint(POSTCODE_HINT).fills(&[&PREFECTURE, &CITY, &STREET, &ADDRESS_KANA], of_place);
    /// N-207.
    PREFECTURE = Field::new("prefecture", "都道府県", Kind::Choice(&PREFECTURE_CHOICES)).when(&PLACE, &["other"]);
    /// N-207.
    CITY = Field::new("city", "市区町村", Kind::FullWidth(40)).when(&PLACE, &["other"]);
    /// N-207.
    STREET = Field::new("street", "番地・建物", Kind::FullWidth(80)).when(&PLACE, &["other"]).hint(STREET_HINT);
    /// N-207.
    ADDRESS_KANA = Field::new("address_kana", "住所フリガナ", Kind::Kana(200)).when(&PLACE, &["other"]).hint(ADDRESS_KANA_HINT);
    /// The code under which this office is billed: a new one, or with 一括請求 the other office's. N-260.
    CONTRACT_CODE = Field::new("contract_code", "請求先コード", Kind::Code("9999999")).by_center();
}
