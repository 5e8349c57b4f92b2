//! Several of a table; if only one of them may stand, another one takes its place.

use leptos::prelude::*;
use nss_core::form::{At, Scope};
use nss_core::value::choice::Choice;

use super::choice_option::ChoiceOption;
use super::field::{Field, FieldState, Frame};
use crate::component::reactive;
use crate::draft::use_draft;

/// Several of a table.
#[component]
pub fn ChoicesInput(
    /// The place of the answer.
    at: At,
    /// The table.
    table: &'static [Choice],
) -> impl IntoView {
    let store = use_draft();
    let field = FieldState::new(store, at);
    let is_single = Memo::new(move |_| store.draft.with(|draft| Scope::at(draft, at).is_single_choice(at.field)));
    let options = move || view! { <Options field=field table=table is_single=is_single.get() /> };
    view! {
        <Field field=field kind="choices" frame=Frame::Group>
            <div>
                {reactive(options)}
            </div>
        </Field>
    }
    .into_any()
}

/// The choices as checkboxes, or as radio buttons.
#[component]
fn Options(
    /// The question.
    field: FieldState,
    /// The table.
    table: &'static [Choice],
    /// Whether only one choice may stand.
    is_single: bool,
) -> impl IntoView {
    let (store, at) = (use_draft(), field.at);
    let kind = if is_single { "radio" } else { "checkbox" };
    let reset = RwSignal::new(());
    let options = table
        .iter()
        .enumerate()
        .map(|(place, choice)| {
            let choose = move || {
                let text = toggled(&store.text_untracked(at), choice.code, table, is_single);
                store.choose(at, &text);
            };
            view! {
                <ChoiceOption field=field choice=choice is_first=place == 0 kind=kind reset=reset on_choose=choose />
            }
            .into_any()
        })
        .collect_view();
    view! { <div class="app-choices">{options}</div> }.into_any()
}

/// The chosen codes in the order of the table, with this one added or removed.
fn toggled(text: &str, code: &str, table: &[Choice], is_single: bool) -> String {
    if is_single {
        return code.to_owned();
    }
    let was_chosen = |known: &str| text.split_whitespace().any(|chosen| chosen == known);
    let is_chosen = |choice: &&Choice| was_chosen(choice.code) != (choice.code == code);
    table.iter().filter(is_chosen).map(|choice| choice.code).collect::<Vec<_>>().join(" ")
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
