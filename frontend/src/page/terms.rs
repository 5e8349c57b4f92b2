//! `/terms`: システム利用規程 (N-022, N-023).

use nss_core::api::Terms;

use super::loading;
use super::part::{actions, lead, notice, prose, retry};
use crate::dom::run;
use crate::here::Here;
use crate::signal::State;
use crate::view::{El, button, el, link};
use crate::{api, dom};

/// Where the version that was agreed to waits for the registration, in this tab only.
const CONSENT: &str = "nss.consent";

/// The version that was agreed to in this tab.
pub(super) fn agreed() -> Option<String> {
    dom::session_storage()?.get_item(CONSENT).ok().flatten()
}

/// The terms and the button of consent.
pub(super) fn page(here: Here) -> El {
    let terms = State::new(None);
    let ask = move || {
        terms.set(None);
        run(async move { terms.set(Some(api::terms(here.clock).await)) });
    };
    ask();
    let body = el("div", "").parts(move || match terms.get() {
        None => vec![loading()],
        Some(Err(trouble)) => vec![notice("error", &trouble.words()), retry(ask)],
        Some(Ok(terms)) => text(here, &terms),
    });
    super::page("システム利用規程", vec![body])
}

fn text(here: Here, terms: &Terms) -> Vec<El> {
    let links = terms.links.iter().filter(|link| !link.url.is_empty()).map(|known| {
        let words = format!("{}（新しいタブで開きます）", known.label);
        el("li", "").add(link(&known.url, &words).set("rel", "noreferrer").set("target", "_blank"))
    });
    let version = terms.version.clone();
    let agree = move || {
        if let Some(storage) = dom::session_storage() {
            let _ = storage.set_item(CONSENT, &version);
        }
        here.go("/register");
    };
    vec![
        lead("申込の前に、システム利用規程をご一読ください。"),
        el("div", "app-terms app-prose")
            .set("tabindex", "0")
            .set("role", "region")
            .set("aria-label", "システム利用規程の本文")
            .all(prose(&terms.text)),
        el("ul", "").all(links),
        actions(vec![button("システム利用規程に同意する", "primary", agree)]),
    ]
}
