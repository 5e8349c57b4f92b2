//! 事業所.

use super::address::{
    ADDRESS_KANA_HINT, FAX_HINT, OTHER, PHONE_HINT, POSTCODE_HINT, PREFECTURE_CHOICES, STREET_HINT, of_place,
};
use crate::form::{Field, Kind, Rows, SameAnswers, Scope};
use crate::postcode::customs_of;
use crate::section;
use crate::value::choice::Choice;

/// One flow serves both (N-001).
static KINDS: [Choice; 2] =
    [Choice { code: "new", label: "新規申込" }, Choice { code: "additional", label: "事業所追加申込" }];

/// 管轄税関 (N-090).
pub static CUSTOMS: [Choice; 10] = [
    Choice { code: "hakodate", label: "函館" },
    Choice { code: "tokyo", label: "東京" },
    Choice { code: "yokohama", label: "横浜" },
    Choice { code: "nagoya", label: "名古屋" },
    Choice { code: "osaka", label: "大阪" },
    Choice { code: "kobe", label: "神戸" },
    Choice { code: "moji", label: "門司" },
    Choice { code: "nagasaki", label: "長崎" },
    Choice { code: "okinawa", label: "沖縄地区" },
    Choice { code: "unknown", label: "不明" },
];

/// The shape of 事業所コード (N-260), which is the login ID from 利用開始日 on (N-265).
pub const CODE_SHAPE: &str = "XXX999";
/// The address, for blocks that may repeat it (F049).
pub static ADDRESS: [&Field; 7] = [&POSTCODE, &PREFECTURE, &CITY, &STREET, &ADDRESS_KANA, &PHONE, &FAX];
/// The choices of a block that may repeat the office's address (N-100, N-170, N-205).
pub static OFFICE_OR_OTHER: [Choice; 2] = [Choice { code: "office", label: "事業所に同じ" }, OTHER];
/// 「事業所に同じ」 repeats the office's address.
pub static OFFICE_ADDRESS: [SameAnswers; 1] = [("office", &ADDRESS)];

section! {
    /// The office that will use NACCS. N-072, N-080 … N-090.
    OFFICE = "office", "事業所", Rows::Once;

    /// N-001.
    KIND = Field::new("kind", "申込の種類", Kind::Choice(&KINDS)).hint("すでにNACCSを契約している企業が事業所を増やす場合は「事業所追加申込」を選択してください。");
    /// The code of a company with a contract; the form never says whether it exists. N-001, C-104.
    COMPANY_CODE = Field::new("company_code", "企業略称", Kind::Code("XXX")).optional().when(&KIND, &["additional"]).hint("ご存じの場合に入力してください（英数字3桁）　例：NAC");
    /// N-072.
    COMPANY = Field::new("company", "企業名", Kind::FullWidth(70)).autofill("organization");
    /// N-072.
    COMPANY_KANA = Field::new("company_kana", "企業名フリガナ", Kind::Kana(140)).hint("全角カタカナ　例：ナックスシステムカブシキカイシャ");
    /// N-080.
    NAME = Field::new("name", "事業所名", Kind::FullWidth(70)).hint("特に事業所が存在しない場合は、「本社」と入力してください。");
    /// N-081.
    KANA = Field::new("kana", "事業所名フリガナ", Kind::Kana(140)).hint("全角カタカナ　例：ホンシャ");
    /// Fills the address when complete. N-082, N-083.
    POSTCODE = Field::new("postcode", "郵便番号", Kind::Postcode).hint(POSTCODE_HINT).autofill("postal-code").fills(&[&PREFECTURE, &CITY, &STREET, &ADDRESS_KANA], of_place);
    /// N-084.
    PREFECTURE = Field::new("prefecture", "都道府県", Kind::Choice(&PREFECTURE_CHOICES)).autofill("address-level1");
    /// N-085.
    CITY = Field::new("city", "市区町村", Kind::FullWidth(40)).autofill("address-level2");
    /// N-086.
    STREET = Field::new("street", "番地・建物", Kind::FullWidth(80)).hint(STREET_HINT).autofill("address-line1");
    /// N-087.
    ADDRESS_KANA = Field::new("address_kana", "住所フリガナ", Kind::Kana(200)).hint(ADDRESS_KANA_HINT);
    /// N-088.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).hint(PHONE_HINT).autofill("tel");
    /// N-089.
    FAX = Field::new("fax", "FAX番号", Kind::Phone).optional().hint(FAX_HINT);
    /// N-090.
    CUSTOMS_OFFICE = Field::new("customs", "管轄税関", Kind::Choice(&CUSTOMS)).suggestion(customs).link("customs").hint("事業所所在地を管轄する税関を選択してください。分からない場合は「不明」を選択してください。");
    /// The company's code: the applicant's, if that exists. N-260, C-104.
    ABBREVIATION = Field::new("abbreviation", "企業略称", Kind::Code("XXX")).by_center();
    /// The abbreviation and three digits; from the start on the ID of the log-in. N-260, N-265.
    CODE = Field::new("code", "事業所コード", Kind::Code(CODE_SHAPE)).by_center();
}

/// The customs of the prefecture, where there is only one.
fn customs(scope: &Scope) -> &'static str {
    customs_of(&scope.text(&PREFECTURE)).unwrap_or_default()
}
