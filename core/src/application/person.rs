//! What the blocks of persons have in common: who may stand for whom (F049), and how a name is asked.

use super::address::OTHER;
use super::{administrator, applicant, works};
use crate::form::SameAnswers;
use crate::value::choice::Choice;

const APPLICANT: Choice = Choice { code: "applicant", label: "申込担当者に同じ" };
const ADMINISTRATOR: Choice = Choice { code: "administrator", label: "管理責任者に同じ" };
const WORKS_CONTACT: Choice = Choice { code: "works-contact", label: "工事事務担当者に同じ" };

/// For 管理責任者 (N-110).
pub static APPLICANT_OR_OTHER: [Choice; 2] = [APPLICANT, OTHER];
/// For 工事事務担当者 and 請求担当者 (N-210).
pub static ANYONE_OR_OTHER: [Choice; 3] = [APPLICANT, ADMINISTRATOR, OTHER];
/// For 工事立会者.
pub static WORKS_CONTACT_OR_OTHER: [Choice; 2] = [WORKS_CONTACT, OTHER];

/// Whose answers stand with each of these choices.
pub static SAME_PERSON: [SameAnswers; 3] = [
    ("applicant", &applicant::PERSON),
    ("administrator", &administrator::PERSON),
    ("works-contact", &works::contact::PERSON),
];

/// Help below 氏名フリガナ.
pub const KANA_HINT: &str = "全角カタカナ";
