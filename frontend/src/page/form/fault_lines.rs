//! Faults as a list of links.

use leptos::prelude::*;
use nss_core::form::{Fault, Place};

use super::place_link::PlaceLink;
use crate::component::reactive;
use crate::draft::{DraftStore, use_draft};

/// A list item with a link for each fault: as many lines as a summary counts.
#[component]
pub fn FaultLines(
    /// The faults.
    #[prop(into)]
    faults: Signal<Vec<Fault>>,
) -> impl IntoView {
    let store = use_draft();
    let line = |(place, text): (Place, String)| {
        view! {
            <li>
                <PlaceLink place=place keeps_query=true text=text />
            </li>
        }
        .into_any()
    };
    reactive(move || faults.with(|faults| lines(store, faults)).into_iter().map(line).collect_view())
}

/// The place and the sentence of each line.
fn lines(store: DraftStore, faults: &[Fault]) -> Vec<(Place, String)> {
    // On the confirm page the faults are of several pages, and each line names its page.
    let page = |fault: &Fault| store.form.page_at(&fault.place);
    let first = faults.first().and_then(page);
    let is_one_page =
        faults.iter().all(|fault| page(fault).zip(first).is_some_and(|(one, first)| std::ptr::eq(one, first)));
    let line = |fault: &Fault| {
        let place = store.draft.with_untracked(|draft| fault.place_name(draft));
        let page = page(fault).filter(|_| !is_one_page).map_or("", |page| page.title);
        let mut text = String::new();
        for part in [page, &place].into_iter().filter(|part| !part.is_empty()) {
            text.push_str(part);
            text.push('：');
        }
        (fault.place, text + &fault.message())
    };
    faults.iter().map(line).collect()
}
