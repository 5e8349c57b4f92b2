//! 変更申込 (C-021 … C-052): a contracted office changes its contract. The items that it chooses open parts of the document in
//! force; everything else stays as it is.
//!
//! A draft of [`FORM`] is the contract's document in the same sections and rows, and the request: items, day and reason.

pub mod access;
pub mod company;
mod document;
pub mod items;
pub mod opening;
pub mod request;
pub mod sharing;
pub mod termination;

use chrono::NaiveDate;

use crate::application::{applicant, lead_time, pages, sharing as contract_sharing, start};
use crate::form::difference::{Change, ChangeLine, difference};
use crate::form::{self, Draft, Fault, Form, Page, Place, Scope, Section, Submission};

pub use company::company_wide;
pub use document::{begin, next_document, rebase};
pub use opening::{outside, refused};
pub use sharing::{SharingChange, mirror, sharing_changes, unknown_partner};
pub use termination::ends_contract;

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
        &pages::NET,
        &pages::LINES,
        &pages::WORKS,
        &pages::MAILBOX,
        &pages::FEE_PLAN,
        &pages::BILLING,
        &SHARING,
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

/// 機器共用 入力 (C-070 … C-090).
static SHARING: Page = Page {
    path: "sharing",
    title: "機器共用 入力",
    lead: "現在の機器共用先が表示されます。解除する場合は、その事業所を削除してください。追加する場合は、機器共用先の事業所コードを入力し、システム構成図を添付してください。",
    sections: &[&contract_sharing::SHARING, &sharing::SHARING_DIAGRAM],
};

/// Sections that belong to the application and not to the contract: open without an item.
pub(crate) static OF_THE_APPLICATION: [&Section; 6] = [
    &request::REQUEST,
    &start::START,
    &applicant::APPLICANT,
    &sharing::SHARING_DIAGRAM,
    &crate::application::remarks::REMARKS,
    &crate::application::attachments::ATTACHMENTS,
];

/// Every fault of a draft that was begun from `base`, and every place outside the chosen items. Faults that the base has too are
/// dropped, as far as the applicant left their places alone. The standard days are those of works (N-013).
pub fn check(draft: &Draft, base: &Draft, today: NaiveDate) -> Vec<Fault> {
    let touched: Vec<Place> = difference(base, draft).iter().map(opening::place).collect();
    let mut known = form::check(base, today);
    known.retain(|fault| is_of_contract(fault.place.section()) && !touched.contains(&fault.place));
    let mut faults = form::check(draft, today);
    let has_works = request::chosen(&Scope::whole(draft)).iter().any(|item| item.needs_works());
    let is_of_works = |fault: &Fault| std::ptr::eq(fault.violation.message, &raw const lead_time::SHORT);
    faults
        .retain(|fault| !known.contains(fault) && !stays_with_the_center(fault) && (has_works || !is_of_works(fault)));
    faults.extend(outside(draft, base).into_iter().map(opening::fault));
    faults.extend(access::fault(draft, base));
    faults.extend(company::unconfirmed(draft, base));
    faults.extend(sharing::faults(draft, base));
    faults.extend(termination::fault(draft, base));
    faults
}

/// The submission of a draft that was begun from `base`, or every fault if one blocks it. The answers of the center stay in it.
pub fn submit(draft: &Draft, base: &Draft, today: NaiveDate) -> Result<Submission, Vec<Fault>> {
    let faults = check(draft, base, today);
    if faults.iter().any(Fault::blocks) {
        return Err(faults);
    }
    Ok(Submission::with_center(draft))
}

/// Before and after in words (M7): all that a draft, sent as it is, changes in the contract that it was begun from.
pub fn lines(draft: &Draft, base: &Draft) -> Vec<ChangeLine> {
    let [before, after] = [base, draft].map(Submission::with_center);
    let (before, after) = (before.answers(), after.answers());
    let mut changes = difference(before, after);
    changes.retain(|change| is_of_contract(section(change)));
    let of_answers = changes.iter().flat_map(|change| change.lines(before, after));
    termination::line(draft).into_iter().chain(of_answers).collect()
}

fn section(change: &Change) -> &'static Section {
    opening::place(change).section()
}

/// The contract's own answers of the center stand in the draft, where [`outside`] keeps them as they are.
fn stays_with_the_center(fault: &Fault) -> bool {
    form::center::MESSAGES.iter().any(|message| std::ptr::eq(*message, fault.violation.message))
}

fn is_of_contract(section: &'static Section) -> bool {
    !OF_THE_APPLICATION.contains(&section.outer.unwrap_or(section))
}
