//! A list of rows, as cards.

use leptos::prelude::*;
use nss_core::form::{Page, Place, Section};

use super::paste_rows::PasteRows;
use super::row_card::RowCard;
use super::row_limit::{RowLimit, has_room};
use crate::component::{Actions, Button, RowViews, live, reactive};
use crate::control::{FieldFaults, UndoNotice};
use crate::draft::{UndoStep, use_draft};
use crate::paths;
use crate::state::navigation::use_navigation;

/// The list with its heading, its cards and the button for a new row.
#[component]
pub fn RowCards(
    /// The page.
    page: &'static Page,
    /// The list.
    section: &'static Section,
) -> impl IntoView {
    let (store, navigation) = (use_draft(), use_navigation());
    let rows = Memo::new(move |_| store.row_ids(section, None));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let is_of_list = move |step: &UndoStep| match step {
        UndoStep::Removed { section: list, around: None, .. }
        | UndoStep::Restored { section: list, .. }
        | UndoStep::Pasted { section: list, .. } => *list == section,
        _ => false,
    };
    let add = move || {
        if has_room(store, section, None) {
            let id = store.add_opened_row(section);
            navigation.go(&format!("{}/{id}", paths::page(store.form, page)));
        }
    };
    let label = format!("新規に{}を追加する", page.title.strip_suffix(" 入力").unwrap_or(page.title));
    let is_open = Memo::new(move |_| store.is_list_open(section, None));
    let more = move || {
        let label = label.clone();
        view! {
            <Actions>
                <Button label=label on_press=add />
            </Actions>
            <RowLimit list=section />
            <PasteRows page=page section=section />
        }
        .into_any()
    };
    view! {
        <section class="app-rows">
            <h2 class="app-rows__title" id=section.key tabindex="-1">
                {section.title}
                " "
                <span class="app-rows__count">{live(move || format!("{}件", rows.with(Vec::len)))}</span>
            </h2>
            <UndoNotice is_meant=is_of_list />
            <FieldFaults place=Place::List(section, None) />
            {reactive(move || is_empty.get().then(|| view! { <p class="app-rows__empty">"まだ登録されていません"</p> }.into_any()))}
            <RowViews
                rows=rows
                draw=move |id| view! { <RowCard page=page section=section id=id /> }.into_any()
            />
            {reactive(move || is_open.get().then(&more))}
        </section>
    }
    .into_any()
}
