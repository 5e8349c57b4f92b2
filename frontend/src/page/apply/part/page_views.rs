//! Views of the pages of the form that apply.

use leptos::prelude::*;
use nss_core::form::Page;

use super::applicable_pages;
use crate::draft::use_draft;

/// One view for each page that applies to the answers so far.
#[component]
pub fn PageViews(
    /// Draws a page.
    #[prop(into)]
    draw: Callback<&'static Page, AnyView>,
) -> impl IntoView {
    view! { <For each=applicable_pages(use_draft()) key=|page| page.path children=move |page| draw.run(page) /> }
        .into_any()
}
