//! 契約: the submission and, in the same sections and rows, the center's answers. The document of one contract version.

mod allotment;
mod proposal;

use chrono::NaiveDate;

use super::deadline::{earliest_start, settings_deadline};
use crate::application::{office, start, user_codes};
use crate::form::{At, Draft, Fault, Message, Scope, Violation, Wire, center};
use crate::value::codes;
use crate::value::date::{long_form, parse};
use crate::value::number;
use user_codes::ids;

pub use allotment::{Series, unallotted};
pub use proposal::{add_terminals, follow_changes, number_ids, propose};

static OTHER_ABBREVIATION: Message =
    Message::blocks("contract.abbreviation", "{label}には企業略称を含めてください。企業略称は「{abbreviation}」です。");
static OTHER_COUNT: Message = Message::blocks(
    "contract.count",
    "{label}は識別番号数と同じ数にしてください。識別番号数は{count}、入力された識別番号は{given}件です。",
);
static TOO_LATE: Message = Message::blocks(
    "contract.too-late",
    "{label}を{earliest}以降にしてください。この日ではシステム設定申込締切日（{deadline}）を過ぎています。",
);

static PAST: Message = Message::blocks("contract.past", "{label}を今日以降にしてください。");
static AFTER_END: Message =
    Message::blocks("contract.after-end", "{label}を契約満了日（{end}）までの日にしてください。");
static OTHER_DAY: Message = Message::blocks(
    "contract.registration-day",
    "{label}をシステム登録日にしてください。次のシステム登録日は{next}です。",
);
static NO_LATER_DAY: Message = Message::blocks(
    "contract.no-registration-day",
    "{label}にできるシステム登録日がありません。システム登録日を追加してから承認してください。",
);

/// Another contract has the code.
pub static TAKEN: Message =
    Message::blocks("contract.taken", "{label}「{code}」は他の契約で使われています。別のものを入力してください。");
/// No contract has the abbreviation (事業所追加).
pub static UNKNOWN_COMPANY: Message = Message::blocks(
    "contract.unknown-company",
    "{label}「{code}」の企業は登録されていません。契約のある企業の企業略称を入力してください。",
);
/// The series has no further code.
pub static USED_UP: Message =
    Message::blocks("contract.used-up", "{label}を自動で付けられません。空いているものを入力してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[
    &OTHER_ABBREVIATION,
    &OTHER_COUNT,
    &TOO_LATE,
    &PAST,
    &AFTER_END,
    &OTHER_DAY,
    &NO_LATER_DAY,
    &TAKEN,
    &UNKNOWN_COMPANY,
    &USED_UP,
];

/// The contract of a document with these answers and rows of the center, in normal form; the document is a submission, or for a
/// change the next document of the contract. None if `center` has anything else: a reviewer cannot change what the applicant
/// answered.
pub fn compose(document: &Draft, center: &Wire) -> Option<Draft> {
    let form = document.form();
    let mut wire = document.to_wire();
    for (path, text) in &center.answers {
        let field = form.at(path)?.field;
        wire.answers.insert(path.clone(), field.kind.normalise(text).into_owned());
    }
    wire.rows.extend(center.rows.clone());
    let contract = Draft::from_wire(form, &wire).ok()?;
    (center::without(&contract) == center::without(document)).then_some(contract)
}

/// Every fault of the center's answers on the day of the approval of a new contract.
pub fn check(contract: &Draft, today: NaiveDate) -> Vec<Fault> {
    let mut faults = check_answers(contract, today);
    let whole = Scope::whole(contract);
    if let Some(violation) = too_late(&whole, today) {
        faults.push(whole.fault(&start::CONFIRMED_DATE, violation));
    }
    faults
}

/// Every fault of the center's answers on the day of the approval of a change, which waits for no システム設定申込. It is in force
/// from its day on, and not before the approval.
pub fn check_change(contract: &Draft, today: NaiveDate) -> Vec<Fault> {
    let mut faults = check_answers(contract, today);
    if day(contract, &start::CONFIRMED_DATE).is_some_and(|from| from < today) {
        faults.push(Scope::whole(contract).fault(&start::CONFIRMED_DATE, Violation::new(&PAST)));
    }
    faults
}

/// The fault of a change whose day is behind 契約満了日 of `before`, the contract that it changes.
pub fn check_end(contract: &Draft, before: &Draft) -> Option<Fault> {
    let from = day(contract, &start::CONFIRMED_DATE)?;
    let end = day(before, &start::END_DATE).filter(|end| *end < from)?;
    let violation = Violation::new(&AFTER_END).with("end", long_form(end));
    Some(Scope::whole(contract).fault(&start::CONFIRMED_DATE, violation))
}

fn check_answers(contract: &Draft, today: NaiveDate) -> Vec<Fault> {
    let mut faults = center::check(contract, today);
    let whole = Scope::whole(contract);
    let abbreviation = whole.text(&office::ABBREVIATION);
    let other = || Violation::new(&OTHER_ABBREVIATION).with("abbreviation", abbreviation.clone().into_owned());
    if !whole.text(&office::CODE).starts_with(&*abbreviation) {
        faults.push(whole.fault(&office::CODE, other()));
    }
    for code in whole.rows(&user_codes::USER_CODES) {
        if !code.text(&user_codes::CODE).ends_with(&*abbreviation) {
            faults.push(code.fault(&user_codes::CODE, other()));
        }
        faults.extend(code.rows(&ids::IDS).filter_map(|id| Some(id.fault(&ids::NUMBERS, other_count(&id)?))));
    }
    faults
}

/// An approval whose deadline would have passed is refused (decided). A deadline beyond the calendar refuses nothing.
fn too_late(scope: &Scope, today: NaiveDate) -> Option<Violation> {
    let deadline = settings_deadline(parse(&scope.text(&start::CONFIRMED_DATE))?)?;
    let earliest = earliest_start(today)?;
    let violation =
        Violation::new(&TOO_LATE).with("deadline", long_form(deadline)).with("earliest", long_form(earliest));
    (deadline < today).then_some(violation)
}

/// The fault of a 利用開始日 that is none of システム登録日 (N-070), ascending; none of them limit nothing. It names the next day
/// that an approval of `today` can confirm.
pub fn check_registration_day(contract: &Draft, days: &[NaiveDate], today: NaiveDate) -> Option<Fault> {
    let wanted = day(contract, &start::CONFIRMED_DATE)?;
    if days.is_empty() || days.contains(&wanted) {
        return None;
    }
    let earliest = earliest_start(today).map_or(wanted, |earliest| earliest.max(wanted));
    let violation = match days.iter().find(|day| **day >= earliest) {
        Some(next) => Violation::new(&OTHER_DAY).with("next", long_form(*next)),
        None => Violation::new(&NO_LATER_DAY),
    };
    Some(Scope::whole(contract).fault(&start::CONFIRMED_DATE, violation))
}

fn other_count(id: &Scope) -> Option<Violation> {
    let count = number::parse(&id.text(&ids::COUNT))?;
    let numbers = id.text(&ids::NUMBERS);
    let given = codes::each(&numbers).count();
    let violation = Violation::new(&OTHER_COUNT).with("count", count.to_string()).with("given", given.to_string());
    (given > 0 && given != count as usize).then_some(violation)
}

/// A confirmed day of a contract; none in a document without it.
pub fn day(contract: &Draft, field: &'static crate::form::Field) -> Option<NaiveDate> {
    parse(&contract.normal(At::once(field)))
}
