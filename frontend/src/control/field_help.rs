//! Help before and beside typing: hint, advice for today, the operator's page, an example, a suggestion.

use leptos::prelude::*;
use nss_core::form::{At, Scope};

use crate::component::{TextButton, live, reactive};
use crate::draft::use_draft;
use crate::state::operator_links::use_operator_links;

/// The hint, the advice for today, and the operator's page behind 「こちら」.
#[component]
pub fn FieldHint(
    /// The place of the answer.
    at: At,
    /// The id of the hint.
    id: String,
) -> impl IntoView {
    let (store, links) = (use_draft(), use_operator_links());
    let field = at.field;
    let advice = field.advice.map(|advice| {
        let text = Memo::new(move |_| {
            let today = store.clock.today();
            store.draft.with(|draft| advice(&Scope::at(draft, at), today))
        });
        view! { <div class="app-field__advice">{live(move || text.get())}</div> }.into_any()
    });
    let link = move || {
        let link = links.and_then(|links| links.find(field.link))?;
        Some(
            view! {
                <a href=link.url target="_blank" rel="noopener">
                    {link.label}
                </a>
            }
            .into_any(),
        )
    };
    let link = (!field.link.is_empty()).then(|| view! { " " {reactive(link)} }.into_any());
    view! {
        <div class="app-field__hint" id=id>
            {field.hint}
            {advice}
            {link}
        </div>
    }
    .into_any()
}

/// 記載例, which opens in place. The button writes it only while nothing is typed (F044).
#[component]
pub fn FieldExample(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let example = at.field.example;
    let is_empty = Memo::new(move |_| store.draft.with(|draft| draft.get(at).is_empty()));
    let fill = move || store.fill(&[(at, example.to_owned())]);
    let button =
        move || is_empty.get().then(|| view! { <TextButton label="この例を入れる" on_press=fill /> }.into_any());
    view! {
        <details class="app-details">
            <summary>"記載例を見る"</summary>
            <div class="app-details__body">
                <p>{example}</p>
                {reactive(button)}
            </div>
        </details>
    }
    .into_any()
}

/// A choice that follows from other answers. The applicant makes it by a press; it is never made by itself.
#[component]
pub fn FieldSuggestion(
    /// The place of the answer.
    at: At,
    /// The choice to suggest, given the other answers.
    suggested: fn(&Scope) -> &'static str,
) -> impl IntoView {
    let store = use_draft();
    let choice = Memo::new(move |_| {
        store.draft.with(|draft| {
            let choice = suggested(&Scope::at(draft, at));
            if draft.get(at) == choice { "" } else { choice }
        })
    });
    let suggestion = move || {
        let choice = choice.get();
        (!choice.is_empty()).then(|| {
            let answer = at.field.kind.display(choice);
            view! {
                <div class="app-field__changed">
                    {format!("ほかの入力からの候補：{answer} ")}
                    <TextButton label=format!("「{answer}」にする") on_press=move || store.choose(at, choice) />
                </div>
            }
            .into_any()
        })
    };
    view! { <div aria-live="polite">{reactive(suggestion)}</div> }.into_any()
}
