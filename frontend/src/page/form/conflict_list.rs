//! The answers of a page that two devices changed differently: both are shown, and the applicant decides.

use leptos::prelude::*;
use nss_core::form::{Conflict, Page, RowId};

use super::conflicts_elsewhere::is_on;
use crate::browser::focus;
use crate::component::{Actions, Button, live, reactive};
use crate::draft::{DraftStore, use_draft};
use crate::paths::CONFLICTS_ID;

/// The conflicts of a page, or of one row of it.
#[component]
pub fn ConflictList(
    /// The page.
    page: &'static Page,
    /// The row, for the page of a row.
    #[prop(optional_no_strip)]
    row: Option<RowId>,
) -> impl IntoView {
    let store = use_draft();
    let is_here = move |conflict: &&Conflict| {
        let in_row = match conflict {
            Conflict::Answer { at, .. } => at.row,
            Conflict::Row { row, .. } => *row,
        };
        is_on(store, conflict, page) && (row.is_none() || in_row == row)
    };
    let here = Memo::new(move |_| store.conflicts.with(|all| all.iter().filter(is_here).cloned().collect::<Vec<_>>()));
    let items = move || {
        let all = here.get().into_iter();
        all.map(|conflict| view! { <ConflictChoice conflict=conflict /> }.into_any()).collect_view()
    };
    view! {
        <div class="app-conflicts" id=CONFLICTS_ID tabindex="-1">
            {reactive(items)}
        </div>
    }
    .into_any()
}

/// A conflict with its two sides.
#[component]
fn ConflictChoice(
    /// The conflict.
    conflict: Conflict,
) -> impl IntoView {
    let store = use_draft();
    let title = format!("別の画面でも変更されています。{}", name(store, &conflict));
    let [mine, theirs] = sides(store, &conflict);
    let conflict = StoredValue::new(conflict);
    let decide = move |is_theirs: bool| {
        let conflict = conflict.get_value();
        store.decide(&conflict, is_theirs);
        // The button goes.
        focus::focus_soon(&match &conflict {
            Conflict::Answer { at, .. } => at.path(),
            Conflict::Row { .. } => "title".to_owned(),
        });
    };
    view! {
        <div class="app-compare" role="status">
            <p class="app-compare__title">{title}</p>
            <dl class="app-compare__sides">
                <div class="app-compare__side">
                    <dt>"この画面"</dt>
                    <dd>{live(move || mine.get())}</dd>
                </div>
                <div class="app-compare__side" data-side="new">
                    <dt>"別の画面"</dt>
                    <dd>{live(move || theirs.get())}</dd>
                </div>
            </dl>
            <Actions>
                <Button label="この画面の内容にする" on_press=move || decide(false) />
                <Button label="別の画面の内容にする" on_press=move || decide(true) />
            </Actions>
        </div>
    }
    .into_any()
}

/// The name of the answer or of the row.
fn name(store: DraftStore, conflict: &Conflict) -> String {
    let row_name = |section, row, inner| store.draft.with_untracked(|draft| draft.row_name(section, row, inner));
    match conflict {
        Conflict::Answer { at, .. } => {
            let row = row_name(at.field.section(), at.row, at.inner);
            if row.is_empty() { at.field.label.to_owned() } else { format!("{row}：{}", at.field.label) }
        }
        Conflict::Row { section, row, inner, .. } => row_name(section, *row, *inner),
    }
}

/// The two sides in words: this device's follows the draft.
fn sides(store: DraftStore, conflict: &Conflict) -> [Signal<String>; 2] {
    match conflict {
        Conflict::Answer { at, theirs, .. } => {
            let at = *at;
            let mine = Signal::derive(move || filled(&at.field.kind.display(&store.text(at))));
            [mine, Signal::stored(filled(&at.field.kind.display(theirs)))]
        }
        Conflict::Row { removed_by_me, .. } => {
            let known = conflict.clone();
            let changed = Signal::derive(move || {
                store.draft.with(|draft| {
                    let changes = known.changes(draft).into_iter();
                    let change = |(field, now): (&nss_core::form::Field, &str)| {
                        format!("「{}：{}」", field.label, filled(&field.kind.display(now)))
                    };
                    changes.map(change).fold("変更".to_owned(), |text, change| text + &change)
                })
            });
            let removed = Signal::stored("削除".to_owned());
            if *removed_by_me { [removed, changed] } else { [changed, removed] }
        }
    }
}

fn filled(text: &str) -> String {
    if text.is_empty() { "未入力".to_owned() } else { text.to_owned() }
}
