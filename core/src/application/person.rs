//! The choices that blocks of persons share: another block's person, or one of its own (F049). Each block names the
//! answers that it repeats.

use super::address::OTHER;
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

/// Help below 氏名フリガナ.
pub const KANA_HINT: &str = "全角カタカナ";
