//! The programs of an applicant: the contexts and the frame that they share, and the table of URLs of the first one.

pub mod change_app;
pub mod elsewhere;
pub mod guard;
pub mod menu_app;
pub mod settings_app;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_url;
use leptos_router::path;

use crate::api::{Api, ServerClock};
use crate::browser::{address_bar, controls, focus, pointer_guard};
use crate::component::live;
use crate::draft::listen_to_tabs;
use crate::draft::open::{OpenDrafts, use_open_drafts};
use crate::page::apply::confirm::ApplyConfirmPage;
use crate::page::apply::done::ApplyDonePage;
use crate::page::apply::form_page::ApplyFormPage;
use crate::page::apply::guidance::GuidancePage;
use crate::page::apply::row_page::ApplyRowPage;
use crate::page::apply::tasks::TasksPage;
use crate::page::home::HomePage;
use crate::page::login::LoginPage;
use crate::page::password_reset::PasswordResetPage;
use crate::page::register::confirm::RegisterConfirmPage;
use crate::page::register::done::RegisterDonePage;
use crate::page::register::form::RegisterPage;
use crate::page::terms::TermsPage;
use crate::paths::{is_of_change, is_of_menu, is_of_settings};
use crate::shell::{Footer, Header, NotificationBar, SessionTimeout, SkipLink, reload_when_old};
use crate::state::navigation::Navigation;
use crate::state::notifications::{Notifications, use_notifications};
use crate::state::session::{CurrentSession, use_session};
use elsewhere::Elsewhere;
use guard::{with_account, with_consent, with_draft};

/// The program of the application, from the entrance to the receipt, and of the answer to a return.
#[component]
pub fn App() -> impl IntoView {
    program(pages)
}

/// A program: its contexts, and the frame around its pages.
fn program(pages: fn() -> AnyView) -> impl IntoView {
    // Before the router, which takes the controls away at `popstate`.
    controls::watch();
    focus::watch_traversals();
    view! {
        <Router>
            <Program pages/>
        </Router>
    }
}

/// The path of the document in which the program runs.
#[derive(Clone)]
struct StartPath(String);

/// The contexts and the listeners of the browser, around the frame.
#[component]
fn Program(pages: fn() -> AnyView) -> impl IntoView {
    provide_contexts(ServerClock::of_browser(), Navigation::of_router());
    provide_context(StartPath(use_url().with_untracked(|url| url.path().to_owned())));
    use_session().refresh();
    listen_to_tabs(use_open_drafts(), use_session(), use_notifications());
    pointer_guard::watch();
    reload_when_old();
    focus_hash_targets();
    keep_address_bar();
    view! { <Frame pages/> }
}

/// Everything within the router: skip link, header, the page of the URL, footer, messages.
#[component]
pub fn Frame(
    /// The table of URLs.
    pages: fn() -> AnyView,
) -> impl IntoView {
    view! {
        <SkipLink/>
        <Header/>
        <div>
            {pages()}
        </div>
        <Footer/>
        <div class="app-foot">
            <SessionTimeout/>
            <NotificationBar/>
        </div>
        <Announcements/>
    }
}

/// The table of URLs; the guard of a branch stands around its routes.
pub fn pages() -> AnyView {
    view! {
        <FlatRoutes fallback=|| view! { <Elsewhere is_own=|path| ![is_of_menu, is_of_settings, is_of_change].iter().any(|is_of| is_of(path))/> }.into_any()>
            <Route path=path!("/") view=HomePage/>
            <Route path=path!("/terms") view=TermsPage/>
            <Route path=path!("/login") view=LoginPage/>
            <Route path=path!("/password") view=PasswordResetPage/>
            <Route path=path!("/register") view=|| with_consent(|| view! { <RegisterPage/> }.into_any())/>
            <Route path=path!("/register/confirm") view=|| with_consent(|| view! { <RegisterConfirmPage/> }.into_any())/>
            <Route path=path!("/register/done") view=RegisterDonePage/>
            <Route path=path!("/apply/guidance") view=|| with_account(|| view! { <GuidancePage/> }.into_any())/>
            <Route path=path!("/apply/done") view=|| with_account(|| view! { <ApplyDonePage/> }.into_any())/>
            <Route path=path!("/apply/tasks") view=|| with_draft(|| view! { <TasksPage/> }.into_any())/>
            <Route path=path!("/apply/confirm") view=|| with_draft(|| view! { <ApplyConfirmPage/> }.into_any())/>
            <Route path=path!("/apply/:page") view=|| with_draft(|| view! { <ApplyFormPage/> }.into_any())/>
            <Route path=path!("/apply/:page/:row") view=|| with_draft(|| view! { <ApplyRowPage/> }.into_any())/>
        </FlatRoutes>
    }
    .into_any()
}

/// The live region of the announcements.
#[component]
fn Announcements() -> impl IntoView {
    let announcement = use_notifications().announcement();
    view! {
        <div class="app-visually-hidden" role="status">
            {live(move || announcement.get())}
        </div>
    }
}

/// Provides what every component may use: `use_api`, `use_session`, `use_notifications`, `use_navigation`, `use_open_drafts`.
pub fn provide_contexts(clock: ServerClock, navigation: Navigation) {
    let api = Api::new(clock);
    let (session, notifications) = (CurrentSession::new(api), Notifications::new());
    provide_context(api);
    provide_context(session);
    provide_context(notifications);
    provide_context(navigation);
    provide_context(OpenDrafts::new(api, session, notifications));
}

/// A link to an id of the open page focuses its target, also when it is pressed again. A new page focuses by its title.
pub fn focus_hash_targets() {
    let url = use_url();
    Effect::new(move |before: Option<String>| {
        let (path, has_hash) = url.with(|url| (url.path().to_owned(), url.hash().len() > 1));
        if has_hash && before.is_some_and(|before| before == path) {
            focus::arrive();
        }
        path
    });
}

/// `leptos_router` 0.8 pushes no history entry if its own list of entries ends with the target, and Forward does not move that
/// list: after Back and Forward the address bar would stay behind the page. This adds the entry that is missing.
pub fn keep_address_bar() {
    let url = use_url();
    Effect::new(move |_| {
        let target = url.with(address_bar::full);
        // The router commits its own entry until the next frame.
        request_animation_frame(move || {
            if url.with_untracked(address_bar::full) == target && address_bar::shown() != target {
                address_bar::push(&target);
            }
        });
    });
}
