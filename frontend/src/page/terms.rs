//! `/terms`: システム利用規程 (N-022, N-023).

use leptos::prelude::*;
use nss_core::api::Terms;

use crate::api::use_api;
use crate::browser::session_storage;
use crate::component::{Actions, Button, Fetched, Lead, PageLayout, Prose};
use crate::state::navigation::use_navigation;

/// Key of the accepted version; the registration of this tab reads it.
const CONSENT: &str = "nss.consent";

/// The version of the terms that was accepted in this tab.
pub fn accepted_version() -> Option<String> {
    session_storage::read(CONSENT)
}

/// The terms and the button of consent.
#[component]
pub fn TermsPage() -> impl IntoView {
    let api = use_api();
    let terms = LocalResource::new(move || async move { api.terms().await });
    view! {
        <PageLayout title="システム利用規程">
            <Fetched resource=terms draw=|terms| view! { <TermsText terms=terms /> }.into_any() />
        </PageLayout>
    }
    .into_any()
}

/// The text, its links and the button of consent.
#[component]
pub fn TermsText(
    /// The terms.
    terms: Terms,
) -> impl IntoView {
    let navigation = use_navigation();
    let Terms { version, text, links } = terms;
    let links = links.into_iter().filter(|link| !link.url.is_empty()).map(|link| {
        view! {
            <li>
                <a href=link.url rel="noreferrer" target="_blank">
                    {format!("{}（新しいタブで開きます）", link.label)}
                </a>
            </li>
        }
        .into_any()
    });
    let accept = move || {
        session_storage::write(CONSENT, &version);
        navigation.go("/register");
    };
    view! {
        <Lead>"申込の前に、システム利用規程をご一読ください。"</Lead>
        <div class="app-terms app-prose" tabindex="0" role="region" aria-label="システム利用規程の本文">
            <Prose text=text />
        </div>
        <ul>{links.collect_view()}</ul>
        <Actions>
            <Button label="システム利用規程に同意する" variant="primary" on_press=accept />
        </Actions>
    }
    .into_any()
}
