//! `/apply/tasks`: how complete each part of the application is (F017).

use leptos::prelude::*;
use nss_core::form::{Fault, Page};

use super::part::{MissingAnswers, PageViews, ReturnReasons, SaveButtons, SealedDraftPanel, page_status};
use crate::browser::{dialog, focus};
use crate::component::{Actions, Button, ErrorNotice, Lead, PageLayout, action_error, live, page_action, reactive};
use crate::control::UndoNotice;
use crate::draft::{UndoStep, use_draft};
use crate::page::form::ConflictsElsewhere;
use crate::paths;

/// The question and the label of the button that begins the draft anew.
const DELETE: (&str, &str) = (
    "下書きを削除しますか。入力した内容と添付ファイルがなくなり、仮アカウント申込の内容だけが残ります。",
    "下書きを削除",
);
/// The same for a change of a contract.
const BEGIN_ANEW: (&str, &str) =
    ("下書きを削除しますか。入力した内容と添付ファイルがなくなり、現在の契約内容に戻ります。", "下書きを削除");
/// The same for a returned application.
const UNDO_CHANGES: (&str, &str) =
    ("送った内容に戻しますか。返されたあとに修正した内容がなくなります。", "修正をやめて送った内容に戻す");

/// The parts of the application.
#[component]
pub fn TasksPage() -> impl IntoView {
    let draft = use_draft();
    let (question, label) = match (draft.is_returned(), draft.is_change()) {
        (true, _) => UNDO_CHANGES,
        (false, true) => BEGIN_ANEW,
        (false, false) => DELETE,
    };
    let delete = page_action(move || async move {
        let deleted = draft.delete_draft().await;
        if deleted.is_ok() {
            // The undo button is below the heading.
            focus::focus_soon("title");
        }
        deleted
    });
    let press_delete = move || {
        if !delete.pending().get_untracked() && dialog::confirm(question) {
            delete.dispatch(());
        }
    };
    view! {
        <PageLayout title=draft.form.title>
            <ReturnReasons />
            <ConflictsElsewhere />
            <SealedDraftPanel />
            <div>
                <UndoNotice is_meant=|step: &UndoStep| matches!(step, UndoStep::Deleted { .. }) />
            </div>
            <Lead>"どこからでも入力できます。入力した内容は自動で保存されます。"</Lead>
            <ul class="app-task-list">
                <PageViews draw=|page| view! { <Task page=page /> }.into_any() />
                <ConfirmTask />
            </ul>
            <MissingAnswers open=true />
            <ErrorNotice message=action_error(delete) />
            <Actions>
                <SaveButtons />
                <Button label=label variant="danger" on_press=press_delete />
            </Actions>
        </PageLayout>
    }
    .into_any()
}

#[component]
fn Task(page: &'static Page) -> impl IntoView {
    let draft = use_draft();
    let status = page_status(draft, page);
    view! {
        <li class="app-task-list__item">
            <div class="app-task-list__name">
                <a href=paths::page(draft.form, page)>{page.title}</a>
            </div>
            <span class="app-status" data-state=move || status.get().0>
                {live(move || status.get().1)}
            </span>
        </li>
    }
    .into_any()
}

/// The confirm page is always open to read; a blocking fault locks the registration.
#[component]
fn ConfirmTask() -> impl IntoView {
    let draft = use_draft();
    let is_returned = draft.is_returned();
    let title = if is_returned { "修正内容の確認" } else { "申込内容 確認" };
    let locked = if is_returned { "まだ送れません" } else { "まだ登録できません" };
    let is_ready = Memo::new(move |_| draft.faults.with(|all| !all.iter().any(Fault::blocks)));
    let hint = move || {
        (!is_ready.get()).then(|| {
            view! {
                <p class="app-task-list__hint">
                    "内容はいつでも確認できます。上に足りないものがなくなると"
                    {if is_returned { "送れます。" } else { "登録できます。" }}
                </p>
            }
            .into_any()
        })
    };
    view! {
        <li class="app-task-list__item">
            <div class="app-task-list__name">
                <a href=paths::of_form(draft.form, "confirm")>{title}</a>
                {reactive(hint)}
            </div>
            <span class="app-status" data-state=move || if is_ready.get() { "todo" } else { "locked" }>
                {live(move || if is_ready.get() { "未着手" } else { locked })}
            </span>
        </li>
    }
    .into_any()
}
