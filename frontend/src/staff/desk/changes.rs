//! The answers that the applicant changed after a return.

use leptos::prelude::*;
use nss_core::form::difference::ChangeLine;

use super::use_desk;
use crate::component::reactive;

/// Before and after, answer by answer; nothing if nothing was changed.
#[component]
pub fn Changes() -> impl IntoView {
    let desk = use_desk();
    let changes = Memo::new(move |_| desk.application().with(|application| application.changes.clone()));
    let table = move || {
        let changes = changes.get();
        (!changes.is_empty()).then(|| {
            view! {
                <section class="app-section">
                    <h2 class="app-section__title">"修正された項目"</h2>
                    <ChangeTable changes/>
                </section>
            }
            .into_any()
        })
    };
    reactive(table)
}

#[component]
fn ChangeTable(
    /// The lines.
    changes: Vec<ChangeLine>,
) -> impl IntoView {
    let line = |change: ChangeLine| {
        view! {
            <tr>
                <th scope="row"><a href=format!("#{}", change.path)>{change.name}</a></th>
                <td>{change.before}</td>
                <td>{change.after}</td>
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="app-table-scroll" tabindex="0" role="region" aria-label="修正された項目">
            <table class="app-table">
                <thead>
                    <tr>
                        <th scope="col">"項目"</th>
                        <th scope="col">"修正前"</th>
                        <th scope="col">"修正後"</th>
                    </tr>
                </thead>
                <tbody>{changes.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
