//! 工事事務担当者.

use crate::application::address::{FAX_HINT, PHONE_HINT};
use crate::application::person::{ANYONE_OR_OTHER, KANA_HINT};
use crate::application::{administrator, applicant, connection};
use crate::form::{Field, Kind, Rows, SameAnswers};
use crate::section;

/// The person, for blocks that may repeat it (F049).
pub static PERSON: [&Field; 8] =
    [&WHO, &FAMILY_NAME, &GIVEN_NAME, &FAMILY_KANA, &GIVEN_KANA, &DEPARTMENT, &PHONE, &FAX];

/// The choices that repeat another person.
static SAME_PERSON: [SameAnswers; 2] = [("applicant", &applicant::PERSON), ("administrator", &administrator::PERSON)];

section! {
    /// The contact for the works. N-185.
    WORKS_CONTACT = "works_contact", "工事事務担当者", Rows::Once, .when(&connection::KIND, &["new_line"]);

    /// N-185.
    WHO = Field::new("who", "工事事務担当者", Kind::Choice(&ANYONE_OR_OTHER)).same(&SAME_PERSON);
    /// N-185.
    FAMILY_NAME = Field::new("family_name", "氏名（姓）", Kind::FullWidth(20)).when(&WHO, &["other"]);
    /// N-185.
    GIVEN_NAME = Field::new("given_name", "氏名（名）", Kind::FullWidth(20)).when(&WHO, &["other"]);
    /// N-185.
    FAMILY_KANA = Field::new("family_kana", "氏名フリガナ（姓）", Kind::NameKana(40)).when(&WHO, &["other"]).hint(KANA_HINT);
    /// N-185.
    GIVEN_KANA = Field::new("given_kana", "氏名フリガナ（名）", Kind::NameKana(40)).when(&WHO, &["other"]).hint(KANA_HINT);
    /// N-185.
    DEPARTMENT = Field::new("department", "所属部課名", Kind::FullWidth(70)).optional().when(&WHO, &["other"]);
    /// N-185; eleven digits are allowed.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).when(&WHO, &["other"]).hint(PHONE_HINT);
    /// FAX, or a second telephone. N-185.
    FAX = Field::new("fax", "FAX番号", Kind::Phone).optional().when(&WHO, &["other"]).hint(FAX_HINT);
}
