//! The program of those who come back after 登録: the menu and what it leads to (C-010 … C-020). It is a program of its own, so
//! that the first load of a new applicant does not bring it ([why](../../../docs/decisions/0015-answers-to-returns.md)).

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;

use super::elsewhere::Elsewhere;
use super::guard::with_account;
use crate::page::application::ApplicationPage;
use crate::page::credentials::CredentialsPage;
use crate::page::menu::MenuPage;
use crate::paths::is_of_menu;

/// The program of the menu.
#[component]
pub fn MenuApp() -> impl IntoView {
    super::program(pages)
}

/// The table of URLs.
pub fn pages() -> AnyView {
    view! {
        <FlatRoutes fallback=|| view! { <Elsewhere is_own=is_of_menu/> }.into_any()>
            <Route path=path!("/menu/applications/:id") view=|| with_account(|| view! { <ApplicationPage/> }.into_any())/>
            <Route path=path!("/menu/applications/:id/credentials") view=|| with_account(|| view! { <CredentialsPage/> }.into_any())/>
            <Route path=path!("/menu/:tab?") view=|| with_account(|| view! { <MenuPage/> }.into_any())/>
        </FlatRoutes>
    }
    .into_any()
}
