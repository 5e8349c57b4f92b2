//! 申込担当者: the applicant. Asked at registration, and again, as a copy to correct, in the application.

use super::address::FAX_HINT;
use crate::form::{Field, Kind, Rows};
use crate::section;

/// The person, for blocks that may repeat it (F049).
pub static PERSON: [&Field; 9] =
    [&FAMILY_NAME, &GIVEN_NAME, &FAMILY_KANA, &GIVEN_KANA, &DEPARTMENT, &TITLE, &PHONE, &FAX, &MAIL];

section! {
    /// The center's contact for the application. N-030, N-060, N-061, C-094.
    APPLICANT = "applicant", "申込担当者", Rows::Once;

    /// N-031.
    COMPANY = Field::new("company", "企業名", Kind::FullWidth(70)).autofill("organization");
    /// N-032; small kana and ー are allowed.
    COMPANY_KANA = Field::new("company_kana", "企業名フリガナ", Kind::Kana(140)).hint("全角カタカナ　例：ナックスシステムカブシキカイシャ");
    /// N-033.
    FAMILY_NAME = Field::new("family_name", "氏名（姓）", Kind::FullWidth(20)).autofill("family-name");
    /// N-033.
    GIVEN_NAME = Field::new("given_name", "氏名（名）", Kind::FullWidth(20)).autofill("given-name");
    /// N-034.
    FAMILY_KANA = Field::new("family_kana", "氏名フリガナ（姓）", Kind::NameKana(40)).hint("全角カタカナ　例：コンサイ");
    /// N-034.
    GIVEN_KANA = Field::new("given_kana", "氏名フリガナ（名）", Kind::NameKana(40)).hint("全角カタカナ　例：イチロウ");
    /// N-060, C-094.
    DEPARTMENT = Field::new("department", "所属部課名", Kind::FullWidth(70)).optional();
    /// N-060, C-094.
    TITLE = Field::new("title", "役職名", Kind::FullWidth(70)).optional().autofill("organization-title");
    /// N-035.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).hint("10桁または11桁の数字（ハイフンは不要です）　例：0123456789").autofill("tel");
    /// N-037; optional by decision.
    FAX = Field::new("fax", "FAX番号", Kind::Phone).optional().hint(FAX_HINT);
    /// N-036.
    MAIL = Field::new("mail", "E-mailアドレス", Kind::Email).hint("半角英数字・記号　例：konsai.ichiro@naccs.co.jp").autofill("email");
    /// N-036, typed a second time.
    MAIL_AGAIN = Field::new("mail_again", "E-mailアドレス（確認用）", Kind::SameAs(&MAIL)).hint("確認のため、同じE-mailアドレスをもう一度入力してください。").autofill("email");
}
