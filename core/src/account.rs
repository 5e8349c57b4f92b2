//! The provisional account (仮アカウント).

pub mod life;
pub mod limits;
pub mod password;
pub mod provisional;

use crate::application::applicant;
use crate::form::{Form, Page};

/// 仮アカウント申込 (N-030 … N-037). A draft past its 48 hours is offered to its own address only (V-01).
pub static REGISTRATION_PAGE: Page = Page {
    path: "register",
    title: "仮アカウント申込",
    lead: "申込内容の確認が必要な場合、NACCSセンターより当該連絡先に連絡いたします。\
           期限を過ぎた申込で入力した内容は、同じE-mailアドレスで登録すると引き継げます。",
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
