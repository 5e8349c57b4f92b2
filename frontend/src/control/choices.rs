//! Several of a table; where only one may stand, choosing another takes its place.

use crate::signal::untrack;
use nss_core::form::{At, Scope};
use nss_core::value::choice::Choice;

use super::choice::one;
use super::field::Field;
use crate::desk::Desk;
use crate::signal::Derived;
use crate::view::{El, el};

/// Several of a table.
pub(super) fn control(desk: Desk, at: At, table: &'static [Choice]) -> El {
    let only_one = Derived::new(move || desk.draft.with(|draft| Scope::at(draft, at).one_only(at.field)));
    let field = Field::new(desk, at);
    let list = el("div", "").part(move || {
        let field = Field::new(desk, at);
        let kind = if only_one.get() { "radio" } else { "checkbox" };
        let choices = table.iter().enumerate().map(|(place, choice)| {
            one(&field, choice, place == 0, kind, move || {
                let text = untrack(|| toggled(&desk.text(at), choice.code, table, only_one.get()));
                desk.choose(at, &text);
            })
        });
        Some(el("div", "app-choices").all(choices))
    });
    field.group("choices", list)
}

/// The chosen codes in the table's order, with this one put in or taken out.
fn toggled(text: &str, code: &str, table: &[Choice], only_one: bool) -> String {
    if only_one {
        return code.to_owned();
    }
    let was = |known: &str| text.split_whitespace().any(|chosen| chosen == known);
    let is = |choice: &&Choice| was(choice.code) != (choice.code == code);
    table.iter().filter(is).map(|choice| choice.code).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: [Choice; 3] = [
        Choice { code: "cy", label: "CY" },
        Choice { code: "customs", label: "通関業" },
        Choice { code: "air", label: "航空会社" },
    ];

    #[test]
    fn several_stand_in_the_order_of_the_table() {
        assert_eq!(toggled("air", "cy", &TABLE, false), "cy air");
        assert_eq!(toggled("cy air", "cy", &TABLE, false), "air");
    }

    #[test]
    fn where_one_may_stand_another_takes_its_place() {
        assert_eq!(toggled("air", "cy", &TABLE, true), "cy");
    }
}
