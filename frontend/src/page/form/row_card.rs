//! The card of one row: its state, its answers, its faults, its buttons.

use leptos::prelude::*;
use nss_core::form::wire::place_in;
use nss_core::form::{Fault, Field, Kind, Page, Row, RowId, Scope, Section};
use nss_core::review::reason::PinnedReason;

use super::place_link::PlaceLink;
use super::row_limit::has_room;
use crate::browser::focus;
use crate::component::{Button, ButtonLink, live, reactive};
use crate::draft::use_draft;
use crate::paths;
use crate::state::navigation::use_navigation;

/// A row as a card.
#[component]
pub fn RowCard(
    /// The page.
    page: &'static Page,
    /// The list.
    section: &'static Section,
    /// The row.
    id: RowId,
) -> impl IntoView {
    let (store, navigation) = (use_draft(), use_navigation());
    let is_of_row = move |fault: &Fault| fault.place.section().outer.unwrap_or(fault.place.section()) == section;
    let blocking = Memo::new(move |_| {
        let mut faults = store.blocking_faults(page, Some(id));
        faults.retain(is_of_row);
        faults
    });
    let is_incomplete = Memo::new(move |_| {
        let counts = |fault: &Fault| fault.blocks() && fault.place.rows().0 == Some(id) && is_of_row(fault);
        store.faults.with(|all| all.iter().any(counts))
    });
    let has_error = Memo::new(move |_| blocking.with(|faults| !faults.is_empty()));
    let status = move || match (has_error.get(), is_incomplete.get()) {
        (true, _) => ("check", "確認が必要"),
        (false, true) => ("doing", "入力中"),
        _ => ("done", "完了"),
    };
    let name = Memo::new(move |_| store.row_name(section, Some(id), None));
    let edit_label = Signal::derive(move || format!("{}を変更", name.get()));
    let copy_label = Signal::derive(move || format!("{}を複製", name.get()));
    let remove_label = Signal::derive(move || format!("{}を削除", name.get()));
    let copy = move || {
        if has_room(store, section, None)
            && let Some(copy) = store.copy_row(section, None, id)
        {
            let name = untrack(|| store.row_name(section, Some(copy), None));
            store.notifications.announce(format!("{name}を追加しました"));
            navigation.go(&format!("{}/{copy}", paths::page(store.form, page)));
        }
    };
    let remove = move || {
        store.remove_row(section, None, id);
        focus::focus_soon(section.key);
    };
    let is_open = Memo::new(move |_| store.is_list_open(section, None));
    let buttons = move || {
        view! {
            <Button label="複製" size="small" aria_label=copy_label on_press=copy />
            <Button label="削除" variant="danger" size="small" aria_label=remove_label on_press=remove />
        }
        .into_any()
    };
    view! {
        <article class="app-row" data-state=move || has_error.get().then_some("error")>
            <header class="app-row__head">
                <h3 class="app-row__title">
                    {live(move || name.get())}
                    " "
                    <span class="app-status" data-state=move || status().0>
                        {live(move || status().1)}
                    </span>
                </h3>
                <div class="app-row__actions">
                    <ButtonLink
                        href=format!("{}/{id}", paths::page(store.form, page))
                        label="変更"
                        size="small"
                        aria_label=edit_label
                    />
                    {reactive(move || is_open.get().then(&buttons))}
                </div>
            </header>
            <Answers section=section row=id />
            {section.asked_inner().map(|list| view! { <InnerRows list=list row=id /> }.into_any())}
            <RowReasons section=section row=id />
            <Faults faults=blocking />
        </article>
    }
    .into_any()
}

/// The answers of a row in words.
#[component]
fn Answers(
    /// The section.
    section: &'static Section,
    /// The row.
    row: RowId,
    /// The row of an inner list.
    #[prop(optional)]
    inner: Option<RowId>,
) -> impl IntoView {
    let store = use_draft();
    let answers = Memo::new(move |_| {
        store.draft.with(|draft| {
            let scope = Scope::from_rows(draft, section, Some(row), inner);
            let is_drawn = |field: &&'static Field| scope.asked(field) && !matches!(field.kind, Kind::SameAs(_));
            let fields = section.fields.iter().copied().filter(is_drawn);
            fields.map(|field| (field.label, field.kind.display(scope.raw(field)).into_owned())).collect::<Vec<_>>()
        })
    });
    let answer = |(label, text): (&'static str, String)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{if text.is_empty() { "未入力".to_owned() } else { text }}</dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="app-facts">{reactive(move || answers.get().into_iter().map(answer).collect_view())}</dl> }
        .into_any()
}

/// The rows of the inner list.
#[component]
fn InnerRows(
    /// The inner list.
    list: &'static Section,
    /// The row around it.
    row: RowId,
) -> impl IntoView {
    let store = use_draft();
    let rows = Memo::new(move |_| {
        store.draft.with(|draft| draft.list(list, Some(row)).iter().filter_map(Row::id).collect::<Vec<_>>())
    });
    let card = move |(place, inner): (usize, RowId)| {
        view! {
            <article class="app-row" data-level="inner">
                <h4 class="app-row__inner-title">{format!("{}{}", list.title, place + 1)}</h4>
                <Answers section=list row=row inner=inner />
            </article>
        }
        .into_any()
    };
    let cards = move || rows.get().into_iter().enumerate().map(card).collect_view();
    view! { <div class="app-row__inner">{reactive(cards)}</div> }.into_any()
}

/// The reasons of a return that are pinned to answers of the row, each as a link.
#[component]
fn RowReasons(
    /// The list.
    section: &'static Section,
    /// The row.
    row: RowId,
) -> impl IntoView {
    let store = use_draft();
    let prefix = format!("{}.{row}.", section.key);
    let line = move |reason: PinnedReason| {
        let place = store.draft.with_untracked(|draft| place_in(draft, &reason.path))?;
        let text = format!("確認事項　{}：{}", reason.name, reason.text);
        Some(view! { <li><PlaceLink place=place text=text /></li> }.into_any())
    };
    let lines: Vec<_> = store.reasons_at(|path| path.starts_with(&prefix)).into_iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| view! { <ul class="app-row__faults">{lines}</ul> }.into_any())
}

/// The blocking faults of the row, each as a link.
#[component]
fn Faults(
    /// The faults.
    faults: Memo<Vec<Fault>>,
) -> impl IntoView {
    let store = use_draft();
    let line = move |fault: Fault| {
        let place = store.draft.with_untracked(|draft| fault.place_name(draft));
        view! {
            <li>
                <PlaceLink place=fault.place text=format!("{place}：{}", fault.message()) />
            </li>
        }
        .into_any()
    };
    reactive(move || {
        let faults = faults.get();
        (!faults.is_empty()).then(|| {
            view! { <ul class="app-row__faults">{faults.into_iter().map(line).collect_view()}</ul> }.into_any()
        })
    })
}
