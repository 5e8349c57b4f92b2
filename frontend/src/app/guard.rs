//! The guards of the table of URLs: an account, its draft, a consent.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::ApiError;
use crate::browser::task::spawn_local;
use crate::component::{Loading, Notice, PageLayout, RetryButton, reactive};
use crate::draft::open::use_open_drafts;
use crate::page::terms::accepted_version;
use crate::paths;
use crate::state::navigation::use_navigation;
use crate::state::session::{SessionState, use_session};

/// A page that needs an account.
pub fn with_account(page: fn() -> AnyView) -> AnyView {
    view! { <AccountGuard>{page()}</AccountGuard> }.into_any()
}

/// A page that needs the account's draft.
pub fn with_draft(page: fn() -> AnyView) -> AnyView {
    view! {
        <AccountGuard>
            <DraftGuard>{page()}</DraftGuard>
        </AccountGuard>
    }
    .into_any()
}

/// A page of the registration; it begins with the consent to the 規程 (F001).
pub fn with_consent(page: fn() -> AnyView) -> AnyView {
    let (drafts, navigation) = (use_open_drafts(), use_navigation());
    if accepted_version().is_none() {
        navigation.replace("/terms");
        return ().into_any();
    }
    provide_context(drafts.open_registration());
    page()
}

/// Draws its children once an account is logged in; leads to the login page otherwise.
#[component]
fn AccountGuard(
    /// The guarded view.
    children: ChildrenFn,
) -> impl IntoView {
    let (session, navigation) = (use_session(), use_navigation());
    // Only the login ID: what else changes in the session draws nothing again.
    let login_id = Memo::new(move |_| {
        session.state().with(|state| match state {
            SessionState::Loading => Ok(None),
            SessionState::Failed(error) => Err(error.clone()),
            SessionState::Ready(session) => Ok(Some(session.account.as_ref().map(|account| account.login_id.clone()))),
        })
    });
    let guarded = move || match login_id.get() {
        Ok(None) => view! { <Loading/> }.into_any(),
        Ok(Some(None)) => {
            navigation.to_login();
            ().into_any()
        }
        Ok(Some(Some(_))) => untrack(|| children().into_any()),
        Err(error) => view! { <Unavailable error on_retry=move |()| session.refresh()/> }.into_any(),
    };
    view! { <div>{reactive(guarded)}</div> }.into_any()
}

/// Opens the account's draft and provides it to its children; without a draft it leads to the registered application.
#[component]
fn DraftGuard(
    /// The guarded view.
    children: ChildrenFn,
) -> impl IntoView {
    let (session, drafts, navigation) = (use_session(), use_open_drafts(), use_navigation());
    provide_context(drafts.operator_links());
    let Some(account) = untrack(|| session.account()) else { return view! { <Loading/> }.into_any() };
    let Some(id) = account.draft else {
        let next = account.applications.first().map_or("/".to_owned(), |known| paths::application(&known.id));
        navigation.replace(&next);
        return view! { <Loading/> }.into_any();
    };
    lead_to_registered_application();
    let error = RwSignal::new(None::<ApiError>);
    let is_open = drafts.application_of(&id).is_some();
    let open = Callback::new(move |()| {
        let id = id.clone();
        error.set(None);
        spawn_local(async move {
            if let Err(failure) = drafts.open_application(&id).await {
                error.set(Some(failure));
            }
        });
    });
    if !is_open {
        drafts.application.set(None);
        open.run(());
    }
    let guarded = move || {
        if let Some(error) = error.get() {
            return view! { <Unavailable error on_retry=open/> }.into_any();
        }
        let Some(store) = drafts.application.get() else { return view! { <Loading/> }.into_any() };
        provide_context(store);
        untrack(|| children().into_any())
    };
    view! { <div>{reactive(guarded)}</div> }.into_any()
}

/// The way to another page of the draft leads to the registered application, once another device has registered the draft.
/// The guard is mounted anew for each route, but not for each page of the form.
fn lead_to_registered_application() {
    let (session, navigation, path) = (use_session(), use_navigation(), use_location().pathname);
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        let is_left = before.is_some_and(|before| before != path) && paths::needs_draft(&path);
        let account = untrack(|| session.account()).filter(|account| is_left && account.draft.is_none());
        if let Some(application) = account.and_then(|account| account.applications.into_iter().next()) {
            navigation.replace(&paths::application(&application.id));
        }
        path
    });
}

/// The page in place of one that cannot be drawn, with a way to try again.
#[component]
fn Unavailable(
    /// The error.
    error: ApiError,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <PageLayout title="ページを表示できません">
            <Notice variant="error" text=error.message()/>
            <RetryButton on_retry/>
        </PageLayout>
    }
    .into_any()
}
