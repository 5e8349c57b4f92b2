//! 変更申込 (C-021 … C-052): a contracted office changes its contract. The items that it chooses open parts of the document in
//! force; everything else stays as it is.
//!
//! A draft of [`FORM`] is the contract's document in the same sections and rows, and the request: items, day and reason.

pub mod items;
pub mod opening;
pub mod request;

use chrono::NaiveDate;

use crate::application::address::OTHER;
use crate::application::{applicant, pages, start};
use crate::form::difference::{Change, apply, difference};
use crate::form::{self, At, Draft, Fault, Form, Page, Place, Section, Unreadable, Wire};

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
///
/// A person who repeats that 申込担当者 becomes one of its own: another 申込担当者 of this application changes nobody else.
pub fn begin(contract: &Draft) -> Result<Draft, Unreadable> {
    let mut draft = document(contract)?;
    part_persons(&mut draft);
    for field in request::REQUEST.fields {
        draft.set(At::once(field), field.default);
    }
    Ok(draft)
}

/// The contract in the form of a change application.
fn document(contract: &Draft) -> Result<Draft, Unreadable> {
    let mut wire = Wire { form: FORM.name.to_owned(), version: FORM.version, ..contract.to_wire() };
    let stays = |path: &str| {
        let key = path.split('.').next().unwrap_or_default();
        let section = FORM.sections().find(|section| section.key == key);
        section.is_some_and(|section| *section == applicant::APPLICANT || !OF_THE_APPLICATION.contains(&section))
    };
    wire.answers.retain(|path, _| stays(path));
    wire.rows.retain(|path, _| stays(path));
    Draft::from_wire(&FORM, &wire)
}

/// Writes the answers of 申込担当者 where 「申込担当者に同じ」 is chosen.
fn part_persons(draft: &mut Draft) {
    for section in FORM.sections().filter(|section| !section.is_list()) {
        for field in section.fields {
            let chosen = draft.normal(At::once(field)).into_owned();
            let same = field.same.iter().find(|(code, _)| *code == chosen).map_or(&[][..], |(_, answers)| *answers);
            let of_applicant = same.iter().filter(|answer| *answer.section() == applicant::APPLICANT);
            for answer in of_applicant {
                let own = section.fields.iter().find(|own| own.key == answer.key);
                let text = draft.normal(At::once(answer)).into_owned();
                if own.is_some_and(|own| draft.set(At::once(own), &text)) {
                    draft.set(At::once(field), OTHER.code);
                }
            }
        }
    }
}

/// The next document of a contract: the changes of a draft that its items open, made in it. All that the draft has beside the
/// contract's sections stays with the application, and the center's answers stay as they are.
pub fn next_document(contract: &Draft, draft: &Draft) -> Result<Draft, Unreadable> {
    let base = begin(contract)?;
    let (mut changes, _) = opening::changes(draft, &base);
    changes.retain(|change| is_of_contract(section(change)));
    // The answers of a person that this application parts from 申込担当者.
    let mut parted = difference(&document(contract)?, &base);
    parted.retain(|change| changes.iter().any(|other| section(other) == section(change)));
    let mut next = contract.clone();
    apply(&mut next, &parted);
    apply(&mut next, &changes);
    Ok(next)
}

fn section(change: &Change) -> &'static Section {
    opening::place(change).section()
}

/// Every fault of a draft that was begun from `base`, and every place outside the chosen items. Faults that the base has too are
/// dropped, as far as the applicant left their places alone.
pub fn check(draft: &Draft, base: &Draft, today: NaiveDate) -> Vec<Fault> {
    let touched: Vec<Place> = difference(base, draft).iter().map(opening::place).collect();
    let mut known = form::check(base, today);
    known.retain(|fault| is_of_contract(fault.place.section()) && !touched.contains(&fault.place));
    let mut faults = form::check(draft, today);
    faults.retain(|fault| !known.contains(fault) && !stays_with_the_center(fault));
    faults.extend(outside(draft, base).into_iter().map(opening::fault));
    faults
}

/// The contract's own answers of the center stand in the draft, where [`outside`] keeps them as they are.
fn stays_with_the_center(fault: &Fault) -> bool {
    form::center::MESSAGES.iter().any(|message| std::ptr::eq(*message, fault.violation.message))
}

fn is_of_contract(section: &'static Section) -> bool {
    !OF_THE_APPLICATION.contains(&section.outer.unwrap_or(section))
}
