//! The answer that a pasted cell means: choices by their labels, and by the short forms of the manual.

use super::Kind;
use crate::value::choice::{self, Choice};
use crate::value::full_width;

/// The raw text of an answer for a cell. What the product shows of an answer means that answer again
/// (`tests/round_trips.rs`).
pub fn read(kind: Kind, cell: &str) -> String {
    let code = |text: &str| find(kind.table(), text).map(|choice| choice.code);
    match kind {
        Kind::Choice(_) => code(cell).unwrap_or(cell).to_owned(),
        Kind::Choices(_) => {
            let parts = cell.split(['、', ',', '，', '\n']).map(|part| code(part).unwrap_or(part));
            let codes = parts.collect::<Vec<_>>().join(" ");
            code(cell).unwrap_or(&codes).to_owned()
        }
        _ => kind.on_screen(cell).into_owned(),
    }
}

/// Whether two texts have the same normal form.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    full_width::normalise(one) == full_width::normalise(other)
}

/// The choice of a cell, by code or label; ○ and × stand for 要 and 否, as in the list of the manual (N-122).
fn find<'t>(table: &'t [Choice], cell: &str) -> Option<&'t Choice> {
    let cell = choice::bare(cell);
    let code = match cell {
        "○" | "〇" | "◯" => "yes",
        "×" | "✕" => "no",
        code => code,
    };
    let by_label = || table.iter().find(|choice| is_same(choice.label, cell));
    choice::find(code, table).or_else(by_label).or_else(|| beginning(table, cell))
}

/// The only choice whose label begins so: 通関, 混載, インタ (N-122). One character is too few.
fn beginning<'t>(table: &'t [Choice], cell: &str) -> Option<&'t Choice> {
    let cell = full_width::normalise(cell);
    let mut begun = table.iter().filter(|choice| full_width::normalise(choice.label).starts_with(&*cell));
    begun.next().filter(|_| cell.chars().count() > 1 && begun.next().is_none())
}
