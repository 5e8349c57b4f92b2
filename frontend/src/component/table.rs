//! A table of fixed words.

use leptos::prelude::*;

/// A table with a heading for each column and each row.
#[component]
pub fn Table(
    /// The headings of the columns.
    head: &'static [&'static str],
    /// The rows; the first cell of a row is its heading.
    rows: &'static [&'static [&'static str]],
) -> impl IntoView {
    let head = head.iter().map(|text| view! { <th scope="col">{*text}</th> }.into_any()).collect_view();
    let rows = rows.iter().map(|cells| view! { <tr>{row(cells)}</tr> }.into_any()).collect_view();
    view! {
        <table class="app-table">
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(cells: &'static [&'static str]) -> Vec<AnyView> {
    let cell = |(column, text): (usize, &&'static str)| match column {
        0 => view! { <th scope="row">{*text}</th> }.into_any(),
        _ => view! { <td>{*text}</td> }.into_any(),
    };
    cells.iter().enumerate().map(cell).collect()
}
