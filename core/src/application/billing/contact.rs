//! 請求先担当者.

use crate::application::address::PHONE_HINT;
use crate::application::person::{ANYONE_OR_OTHER, KANA_HINT};
use crate::application::{administrator, applicant};
use crate::form::{At, Field, Kind, Rows, SameAnswers, Submission};
use crate::section;

/// The choices that repeat another person.
static SAME_PERSON: [SameAnswers; 2] = [("applicant", &applicant::PERSON), ("administrator", &administrator::PERSON)];

section! {
    /// The contact for bills. N-210, N-211.
    BILLING_CONTACT = "billing_contact", "請求先担当者", Rows::Once;

    /// N-210.
    WHO = Field::new("who", "請求に関する担当者", Kind::Choice(&ANYONE_OR_OTHER)).same(&SAME_PERSON);
    /// N-211.
    FAMILY_NAME = Field::new("family_name", "氏名（姓）", Kind::FullWidth(20)).when(&WHO, &["other"]);
    /// N-211.
    GIVEN_NAME = Field::new("given_name", "氏名（名）", Kind::FullWidth(20)).when(&WHO, &["other"]);
    /// N-211.
    FAMILY_KANA = Field::new("family_kana", "氏名フリガナ（姓）", Kind::NameKana(40)).when(&WHO, &["other"]).hint(KANA_HINT);
    /// N-211.
    GIVEN_KANA = Field::new("given_kana", "氏名フリガナ（名）", Kind::NameKana(40)).when(&WHO, &["other"]).hint(KANA_HINT);
    /// N-211.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).when(&WHO, &["other"]).hint(PHONE_HINT);
    /// M-4 is sent there. N-211, N-222.
    MAIL = Field::new("mail", "E-mailアドレス", Kind::Email).when(&WHO, &["other"]);
}

/// The mail address of 請求先担当者, which may be another person's.
pub fn mail(submission: &Submission) -> &str {
    match submission.answer(At::once(&WHO)) {
        "applicant" => submission.answer(At::once(&applicant::MAIL)),
        "administrator" => administrator::mail(submission),
        _ => submission.answer(At::once(&MAIL)),
    }
}
