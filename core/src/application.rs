//! 利用申込: a new application for netNACCS, or for 一般NACCS over NACCS lines. One file for each section, pages in order.

pub mod access;
pub mod address;
pub mod administrator;
pub mod applicant;
pub mod attachments;
pub mod billing;
pub mod connection;
pub mod contractor;
pub mod cross_rules;
pub mod diagram;
pub mod emergency_fax;
pub mod fee_plan;
pub mod headquarters;
pub mod lead_time;
pub mod lines;
pub mod mailbox;
pub mod net;
pub mod office;
pub(crate) mod pages;
pub mod person;
pub mod reason;
pub mod remarks;
pub mod security;
pub mod sharing;
pub mod start;
pub mod user_codes;
pub mod works;

use crate::form::{At, Draft, Form, Message};
use crate::value::choice::Choice;

/// The form of a new application.
pub static FORM: Form = Form {
    name: "new",
    title: "利用申込（新規・事業所追加）",
    version: 1,
    pages: &pages::ALL,
    rules: cross_rules::RULES,
    migrations: &[],
};

/// Every sentence of these files.
pub static MESSAGES: [&[&Message]; 10] = [
    billing::notice_mails::MESSAGES,
    cross_rules::MESSAGES,
    emergency_fax::MESSAGES,
    lead_time::MESSAGES,
    lines::MESSAGES,
    mailbox::MESSAGES,
    net::MESSAGES,
    sharing::MESSAGES,
    user_codes::MESSAGES,
    user_codes::ids::MESSAGES,
];

/// 要 / 否.
pub static YES_NO: [Choice; 2] = [Choice { code: "yes", label: "要" }, Choice { code: "no", label: "否" }];

/// A new draft: with a copy of the registration's answers (N-060), and its company in the office.
pub fn start(registration: &Draft) -> Draft {
    let mut draft = Draft::empty(&FORM);
    for field in applicant::APPLICANT.fields {
        draft.set(At::once(field), registration.get(At::once(field)));
    }
    for (from, to) in [(&applicant::COMPANY, &office::COMPANY), (&applicant::COMPANY_KANA, &office::COMPANY_KANA)] {
        draft.set(At::once(to), registration.get(At::once(from)));
    }
    draft
}
