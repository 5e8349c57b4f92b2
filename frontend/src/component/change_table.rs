//! Before and after, answer by answer.

use leptos::prelude::*;
use nss_core::form::difference::ChangeLine;

/// A table of changes.
#[component]
pub fn ChangeTable(
    /// Its name.
    label: &'static str,
    /// The headings of the two columns behind the answer: before and after.
    heads: [&'static str; 2],
    /// The lines.
    changes: Vec<ChangeLine>,
    /// Whether each line leads to its answer on the same page.
    #[prop(optional)]
    links: bool,
) -> impl IntoView {
    let line = |ChangeLine { path, name, before, after }: ChangeLine| {
        let name = if links { view! { <a href=format!("#{path}")>{name}</a> }.into_any() } else { name.into_any() };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{before}</td>
                <td>{after}</td>
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="app-table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="app-table">
                <thead>
                    <tr>
                        <th scope="col">"項目"</th>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect_view()}
                    </tr>
                </thead>
                <tbody>{changes.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
