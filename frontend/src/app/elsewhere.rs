//! A URL that the open program has no page for: it belongs to another program, or to none.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::StartPath;
use crate::browser::address_bar;
use crate::component::Loading;
use crate::page::not_found::NotFoundPage;

/// Loads the document of a URL that another program draws, so that links and navigations need not know which one does. An
/// unknown URL of this program says that there is no such page; so does the URL at which this program started: the server has
/// no other program for it, and would send this one again without end.
#[component]
pub fn Elsewhere(
    /// Whether a path belongs to this program.
    is_own: fn(&str) -> bool,
) -> impl IntoView {
    let url = use_url().get_untracked();
    if is_own(url.path()) || expect_context::<StartPath>().0 == url.path() {
        return view! { <NotFoundPage/> }.into_any();
    }
    let target = address_bar::full(&url);
    // The router commits its own entry until the next frame.
    Effect::new(move |_| {
        let target = target.clone();
        request_animation_frame(move || address_bar::load(&target));
    });
    view! { <Loading/> }.into_any()
}
