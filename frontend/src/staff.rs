//! The staff's page (審査): its contexts, the frame around every page, and the table of its URLs.

pub mod bills_page;
pub mod desk;
pub mod desk_page;
pub mod header;
pub mod login_page;
pub mod mails_page;
pub mod members_page;
pub mod paths;
pub mod queue_page;
pub mod registration_days_page;
pub mod session;
pub mod setup_page;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::api::{Api, ServerClock};
use crate::app::{focus_hash_targets, keep_address_bar};
use crate::browser::focus;
use crate::component::{Loading, Notice, PageLayout, RetryButton, live, reactive};
use crate::page::not_found::NotFoundPage;
use crate::shell::{NotificationBar, SkipLink, tell_when_old};
use crate::state::navigation::{Navigation, use_navigation};
use crate::state::notifications::{Notifications, use_notifications};
use bills_page::BillsPage;
use desk_page::DeskPage;
use header::StaffHeader;
use login_page::LoginPage;
use mails_page::MailsPage;
use members_page::MembersPage;
use queue_page::QueuePage;
use registration_days_page::RegistrationDaysPage;
use session::{MemberSession, MemberState, use_member_session};
use setup_page::SetupPage;

/// The staff's page.
#[component]
pub fn StaffApp() -> impl IntoView {
    // Before the router, which draws the page at `popstate`.
    focus::watch_traversals();
    view! {
        <Router>
            <Program/>
        </Router>
    }
}

/// The contexts around the frame.
#[component]
fn Program() -> impl IntoView {
    provide_contexts(ServerClock::of_browser(), Navigation::of_router());
    use_member_session().refresh();
    tell_when_old();
    focus_hash_targets();
    keep_address_bar();
    view! { <Frame/> }
}

/// Provides what every component of this page may use.
pub fn provide_contexts(clock: ServerClock, navigation: Navigation) {
    let api = Api::new(clock);
    provide_context(api);
    provide_context(MemberSession::new(api));
    provide_context(Notifications::new());
    provide_context(navigation);
}

/// Skip link, header, the page of the URL, messages.
#[component]
fn Frame() -> impl IntoView {
    let announcement = use_notifications().announcement();
    view! {
        <SkipLink/>
        <StaffHeader/>
        <div class="app-staff">
            <Pages/>
        </div>
        <div class="app-foot">
            <NotificationBar/>
        </div>
        <div class="app-visually-hidden" role="status">
            {live(move || announcement.get())}
        </div>
    }
    .into_any()
}

/// The table of URLs.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <NotFoundPage home=paths::QUEUE/> }>
            <Route path=path!("/staff/login") view=LoginPage/>
            <Route path=path!("/staff/setup") view=|| with_log_in(|| view! { <SetupPage/> }.into_any())/>
            <Route path=path!("/staff") view=|| with_member(|| view! { <QueuePage/> }.into_any())/>
            <Route path=path!("/staff/applications/:id") view=|| with_member(|| view! { <DeskPage/> }.into_any())/>
            <Route path=path!("/staff/mails") view=|| with_member(|| view! { <MailsPage/> }.into_any())/>
            <Route path=path!("/staff/registration-days") view=|| with_member(|| view! { <RegistrationDaysPage/> }.into_any())/>
            <Route path=path!("/staff/bills") view=|| with_member(|| view! { <BillsPage/> }.into_any())/>
            <Route path=path!("/staff/members") view=|| with_member(|| view! { <MembersPage/> }.into_any())/>
        </FlatRoutes>
    }
    .into_any()
}

/// A page for a member who is logged in and has set up password and second factor; leads to those pages otherwise.
fn with_member(page: fn() -> AnyView) -> AnyView {
    guarded(page, false)
}

/// A page for a member who is logged in; leads to the log-in otherwise.
fn with_log_in(page: fn() -> AnyView) -> AnyView {
    guarded(page, true)
}

fn guarded(page: fn() -> AnyView, is_set_up: bool) -> AnyView {
    let (session, navigation) = (use_member_session(), use_navigation());
    // Without the end of the session, which changes with every reply.
    let access = Memo::new(move |_| session.state().with(Access::of));
    let guarded = move || match access.get() {
        Access::Unknown => view! { <Loading/> }.into_any(),
        Access::Failed(message) => view! {
            <PageLayout title="ページを表示できません">
                <Notice variant="error" text=message/>
                <RetryButton on_retry=move |()| session.refresh()/>
            </PageLayout>
        }
        .into_any(),
        Access::None => {
            navigation.replace(paths::LOGIN);
            ().into_any()
        }
        Access::ToSetUp if !is_set_up => {
            navigation.replace(paths::SETUP);
            ().into_any()
        }
        Access::ToSetUp | Access::Open => untrack(page),
    };
    view! { <div>{reactive(guarded)}</div> }.into_any()
}

/// The access to the pages behind the log-in.
#[derive(Clone, PartialEq)]
enum Access {
    /// The server has not answered yet.
    Unknown,
    /// The server could not be asked.
    Failed(String),
    /// Nobody is logged in.
    None,
    /// The member has a first password or no second factor yet.
    ToSetUp,
    /// The pages are open.
    Open,
}

impl Access {
    fn of(state: &MemberState) -> Self {
        match state {
            MemberState::Loading => Self::Unknown,
            MemberState::Failed(error) => Self::Failed(error.message()),
            MemberState::Ready(session) => match &session.member {
                None => Self::None,
                Some(member) if member.has_first_password || member.second_factor.is_some() => Self::ToSetUp,
                Some(_) => Self::Open,
            },
        }
    }
}
