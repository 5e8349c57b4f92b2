//! The program of システム設定申込, for those whose contract waits for it (N-280 … N-287). It has the controls of a form, which the
//! menu does without, and a form that a new applicant does not need yet.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;

use super::elsewhere::Elsewhere;
use super::guard::with_account;
use crate::page::settings::SettingsPage;
use crate::page::settings::confirm::SettingsConfirmPage;
use crate::page::settings::done::SettingsDonePage;
use crate::paths::is_of_settings;

/// The program of システム設定申込.
#[component]
pub fn SettingsApp() -> impl IntoView {
    super::program(pages)
}

/// The table of URLs.
pub fn pages() -> AnyView {
    view! {
        <FlatRoutes fallback=|| view! { <Elsewhere is_own=is_of_settings/> }.into_any()>
            <Route path=path!("/settings") view=|| with_account(|| view! { <SettingsPage/> }.into_any())/>
            <Route path=path!("/settings/done") view=|| with_account(|| view! { <SettingsDonePage/> }.into_any())/>
            <Route path=path!("/settings/confirm") view=|| with_account(|| view! { <SettingsConfirmPage/> }.into_any())/>
        </FlatRoutes>
    }
    .into_any()
}
