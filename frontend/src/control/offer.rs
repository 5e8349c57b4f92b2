//! The offer of a choice in words: why it cannot be chosen now, and what would make it possible.

use leptos::prelude::*;
use nss_core::form::{At, Offer, offer, way_out};

use super::field::{Field, FieldState};
use super::of_kind;
use crate::component::reactive;
use crate::draft::{DraftStore, use_draft};

/// The offer of a choice; it notifies only when it differs.
pub fn offer_of(store: DraftStore, at: At, code: &'static str) -> Memo<Offer> {
    Memo::new(move |_| store.draft.with(|draft| offer(draft, at, code)))
}

/// Whether a choice cannot be chosen now.
pub fn is_refused(store: DraftStore, at: At, code: &'static str) -> bool {
    store.draft.with_untracked(|draft| matches!(offer(draft, at, code), Offer::Refused(_)))
}

/// A typed answer, or why nothing can be typed now. The place stays focusable and says what would make it possible
/// (N-191).
#[component]
pub fn UnlessRefused(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let offer = offer_of(use_draft(), at, "");
    let is_refused = Memo::new(move |_| offer.with(|offer| matches!(offer, Offer::Refused(_))));
    let content = move || {
        if is_refused.get() { view! { <Locked at=at offer=offer /> }.into_any() } else { untrack(|| of_kind(at)) }
    };
    view! { <div>{reactive(content)}</div> }.into_any()
}

/// The place of an answer that cannot be typed now.
#[component]
fn Locked(
    /// The place of the answer.
    at: At,
    /// Its offer.
    offer: Memo<Offer>,
) -> impl IntoView {
    let field = FieldState::new(use_draft(), at);
    view! {
        <Field field=field kind="number">
            <div class="app-locked" id=field.id() tabindex="0">
                "入力できません"
                <OfferReason at=at code="" offer=offer id=format!("{}-reason", field.id()) />
            </div>
        </Field>
    }
    .into_any()
}

/// The reason and the way out, unless the choice is free.
#[component]
pub fn OfferReason(
    /// The place of the answer.
    at: At,
    /// The code of the choice.
    code: &'static str,
    /// Its offer.
    offer: Memo<Offer>,
    /// The id of the reason.
    id: String,
) -> impl IntoView {
    let store = use_draft();
    reactive(move || {
        offer.with(|offer| reason(store, at, code, offer)).map(|reason| {
            view! {
                <span class="app-choice__reason" id=id.clone()>
                    {reason}
                </span>
            }
            .into_any()
        })
    })
}

fn reason(store: DraftStore, at: At, code: &'static str, offer: &Offer) -> Option<String> {
    match offer {
        Offer::Free => None,
        Offer::Bundled(why) => Some(why.sentence(at.field.label)),
        Offer::Refused(why) => Some(store.draft.with_untracked(|draft| {
            let way = way_out(draft, at, code).map(|way| way.message(draft, at.field)).unwrap_or_default();
            why.sentence(at.field.label) + &way
        })),
    }
}
