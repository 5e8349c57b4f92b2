//! The center's answers (N-260 … N-263): a contract has them beside the applicant's, in the same sections and rows. An
//! applicant's draft has none.

use chrono::NaiveDate;

use super::check::{check_cell, check_count};
use super::draft::Row;
use super::{At, Author, Draft, Fault, Message, Place, RowId, Scope, Section, Violation, Wire};

static NOT_BY_APPLICANTS: Message =
    Message::blocks("center.answer", "{label}はNACCSセンターが記入する項目です。空のまま送信してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOT_BY_APPLICANTS];

/// One fault for each answer and each list of the center in an applicant's draft.
pub fn refused(draft: &Draft) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (section, rows) in draft.form.sections().zip(&draft.tables) {
        refuse(section, None, rows, &mut faults);
    }
    faults
}

fn refuse(section: &'static Section, around: Option<RowId>, rows: &[Row], faults: &mut Vec<Fault>) {
    if section.is_list() && section.author == Author::Center {
        faults.extend((!rows.is_empty()).then(|| fault(Place::List(section, around))));
        return;
    }
    for row in rows {
        let (outer, inner) = if section.outer.is_some() { (around, row.id) } else { (row.id, None) };
        for (field, cell) in section.fields.iter().zip(&row.cells) {
            if !cell.is_empty() && field.author() == Author::Center {
                faults.push(fault(Place::Answer(At { field, row: outer, inner })));
            }
        }
        if let Some(list) = section.inner {
            refuse(list, row.id, &row.inner, faults);
        }
    }
}

/// The fault of an answer, or of a list, that is the center's.
pub fn fault(place: Place) -> Fault {
    Fault { place, violation: Violation::new(&NOT_BY_APPLICANTS) }
}

/// Whether no answer of a row, and none of the rows in it, is the center's.
pub fn is_free_of(section: &'static Section, row: &Row) -> bool {
    let mut answers = section.fields.iter().zip(&row.cells);
    answers.all(|(field, cell)| cell.is_empty() || field.author() == Author::Applicant)
        && section.inner.is_none_or(|list| {
            let is_applicants = list.author == Author::Applicant;
            row.inner.iter().all(|inner| is_applicants && is_free_of(list, inner))
        })
}

/// A contract without the center's answers and rows: the submission that it was made from.
pub fn without(contract: &Draft) -> Draft {
    let mut draft = contract.clone();
    for (section, rows) in contract.form.sections().zip(&mut draft.tables) {
        clear(section, rows);
    }
    draft
}

fn clear(section: &'static Section, rows: &mut Vec<Row>) {
    if section.is_list() && section.author == Author::Center {
        rows.clear();
    }
    for row in rows {
        for (field, cell) in section.fields.iter().zip(&mut row.cells) {
            if field.author() == Author::Center {
                *cell = Box::default();
            }
        }
        if let Some(list) = section.inner {
            clear(list, &mut row.inner);
        }
    }
}

/// The center's answers and rows alone, on the wire.
pub fn only(contract: &Draft) -> Wire {
    let mut wire = contract.to_wire();
    let submission = without(contract).to_wire();
    wire.answers.retain(|path, _| !submission.answers.contains_key(path));
    wire.rows.retain(|path, rows| submission.rows.get(path) != Some(rows));
    wire
}

/// Every fault of the center's answers in a contract, in the order of the form. The applicant's answers were judged by
/// [`check`](fn@super::check) when they were registered.
pub fn check(contract: &Draft, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let whole = Scope::whole(contract);
    for (section, rows) in contract.form.sections().zip(&contract.tables) {
        check_rows(section, whole, rows, today, &mut faults);
    }
    faults
}

fn check_rows(section: &'static Section, around: Scope, rows: &[Row], today: NaiveDate, faults: &mut Vec<Fault>) {
    if !around.holds(&section.when) {
        return;
    }
    if section.author == Author::Center {
        check_count(section, around, rows.len(), faults);
    }
    for row in rows {
        let scope = around.within(section, row);
        for (field, raw) in section.fields.iter().zip(&row.cells) {
            if field.author() == Author::Center && scope.holds(&field.when) {
                check_cell(&scope, field, raw, today, faults);
            }
        }
        if let Some(list) = section.inner {
            check_rows(list, scope, &row.inner, today, faults);
        }
    }
}
