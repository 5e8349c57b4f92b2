//! A link to the place at which something is answered.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use nss_core::form::Place;

use crate::browser::focus;
use crate::draft::use_draft;
use crate::paths;

/// A link to a place. The browser does not focus the target of a link within the page; this link does, at every press.
#[component]
pub fn PlaceLink(
    /// The place.
    place: Place,
    /// Whether the link keeps the query of the page's URL.
    #[prop(optional)]
    keeps_query: bool,
    /// The visible label.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let query = if keeps_query { query() } else { String::new() };
    let href = paths::place(use_draft().form, &place, &query);
    let path = href.split(['?', '#']).next().unwrap_or_default().to_owned();
    let press = move |event: MouseEvent| {
        let opens_here = !(event.ctrl_key() || event.meta_key() || event.shift_key());
        if opens_here && window().location().pathname().is_ok_and(|here| here == path) {
            let id = place.path();
            request_animation_frame(move || focus::focus_target(&id));
        }
    };
    view! {
        <a href=href on:click=press>
            {text}
        </a>
    }
    .into_any()
}

/// The query of the page's URL; none outside a browser.
fn query() -> String {
    if cfg!(target_arch = "wasm32") { window().location().search().unwrap_or_default() } else { String::new() }
}
