//! The layout of a page.

use leptos::prelude::*;

use super::{PageTitle, anew};

/// The one `main` of a page with its heading.
#[component]
pub fn PageLayout(
    /// The heading, which is also the title of the window.
    #[prop(into)]
    title: String,
    /// The content below the heading.
    children: Children,
) -> impl IntoView {
    let layout = view! {
        <div class="app-layout">
            <main class="app-layout__main" id="main" tabindex="-1">
                <PageTitle title=title />
                {children()}
            </main>
        </div>
    };
    anew(layout.into_any())
}
