//! 変更申込 (C-021 … C-052): a contracted office changes its contract. The items that it chooses open parts of the document in
//! force; everything else stays as it is.
//!
//! A draft of [`FORM`] is the contract's document in the same sections and rows, and the request: items, day and reason.

pub mod items;
pub mod opening;
pub mod request;

use chrono::NaiveDate;

use crate::application::{applicant, pages, start};
use crate::form::{self, At, Draft, Fault, Form, Page, Place, Section, Wire};

pub use opening::outside;

/// The form of a change application.
pub static FORM: Form = Form {
    name: "change",
    title: "変更申込",
    version: 1,
    pages: &[
        &REQUEST,
        &APPLICANT,
        &pages::OFFICE,
        &pages::CONTRACTOR,
        &pages::ADMINISTRATOR,
        &pages::USER_CODES,
        &pages::LINES,
        &pages::WORKS,
        &pages::MAILBOX,
        &pages::FEE_PLAN,
        &pages::BILLING,
        &pages::REMARKS,
    ],
    rules: crate::application::cross_rules::RULES,
    migrations: &[],
};

/// 変更申込内容 入力 (C-030 … C-052).
static REQUEST: Page = Page {
    path: "request",
    title: "変更申込内容 入力",
    lead: "変更申込を行う項目を選択してください。申込担当者情報を確認後、変更対象項目が表示されます。",
    sections: &[&request::REQUEST, &start::START],
};

/// 申込担当者 (C-094): who is asked about this application.
static APPLICANT: Page = Page {
    path: "applicant",
    title: "申込担当者",
    lead: "NACCSセンターから申込の内容確認を行う際の連絡先となります。",
    sections: &[&applicant::APPLICANT],
};

/// Sections that belong to the application and not to the contract: open without an item.
pub(crate) static OF_THE_APPLICATION: [&Section; 5] = [
    &request::REQUEST,
    &start::START,
    &applicant::APPLICANT,
    &crate::application::remarks::REMARKS,
    &crate::application::attachments::ATTACHMENTS,
];

/// A new draft: the document in force, without what belongs to the application that made it, but with its 申込担当者.
pub fn begin(contract: &Draft) -> Draft {
    let mut wire = Wire { form: FORM.name.to_owned(), version: FORM.version, ..contract.to_wire() };
    let stays = |path: &str| {
        let section = path.split('.').next().unwrap_or_default();
        section == applicant::APPLICANT.key || OF_THE_APPLICATION.iter().all(|own| own.key != section)
    };
    let has_place = |path: &str| FORM.sections().any(|section| path.split('.').next() == Some(section.key));
    wire.answers.retain(|path, _| stays(path) && has_place(path));
    wire.rows.retain(|path, _| stays(path) && has_place(path));
    let mut draft = Draft::from_wire(&FORM, &wire).unwrap_or_else(|_| Draft::empty(&FORM));
    for field in request::REQUEST.fields {
        draft.set(At::once(field), field.default);
    }
    draft
}

/// Every fault of a draft that was begun from `base`. What the contract has been faulty in since it was approved is not the
/// applicant's fault; what lies outside the chosen items is.
pub fn check(draft: &Draft, base: &Draft, today: NaiveDate) -> Vec<Fault> {
    let known: Vec<_> = form::check(base, today).into_iter().filter(|fault| is_of_contract(&fault.place)).collect();
    let mut faults = form::check(draft, today);
    faults.retain(|fault| !known.contains(fault) && !stays_with_the_center(fault));
    faults.extend(outside(draft, base).into_iter().map(opening::fault));
    faults
}

/// The contract's own answers of the center stand in the draft, where [`outside`] keeps them as they are.
fn stays_with_the_center(fault: &Fault) -> bool {
    form::center::MESSAGES.iter().any(|message| std::ptr::eq(*message, fault.violation.message))
}

fn is_of_contract(place: &Place) -> bool {
    let section = place.section();
    !OF_THE_APPLICATION.contains(&section.outer.unwrap_or(section))
}
