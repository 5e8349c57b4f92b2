//! Views of the rows of a list.

use leptos::prelude::*;
use nss_core::form::RowId;

use crate::browser::focus;

/// One view for each row. A row keeps its elements while others come and go: somebody may be typing in it.
#[component]
pub fn RowViews(
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<RowId>>,
    /// Draws a row.
    #[prop(into)]
    draw: Callback<RowId, AnyView>,
) -> impl IntoView {
    let is_drawn = StoredValue::new(false);
    let each = move || {
        // A row that changes its place is taken out and put in again: its control would lose the focus.
        if is_drawn.get_value() {
            focus::keep();
        }
        is_drawn.set_value(true);
        rows.get()
    };
    view! { <For each=each key=|row| *row children=move |row| draw.run(row) /> }.into_any()
}
