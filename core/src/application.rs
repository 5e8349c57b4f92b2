//! 利用申込: a new application for 一般NACCS over NACCS lines. One file for each page, in order.

pub mod address;
pub mod applicant;
pub mod connection;
pub mod cross_rules;
pub mod lines;
pub mod office;
pub mod reason;
pub mod user_codes;

use crate::form::{At, Draft, Form, Page};
use crate::value::choice::Choice;

/// 申込担当者・申込理由 (N-060 … N-064).
pub static APPLICANT_PAGE: Page = Page {
    path: "applicant",
    title: "申込担当者・申込理由",
    lead: "NACCSセンターから利用申込の内容確認を行う際の連絡先となります。",
    sections: &[&applicant::APPLICANT, &reason::REASON],
};

/// 事業所 (N-072, N-080 … N-090).
pub static OFFICE_PAGE: Page = Page {
    path: "office",
    title: "事業所",
    lead: "NACCSを利用する事業所について入力してください。",
    sections: &[&office::OFFICE],
};

/// 利用者コード 入力 (N-120 … N-135).
pub static USER_CODES_PAGE: Page = Page {
    path: "user-codes",
    title: "利用者コード 入力",
    lead: "利用する業種ごとに利用者コードを追加してください。業種ごとに利用者IDを分けるときはIDを、利用者コードを分けるときは利用者コードを追加します。",
    sections: &[&user_codes::USER_CODES],
};

/// 回線・論理端末 入力 (N-139 … N-180).
pub static LINES_PAGE: Page = Page {
    path: "lines",
    title: "回線・論理端末 入力",
    lead: "NACCSに接続する回線と、その回線で使う論理端末・サーバについて入力してください。",
    sections: &[&connection::CONNECTION, &lines::LINES],
};

/// The form of a new application.
pub static FORM: Form = Form {
    name: "new",
    title: "利用申込（新規・事業所追加）",
    version: 1,
    pages: &[&APPLICANT_PAGE, &OFFICE_PAGE, &USER_CODES_PAGE, &LINES_PAGE],
    rules: cross_rules::RULES,
    migrations: &[],
};

/// 要 / 否.
pub static YES_NO: [Choice; 2] = [Choice { code: "yes", label: "要" }, Choice { code: "no", label: "否" }];

/// A draft as it is first opened: the registration's answers stand in it as a copy (N-060), and its company in the office.
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
