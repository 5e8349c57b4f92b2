//! Views of the rows of a list.

use leptos::prelude::*;
use nss_core::form::RowId;

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
    view! { <For each=move || rows.get() key=|row| *row children=move |row| draw.run(row) /> }.into_any()
}
