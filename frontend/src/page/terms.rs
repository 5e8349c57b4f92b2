//! `/terms`: システム利用規程 (N-022, N-023).

use leptos::prelude::*;
use leptos::task::spawn_local;
use nss_core::api::Terms;

use super::part::{notice, prose, retry};
use crate::here::Here;
use crate::{api, dom};

/// Where the version that was agreed to waits for the registration, in this tab only.
const CONSENT: &str = "nss.consent";

/// The version that was agreed to in this tab.
pub(super) fn agreed() -> Option<String> {
    dom::session_storage()?.get_item(CONSENT).ok().flatten()
}

/// The terms and the button of consent.
pub(super) fn page(here: Here) -> AnyView {
    let terms = RwSignal::new(None);
    let ask = move || {
        terms.set(None);
        spawn_local(async move { terms.set(Some(api::terms(here.clock).await)) });
    };
    ask();
    let body = view! {
        {move || match terms.get() {
            None => view! { <div class="app-loading" role="status">"読み込んでいます"</div> }.into_any(),
            Some(Err(trouble)) => view! { {notice("error", trouble.words())} {retry(ask)} }.into_any(),
            Some(Ok(terms)) => text(here, terms),
        }}
    };
    super::page("システム利用規程", body.into_any())
}

fn text(here: Here, terms: Terms) -> AnyView {
    let links = terms
        .links
        .into_iter()
        .filter(|link| !link.url.is_empty())
        .map(|link| view! { <li><a href=link.url rel="noreferrer" target="_blank">{link.label}"（新しいタブで開きます）"</a></li> }.into_any())
        .collect_view();
    let version = terms.version;
    let agree = move |_| {
        if let Some(storage) = dom::session_storage() {
            let _ = storage.set_item(CONSENT, &version);
        }
        here.go("/register");
    };
    view! {
        <p class="app-lead">"申込の前に、システム利用規程をご一読ください。"</p>
        <div class="app-terms app-prose" tabindex="0" role="region" aria-label="システム利用規程の本文">{prose(&terms.text)}</div>
        <ul>{links}</ul>
        <div class="app-actions">
            <button type="button" class="app-button" data-variant="primary" on:click=agree>
                "システム利用規程に同意する"
            </button>
        </div>
    }
    .into_any()
}
