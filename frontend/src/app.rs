//! The frame around every page, and the start.

use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};

use crate::here::Here;
use crate::{page, shell};

/// The whole application.
pub(crate) fn app() -> impl IntoView {
    view! { <Router>{inside()}</Router> }
}

/// What stands inside the router: skip link, header, the page of the address, footer.
fn inside() -> AnyView {
    let here = Here::start();
    let path = use_location().pathname;
    let browser = expect_context::<BrowserUrl>();
    Effect::new(move |_| {
        path.track();
        browser.ready_to_complete();
    });
    view! {
        <a class="app-skip-link" href="#main">"本文へ移動"</a>
        {shell::header(here)}
        {move || page::at(here, &path.get())}
        {shell::footer(here)}
        {shell::session_end(here)}
        <div class="app-visually-hidden" role="status">{move || here.said.get()}</div>
    }
    .into_any()
}
