//! Postcodes: the shard is fetched at the third digit, the address appears at the seventh without a press.

pub(crate) mod lookup;

use leptos::prelude::*;
use nss_core::form::At;
use nss_core::postcode::Place;

use super::field::{Field, FieldState};
use super::text_input::TextInput;
use crate::component::{Actions, Button, TextButton, reactive};
use crate::draft::use_draft;
use lookup::{DIFFERENT, Lookup, LookupResult};

/// The input, 「反映」, and the result of the lookup.
#[component]
pub fn PostcodeInput(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let field = FieldState::new(store, at);
    let typed = RwSignal::new(None);
    let lookup = Lookup::new(store, at);
    let code = Memo::new(move |_| store.draft.with(|draft| draft.normal(at).into_owned()));
    Effect::new(move |before: Option<()>| {
        let code = code.get();
        // The code of a stored draft starts no lookup.
        if before.is_some() {
            untrack(|| lookup.code_changed(&code));
        }
    });
    let below = view! { <div>{reactive(move || result(lookup, lookup.result.get()))}</div> }.into_any();
    view! {
        <Field field=field kind="postcode" below=below>
            <div class="app-field__control">
                <TextInput field=field inputmode="numeric" typed=typed />
                <Button label="反映" on_press=move || lookup.reflect() />
            </div>
        </Field>
    }
    .into_any()
}

/// The view of a result.
pub(crate) fn result(lookup: Lookup, result: LookupResult) -> Option<AnyView> {
    let said = result.announcement();
    match result {
        LookupResult::None => None,
        LookupResult::Error(_) => Some(view! { <div class="app-field__warning">{said}</div> }.into_any()),
        LookupResult::Filled { before, .. } => {
            let undo = move || lookup.undo(&before);
            Some(
                view! {
                    <div class="app-field__good">
                        {said} " "
                        <TextButton label="元に戻す" on_press=undo />
                    </div>
                }
                .into_any(),
            )
        }
        LookupResult::Several(places) => Some(view! { <Candidates lookup=lookup places=places /> }.into_any()),
        LookupResult::Mismatch { typed, found, answers } => {
            Some(view! { <Mismatch lookup=lookup typed=typed found=found answers=answers /> }.into_any())
        }
    }
}

/// The addresses of a code that has several.
#[component]
fn Candidates(
    /// The lookup.
    lookup: Lookup,
    /// The addresses.
    places: Vec<Place>,
) -> impl IntoView {
    let title = format!("住所を選んでください（{}件）", places.len());
    let item = |place: Place| {
        let label = place.label();
        let choose = move |_| {
            lookup.fill(&place);
            lookup.focus();
        };
        view! {
            <li>
                <button class="app-candidates__item" type="button" on:click=choose>
                    {label}
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="app-candidates" role="group" aria-label=title.clone()>
            <p class="app-candidates__title">{title.clone()}</p>
            <ul class="app-candidates__list">{places.into_iter().map(item).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The typed address beside the one of the code; the applicant decides.
#[component]
fn Mismatch(
    /// The lookup.
    lookup: Lookup,
    /// The typed address.
    typed: String,
    /// The address of the code.
    found: String,
    /// The answers that the address of the code gives.
    answers: Vec<(At, String)>,
) -> impl IntoView {
    let label = found.clone();
    let take = move || {
        lookup.write(&label, &answers);
        lookup.focus();
    };
    let keep = move || {
        lookup.result.set(LookupResult::None);
        lookup.focus();
    };
    view! {
        <div class="app-compare">
            <p class="app-compare__title">{DIFFERENT}</p>
            <dl class="app-compare__sides">
                <div class="app-compare__side">
                    <dt>"入力した住所"</dt>
                    <dd>{typed}</dd>
                </div>
                <div class="app-compare__side" data-side="new">
                    <dt>"郵便番号の住所"</dt>
                    <dd>{found}</dd>
                </div>
            </dl>
            <Actions>
                <Button label="郵便番号の住所にする" on_press=take />
                <Button label="入力した住所のままにする" on_press=keep />
            </Actions>
        </div>
    }
    .into_any()
}
