//! The provisional account (仮アカウント).

pub mod life;
pub mod limits;
pub mod password;
pub mod provisional;

use crate::application::applicant;
use crate::form::{Form, Page};

/// 仮アカウント申込 (N-030 … N-037).
pub static REGISTRATION_PAGE: Page = Page {
    path: "register",
    title: "仮アカウント申込",
    lead: "申込内容の確認が必要な場合、NACCSセンターより当該連絡先に連絡いたします。",
    sections: &[&applicant::APPLICANT],
};

/// The form of a registration.
pub static FORM: Form = Form {
    name: "account",
    title: "仮アカウント申込",
    version: 1,
    pages: &[&REGISTRATION_PAGE],
    rules: &[],
    migrations: &[],
};
