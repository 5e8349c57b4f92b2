//! A list of rows that stand on the page itself: user IDs within a code, FAX numbers, addresses of mail.

use leptos::prelude::*;
use nss_core::form::{At, Author, Field, Place, RowId, Rows, Section};

use super::question_list::QuestionList;
use super::row_limit::{RowLimit, has_room};
use crate::browser::focus;
use crate::browser::task::effect;
use crate::component::{Actions, Button, RowViews, live, reactive};
use crate::control::{FieldFaults, UndoNotice};
use crate::draft::{DraftStore, UndoStep, use_draft};

/// The list with its heading, its rows and the button for a new one.
#[component]
pub fn InlineRows(
    /// The list.
    list: &'static Section,
    /// The row around an inner list.
    #[prop(optional_no_strip)]
    around: Option<RowId>,
) -> impl IntoView {
    let store = use_draft();
    let Rows::Many { least, most } = list.rows else { return ().into_any() };
    let rows = Memo::new(move |_| store.row_ids(list, around));
    effect(move || {
        if least > 0 && rows.with_untracked(Vec::is_empty) {
            store.begin_row(list, around);
        }
    });
    let place = Place::List(list, around);
    let is_removed = move |step: &UndoStep| matches!(step, UndoStep::Removed { section, .. } if *section == list);
    let is_full = Memo::new(move |_| rows.with(|rows| rows.len() >= usize::from(most)));
    let add = move || {
        if has_room(store, list, around) {
            focus_row(list, around, store.add_row(list, around));
        }
    };
    let is_open = Memo::new(move |_| store.is_list_open(list, around));
    let more = move || {
        view! {
            <Actions>
                <ReadyMadeRow list=list around=around rows=rows />
                <Button label=format!("{}を追加する", list.title) aria_disabled=is_full on_press=add />
            </Actions>
            <RowLimit list=list />
        }
        .into_any()
    };
    view! {
        <section class="app-rows">
            <h2 class="app-rows__title" id=place.path() tabindex="-1">
                {list.title}
            </h2>
            <UndoNotice is_meant=is_removed />
            <FieldFaults place=place />
            <RowViews
                rows=rows
                draw=move |row| view! { <InlineRow list=list around=around row=row /> }.into_any()
            />
            {reactive(move || is_open.get().then(&more))}
        </section>
    }
    .into_any()
}

/// 「FAXはありません」, while nothing else is answered.
#[component]
fn ReadyMadeRow(
    /// The list.
    list: &'static Section,
    /// The row around an inner list.
    around: Option<RowId>,
    /// Its rows.
    rows: Memo<Vec<RowId>>,
) -> impl IntoView {
    let store = use_draft();
    let Some((label, field, answer)) = list.ready_made else { return ().into_any() };
    let is_blank = Memo::new(move |_| {
        rows.with(|rows| {
            store.draft.with(|draft| rows.iter().all(|row| draft.get(place_in(field, around, *row)).is_empty()))
        })
    });
    let press = move || {
        let first = rows.with_untracked(|rows| rows.first().copied());
        let row = first.unwrap_or_else(|| store.add_row(list, around));
        store.fill(&[(place_in(field, around, row), answer.to_owned())]);
        focus_row(list, around, row);
    };
    reactive(move || is_blank.get().then(|| view! { <Button label=label on_press=press /> }.into_any()))
}

/// A row with its questions and its buttons.
#[component]
fn InlineRow(
    /// The list.
    list: &'static Section,
    /// The row around an inner list.
    around: Option<RowId>,
    /// The row.
    row: RowId,
) -> impl IntoView {
    let store = use_draft();
    let (outer, inner) = if around.is_some() { (around, Some(row)) } else { (Some(row), None) };
    let name = Memo::new(move |_| store.row_name(list, outer, inner));
    // A row of one question is named by its label; a screen reader says the number too. Nobody wants a copy of it.
    let is_one = list.fields.iter().filter(|field| field.author() == Author::Applicant).count() == 1;
    let copy_label = Signal::derive(move || format!("{}を複製", name.get()));
    let remove_label = Signal::derive(move || format!("{}を削除", name.get()));
    let copy = move || copy_row(store, list, around, row);
    let remove = move || {
        store.remove_row(list, around, row);
        focus::focus_soon(&Place::List(list, around).path());
    };
    let is_open = Memo::new(move |_| store.is_list_open(list, around));
    let buttons = move || {
        let copy_button = (!is_one)
            .then(|| view! { <Button label="複製" size="small" aria_label=copy_label on_press=copy /> }.into_any());
        view! {
            <div class="app-row__actions">
                {copy_button}
                <Button label="削除" variant="danger" size="small" aria_label=remove_label on_press=remove />
            </div>
        }
        .into_any()
    };
    view! {
        <fieldset class="app-row" data-level="inner">
            <legend class=if is_one { "app-visually-hidden" } else { "app-row__title" }>{live(move || name.get())}</legend>
            <QuestionList section=list row=outer inner=inner />
            {reactive(move || is_open.get().then(&buttons))}
        </fieldset>
    }
    .into_any()
}

fn copy_row(store: DraftStore, list: &'static Section, around: Option<RowId>, row: RowId) {
    if has_room(store, list, around)
        && let Some(copy) = store.copy_row(list, around, row)
    {
        focus_row(list, around, copy);
    }
}

/// The place of an answer in a row of the list.
fn place_in(field: &'static Field, around: Option<RowId>, row: RowId) -> At {
    match around {
        Some(outer) => At::inner(field, outer, row),
        None => At::row(field, row),
    }
}

fn focus_row(list: &'static Section, around: Option<RowId>, row: RowId) {
    if let Some(first) = list.fields.first() {
        focus::focus_soon(&place_in(first, around, row).path());
    }
}
