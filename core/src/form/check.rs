//! The check of a draft: every fault of every question that is asked. It never panics.

use chrono::NaiveDate;

use super::draft::Row;
use super::{
    At, Author, Draft, Fault, Field, Kind, Message, Need, Offer, Place, Rows, Scope, Section, Submission, Violation,
    center,
};
use crate::value::{choice, choices};

static MISSING: Message = Message::missing("missing", "{label}を入力してください。");
static UNCHOSEN: Message = Message::missing("unchosen", "{label}を選択してください。");
static UNTICKED: Message = Message::missing("unticked", "「{choice}」にチェックしてください。");
static NEITHER: Message = Message::missing("either.neither", "{label}または{other}のどちらか一方を入力してください。");
static BOTH: Message =
    Message::blocks("either.both", "{label}と{other}は、どちらか一方だけを入力してください。両方が入力されています。");
static TOO_FEW: Message = Message::missing("list.too-few", "{label}を{least}件以上追加してください。");
static NO_FILE: Message = Message::missing("list.no-file", "{label}を添付してください。");
static TOO_MANY: Message = Message::blocks("list.too-many", "{label}は{most}件までです。{over}件減らしてください。");
pub(super) static ONE_ONLY: Message =
    Message::blocks("choices.one-only", "{label}は1つだけ選択してください。「{dropped}」の選択を外してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] =
    &[&MISSING, &UNCHOSEN, &UNTICKED, &NEITHER, &BOTH, &TOO_FEW, &NO_FILE, &TOO_MANY, &ONE_ONLY];

/// Every fault of an applicant's draft, in the order of the form; answers of the center come last. `today` is the civil
/// date in Japan.
pub fn check(draft: &Draft, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let whole = Scope::whole(draft);
    for (section, rows) in draft.form.sections().zip(&draft.tables) {
        check_rows(section, whole, rows, today, &mut faults);
    }
    for rule in draft.form.rules {
        (rule.check)(&whole, today, &mut faults);
    }
    faults.extend(center::refused(draft));
    faults
}

/// The faults of one answer by itself and against the tables, without the rules between answers.
pub fn check_answer(draft: &Draft, at: At, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let scope = Scope::at(draft, at);
    if scope.asked(at.field) {
        check_cell(&scope, at.field, scope.raw(at.field), today, &mut faults);
    }
    faults
}

/// Whether a fault only asks for a missing answer. Such faults show at 次へ and at 登録, never before.
pub fn is_missing(fault: &Fault) -> bool {
    fault.violation.message.is_missing
}

/// Makes the submission of a draft unless a fault blocks it.
pub fn submit(draft: &Draft, today: NaiveDate) -> Result<Submission, Vec<Fault>> {
    let faults = check(draft, today);
    if faults.iter().any(Fault::blocks) {
        return Err(faults);
    }
    Ok(Submission::of(draft))
}

fn check_rows(section: &'static Section, around: Scope, rows: &[Row], today: NaiveDate, faults: &mut Vec<Fault>) {
    if !around.asks(section) {
        return;
    }
    check_count(section, around, rows.len(), faults);
    for row in rows {
        let scope = around.within(section, row);
        // The section is asked, and the cells are in the order of the fields: no look-up is needed.
        for (field, raw) in section.fields.iter().zip(&row.cells) {
            if field.author == Author::Applicant && scope.holds(&field.when) {
                check_cell(&scope, field, raw, today, faults);
            }
        }
        for rule in section.rules {
            (rule.check)(&scope, today, faults);
        }
        if let Some(list) = section.inner {
            check_rows(list, scope, &row.inner, today, faults);
        }
    }
}

/// The faults of a list as a whole.
pub(super) fn check_count(section: &'static Section, around: Scope, rows: usize, faults: &mut Vec<Fault>) {
    let Rows::Many { least, most } = section.rows else { return };
    let place = Place::List(section, around.ids().0);
    if rows < usize::from(least) {
        let message = if section.holds_files { &NO_FILE } else { &TOO_FEW };
        faults.push(Fault { place, violation: Violation::new(message).with("least", least.to_string()) });
    }
    if rows > usize::from(most) {
        let over = rows - usize::from(most);
        let violation = Violation::new(&TOO_MANY).with("most", most.to_string()).with("over", over.to_string());
        faults.push(Fault { place, violation });
    }
}

/// The faults of one answer that is asked.
pub(super) fn check_cell(scope: &Scope, field: &'static Field, raw: &str, today: NaiveDate, faults: &mut Vec<Fault>) {
    // Fast path: most answers are one code of the table.
    match choice::find(raw, field.kind.table()) {
        Some(choice) => check_offer(scope, field, choice.code, faults),
        None => check_text(scope, field, raw, today, faults),
    }
}

/// The faults of an answer that is asked and not exactly one known code.
fn check_text(scope: &Scope, field: &'static Field, raw: &str, today: NaiveDate, faults: &mut Vec<Fault>) {
    let normal = field.kind.normalise(raw);
    if normal.is_empty() {
        match field.need {
            Need::Required => faults.push(scope.fault(
                field,
                match (&field.kind, field.kind.table()) {
                    (_, []) => Violation::new(&MISSING),
                    (Kind::Choices(_), [only]) => Violation::new(&UNTICKED).with("choice", only.label),
                    _ => Violation::new(&UNCHOSEN),
                },
            )),
            // Reported once, at the first of the two.
            Need::Either(other) if field.position() < other.position() && scope.text(other).is_empty() => {
                faults.push(scope.fault(field, Violation::new(&NEITHER).with("other", other.label)));
            }
            Need::Either(_) | Need::Optional => {}
        }
        return;
    }
    if let Need::Either(other) = field.need
        && field.position() > other.position()
        && !scope.text(other).is_empty()
    {
        faults.push(scope.fault(field, Violation::new(&BOTH).with("other", other.label)));
        return;
    }
    if let Some(violation) = field.kind.check(&normal, scope, today) {
        faults.push(scope.fault(field, violation));
        return;
    }
    let table = field.kind.table();
    if table.is_empty() {
        check_offer(scope, field, "", faults);
        return;
    }
    if let Some((_, dropped)) = normal.split_once(' ')
        && scope.is_single_choice(field)
    {
        let violation = Violation::new(&ONE_ONLY).with("dropped", field.kind.display(dropped).into_owned());
        faults.push(scope.fault(field, violation));
    }
    // The normal form has known codes, in the order of the table.
    for choice in choices::codes(&normal).filter_map(|code| choice::find(code, table)) {
        check_offer(scope, field, choice.code, faults);
    }
}

/// The fault of a refused choice. A typed answer is refused as a whole: its choice is empty.
fn check_offer(scope: &Scope, field: &'static Field, choice: &'static str, faults: &mut Vec<Fault>) {
    if let Some((offer, _)) = field.offer
        && let Offer::Refused(why) = offer(scope, choice)
    {
        faults.push(scope.fault(field, why));
    }
}
