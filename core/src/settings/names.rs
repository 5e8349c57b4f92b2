//! 名称.

use crate::application::address::POSTCODE_HINT;
use crate::form::{Field, Kind, Rows, Scope};
use crate::postcode::{Place, prefecture_label};
use crate::section;
use crate::value::choice::Choice;

/// The consent to a change of all offices of the company (N-283).
static WHOLE_COMPANY_CHOICES: [Choice; 1] =
    [Choice { code: "all", label: "同一企業の全事業所情報を変更します。" }];

const ENGLISH_LINE: &str = "半角の英大文字、数字、記号（. , - など）";

section! {
    /// The names of the office, in Japanese and in English. N-282 … N-285, N-287.
    NAMES = "names", "名称", Rows::Once;

    /// N-282, N-284.
    COMPANY_ENGLISH = Field::new("company_english", "企業名（英）", Kind::Latin(70)).hint(ENGLISH_LINE).example("NACCS SYSTEM CO.,LTD.").link("settings-guide");
    /// Asked for together with the English name of the company. N-283, V-19.
    WHOLE_COMPANY = Field::new("whole_company", "全事業所の変更の確認", Kind::Choices(&WHOLE_COMPANY_CHOICES)).when_holds("企業名（英） is not empty", has_company_english).hint("企業名（英）を入力する場合は、チェックが必要です。");
    /// N-282, N-284.
    OFFICE_ENGLISH = Field::new("office_english", "事業所名（英）", Kind::Latin(70)).hint(ENGLISH_LINE).example("HONSHA");
    /// N-282.
    OFFICE = Field::new("office", "事業所名", Kind::FullWidth(70));
    /// N-282.
    COMPANY = Field::new("company", "企業名", Kind::FullWidth(70));
    /// Fills the address in both scripts. N-282, N-287.
    POSTCODE = Field::new("postcode", "郵便番号", Kind::Postcode).hint(POSTCODE_HINT).fills(&[&ADDRESS, &ADDRESS_ENGLISH_FIRST, &ADDRESS_ENGLISH_SECOND, &ADDRESS_ENGLISH_THIRD], of_place);
    /// Prefecture, municipality, street and building as one text. N-282.
    ADDRESS = Field::new("address", "所在地（和）", Kind::FullWidth(124)).example("神奈川県川崎市幸区堀川町９９９　ナックスタワー１階");
    /// N-282, N-284.
    ADDRESS_ENGLISH_FIRST = Field::new("address_english_first", "所在地（英）1行目", Kind::Latin(35)).hint("都道府県").example("KANAGAWA KEN");
    /// N-282, N-284.
    ADDRESS_ENGLISH_SECOND = Field::new("address_english_second", "所在地（英）2行目", Kind::Latin(35)).hint("市区町村").example("KAWASAKI SHI SAIWAI KU");
    /// N-282, N-284.
    ADDRESS_ENGLISH_THIRD = Field::new("address_english_third", "所在地（英）3行目", Kind::Latin(35)).hint("町名・番地").example("HORIKAWA CYO 999");
    /// N-282.
    MANAGER = Field::new("manager", "責任者", Kind::FullWidth(41));
    /// N-282, N-284.
    MANAGER_ENGLISH = Field::new("manager_english", "責任者（英）", Kind::Latin(70)).hint(ENGLISH_LINE).example("I.KONSAI");
}

fn has_company_english(scope: &Scope) -> bool {
    !scope.text(&COMPANY_ENGLISH).is_empty()
}

/// The address of a postcode, and a proposal in English.
fn of_place(place: &Place) -> Vec<String> {
    let prefecture = prefecture_label(place.prefecture).unwrap_or_default();
    let address = format!("{prefecture}{}{}{}", place.city, place.town, place.street);
    std::iter::once(address).chain(place.latin()).collect()
}
