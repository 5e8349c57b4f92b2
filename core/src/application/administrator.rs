//! 管理責任者.

use super::address::{FAX_HINT, PHONE_HINT};
use super::applicant;
use super::person::{APPLICANT_OR_OTHER, KANA_HINT};
use crate::form::{At, Field, Kind, Rows, SameAnswers, Submission};
use crate::section;

/// The person, for blocks that may repeat it (F049); 「申込担当者に同じ」 repeats the applicant in turn.
pub static PERSON: [&Field; 10] =
    [&WHO, &FAMILY_NAME, &GIVEN_NAME, &FAMILY_KANA, &GIVEN_KANA, &DEPARTMENT, &TITLE, &PHONE, &FAX, &MAIL];

/// 「申込担当者に同じ」 repeats the applicant.
static SAME_PERSON: [SameAnswers; 1] = [("applicant", &applicant::PERSON)];

section! {
    /// The person responsible for the use of NACCS in the office. N-110, N-111.
    ADMINISTRATOR = "administrator", "管理責任者", Rows::Once;

    /// N-110.
    WHO = Field::new("who", "管理責任者", Kind::Choice(&APPLICANT_OR_OTHER)).same(&SAME_PERSON).hint("申込担当者と管理責任者が同じ場合は「申込担当者に同じ」を選択してください。管理責任者には、ウイルス対策などのセキュリティ対策を講じていただきます。");
    /// N-111.
    DEPARTMENT = Field::new("department", "所属部課名", Kind::FullWidth(70)).optional().when(&WHO, &["other"]);
    /// N-111.
    TITLE = Field::new("title", "役職名", Kind::FullWidth(70)).optional().when(&WHO, &["other"]);
    /// N-111.
    FAMILY_NAME = Field::new("family_name", "氏名（姓）", Kind::FullWidth(20)).when(&WHO, &["other"]);
    /// N-111.
    GIVEN_NAME = Field::new("given_name", "氏名（名）", Kind::FullWidth(20)).when(&WHO, &["other"]);
    /// N-111.
    FAMILY_KANA = Field::new("family_kana", "氏名フリガナ（姓）", Kind::NameKana(40)).when(&WHO, &["other"]).hint(KANA_HINT);
    /// N-111.
    GIVEN_KANA = Field::new("given_kana", "氏名フリガナ（名）", Kind::NameKana(40)).when(&WHO, &["other"]).hint(KANA_HINT);
    /// N-111.
    PHONE = Field::new("phone", "電話番号", Kind::Phone).when(&WHO, &["other"]).hint(PHONE_HINT);
    /// N-111.
    FAX = Field::new("fax", "FAX番号", Kind::Phone).optional().when(&WHO, &["other"]).hint(FAX_HINT);
    /// M-2 and later mails are sent there too. N-111, N-235.
    MAIL = Field::new("mail", "E-mailアドレス", Kind::Email).when(&WHO, &["other"]).hint("受付完了や審査終了のお知らせをお送りします。");
}

/// The mail address of 管理責任者, which may be the applicant's.
pub fn mail(submission: &Submission) -> &str {
    let own = submission.answer(At::once(&MAIL));
    if own.is_empty() { submission.answer(At::once(&applicant::MAIL)) } else { own }
}
