//! Before and after: of the contract in a change application, and of what the applicant changed after a return.

use leptos::prelude::*;

use super::use_desk;
use crate::component::{ChangeTable, reactive};

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
                    <ChangeTable label="修正された項目" heads=["修正前", "修正後"] changes links=true/>
                </section>
            }
            .into_any()
        })
    };
    reactive(table)
}

/// Before and after of what a change application changes in its contract; nothing of any other application.
#[component]
pub fn ContractChanges() -> impl IntoView {
    let desk = use_desk();
    let changes = Memo::new(move |_| desk.application().with(|application| application.contract_changes.clone()));
    let table = move || {
        let changes = changes.get();
        (!changes.is_empty()).then(|| {
            view! {
                <section class="app-section">
                    <h2 class="app-section__title">"契約の変更内容"</h2>
                    <ChangeTable label="契約の変更内容" heads=["変更前", "変更後"] changes links=true/>
                </section>
            }
            .into_any()
        })
    };
    reactive(table)
}
