//! The placeholder of content that is still loading.

use leptos::prelude::*;

/// A status message while a request runs.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="app-loading" role="status">
            "読み込んでいます"
        </div>
    }
    .into_any()
}
