//! The note about the last change that can be undone: answers that were withdrawn, a row that was removed.

use leptos::prelude::*;
use nss_core::form::{At, Place, Withdrawn};

use crate::browser::focus;
use crate::component::{TextButton, live, reactive};
use crate::draft::{DraftStore, UndoStep, use_draft};

/// The last change with 「元に戻す」, if it is the one that is meant.
#[component]
pub fn UndoNotice<F>(
    /// Whether a change is shown here.
    is_meant: F,
) -> impl IntoView
where
    F: Fn(&UndoStep) -> bool + Send + Sync + 'static,
{
    let store = use_draft();
    let step = move || store.undo_step.with(|step| step.as_ref().filter(|step| is_meant(step)).cloned());
    reactive(move || step().map(|step| notice(store, step)))
}

fn notice(store: DraftStore, step: UndoStep) -> AnyView {
    // The button goes with the note: the focus goes where the change came from.
    let origin = match &step {
        UndoStep::Withdrawn { cause, .. } => cause.path(),
        UndoStep::Removed { section, around, .. } => Place::List(section, *around).path(),
        UndoStep::Restored { section, .. } | UndoStep::Pasted { section, .. } => section.key.to_owned(),
        UndoStep::Deleted { .. } => "title".to_owned(),
    };
    let undo = Callback::new(move |()| {
        store.undo();
        focus::focus_soon(&origin);
    });
    match step {
        UndoStep::Removed { name, .. } => line(move || format!("{name}を削除しました "), undo),
        UndoStep::Restored { name, .. } => line(move || format!("{name}の変更を取り消しました "), undo),
        UndoStep::Pasted { rows, .. } => {
            let text = move || match store.count_blocked_rows(&rows) {
                0 => format!("{}件を追加しました ", rows.len()),
                blocked => format!("{}件を追加しました。うち{blocked}件は確認が必要です ", rows.len()),
            };
            line(text, undo)
        }
        UndoStep::Deleted { .. } => line(|| "下書きを削除しました ".to_owned(), undo),
        UndoStep::Withdrawn { cause, withdrawn, .. } => withdrawn_answers(store, cause, &withdrawn, undo),
    }
}

fn line(text: impl Fn() -> String + Send + 'static, undo: Callback<()>) -> AnyView {
    view! {
        <div class="app-undo" role="status">
            {live(text)}
            <TextButton label="元に戻す" on_press=undo />
        </div>
    }
    .into_any()
}

fn withdrawn_answers(store: DraftStore, cause: At, withdrawn: &[Withdrawn], undo: Callback<()>) -> AnyView {
    let answer = store.draft.with_untracked(|draft| cause.field.kind.display(draft.get(cause)).into_owned());
    let title = format!("{}を「{answer}」にしたため、次の内容を変更しました", cause.field.label);
    let item = |change: &Withdrawn| {
        let field = change.at.field;
        let words = |text: &str| match &*field.kind.display(text) {
            "" => "未選択".to_owned(),
            words => format!("「{words}」"),
        };
        view! {
            <li>
                {format!("{}{}→{}", field.label, words(&change.was), words(&change.now))}
                <span class="app-withdrawn__reason">{change.message()}</span>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="app-withdrawn" role="status">
            <p class="app-withdrawn__title">{title}</p>
            <ul class="app-withdrawn__list">{withdrawn.iter().map(item).collect_view()}</ul>
            <TextButton label="元に戻す" on_press=undo />
        </div>
    }
    .into_any()
}
