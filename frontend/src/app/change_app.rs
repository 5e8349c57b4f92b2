//! The program of 変更申込, for those whose contract is in use (C-020 … C-100). A new applicant needs neither it nor core's table of items.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;

use super::elsewhere::Elsewhere;
use super::guard::with_account;
use crate::page::apply::form_page::ApplyFormPage;
use crate::page::apply::row_page::ApplyRowPage;
use crate::page::apply::tasks::TasksPage;
use crate::page::change::confirm::ChangeConfirmPage;
use crate::page::change::done::ChangeDonePage;
use crate::page::change::guidance::ChangeGuidancePage;
use crate::page::change::with_change;
use crate::paths::is_of_change;

/// The program of 変更申込.
#[component]
pub fn ChangeApp() -> impl IntoView {
    super::program(pages)
}

/// The table of URLs.
pub fn pages() -> AnyView {
    view! {
        <FlatRoutes fallback=|| view! { <Elsewhere is_own=is_of_change/> }.into_any()>
            <Route path=path!("/change") view=|| with_account(|| view! { <ChangeGuidancePage/> }.into_any())/>
            <Route path=path!("/change/done") view=|| with_account(|| view! { <ChangeDonePage/> }.into_any())/>
            <Route path=path!("/change/tasks") view=|| with_account(|| with_change(|| view! { <TasksPage/> }.into_any()))/>
            <Route path=path!("/change/confirm") view=|| with_account(|| with_change(|| view! { <ChangeConfirmPage/> }.into_any()))/>
            <Route path=path!("/change/:page") view=|| with_account(|| with_change(|| view! { <ApplyFormPage/> }.into_any()))/>
            <Route path=path!("/change/:page/:row") view=|| with_account(|| with_change(|| view! { <ApplyRowPage/> }.into_any()))/>
        </FlatRoutes>
    }
    .into_any()
}
