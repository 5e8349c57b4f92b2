//! 工事立会者.

use super::contact;
use crate::application::address::{FAX_HINT, PHONE_HINT};
use crate::application::connection;
use crate::application::person::{KANA_HINT, WORKS_CONTACT_OR_OTHER};
use crate::form::{Field, Kind, Rows, SameAnswers};
use crate::section;

/// 「工事事務担当者に同じ」 repeats the contact of the works.
static SAME_PERSON: [SameAnswers; 1] = [("works-contact", &contact::PERSON)];

section! {
    /// The person present on the day of the works. N-185.
    WORKS_WITNESS = "works_witness", "工事立会者", Rows::Once, .when(&connection::KIND, &["new_line"]);

    /// N-185.
    WHO = Field::new("who", "工事立会者", Kind::Choice(&WORKS_CONTACT_OR_OTHER)).same(&SAME_PERSON);
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
    /// N-185.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).when(&WHO, &["other"]).hint(PHONE_HINT);
    /// FAX, or a second telephone. N-185.
    FAX = Field::new("fax", "FAX番号", Kind::Phone).optional().when(&WHO, &["other"]).hint(FAX_HINT);
}
