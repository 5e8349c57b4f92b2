//! The faults that show at a question or at a list.

use leptos::prelude::*;
use nss_core::form::Place;

use super::pinned_reasons::PinnedReasons;
use crate::component::reactive;
use crate::draft::{DraftStore, use_draft};

/// A fault as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownFault {
    /// Whether it blocks 登録.
    pub blocks: bool,
    /// The sentence.
    pub message: String,
}

/// The faults that show at a place now.
pub fn shown_faults(store: DraftStore, place: Place) -> Memo<Vec<ShownFault>> {
    Memo::new(move |_| {
        let faults = store.shown_faults(place);
        faults.iter().map(|fault| ShownFault { blocks: fault.blocks(), message: fault.message() }).collect()
    })
}

/// The faults of a place that has no control of its own: a list.
#[component]
pub fn FieldFaults(
    /// The place.
    place: Place,
) -> impl IntoView {
    let shown = shown_faults(use_draft(), place);
    view! {
        <div>
            <PinnedReasons place=place />
            <FaultMessages shown=shown id=format!("{}-faults", place.path()) />
        </div>
    }
    .into_any()
}

/// The first blocking sentence and all warnings.
#[component]
pub fn FaultMessages(
    /// The faults that show.
    shown: Memo<Vec<ShownFault>>,
    /// The id of their element.
    id: String,
) -> impl IntoView {
    reactive(move || {
        let (errors, warnings): (Vec<_>, Vec<_>) = shown.get().into_iter().partition(|fault| fault.blocks);
        let is_empty = errors.is_empty() && warnings.is_empty();
        let error = errors.into_iter().next().map(|fault| {
            view! {
                <div class="app-field__error">
                    "＊"
                    {fault.message}
                </div>
            }
            .into_any()
        });
        let warnings = warnings
            .into_iter()
            .map(|fault| view! { <div class="app-field__warning">{fault.message}</div> }.into_any())
            .collect_view();
        (!is_empty).then(|| {
            view! {
                <div id=id.clone() tabindex="-1">
                    {error}
                    {warnings}
                </div>
            }
            .into_any()
        })
    })
}
