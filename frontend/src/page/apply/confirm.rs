//! `/apply/confirm`: all answers once more, and 登録 (N-230 … N-233, C-092 … C-097), or 修正して送る after a return (C-016).

use leptos::prelude::*;
use nss_core::api::ProblemKind;
use nss_core::api::menu::{Resubmission, Returned};

use super::part::{ReturnReasons, SaveButtons, Steps};
use crate::api::ApiError;
use crate::browser::random;
use crate::component::{Notice, page_action, reactive};
use crate::draft::open::{OpenDrafts, use_open_drafts};
use crate::draft::{DraftStore, TabMessage, forget_all, tell_tabs, use_draft};
use crate::page::form::{ConfirmForm, ConflictsElsewhere};
use crate::paths::{FROM_CONFIRM, RESENT};
use crate::state::navigation::{Navigation, use_navigation};

const LEAD: &str = "入力した情報内容を確認してください。「申込内容を登録する」ボタンをクリックすると、利用申込が完了します。\
                    修正をする場合は、それぞれの項目の「入力に戻る」から修正してください。";
const LEAD_AGAIN: &str = "修正した内容を確認してください。「修正して送る」ボタンをクリックすると、同じ申込受付番号でもう一度審査を受けます。";
const UPLOADING: &str = "送信中のファイルがあります。送信が終わってから、";
const CHANGED: &str = "別の画面で変更されています。内容を確認して、";
const UNDECIDED: &str = "別の画面と内容が異なる項目があります。上のリンクから、どちらの内容にするかを選んで、";
const AGAIN_REGISTER: &str = "もう一度登録してください。";
const AGAIN_SEND: &str = "もう一度送ってください。";
const UNSAVED: &str = "保存できていない内容があります。通信の状態を確認して、もう一度お試しください。";

/// The confirm page of the application.
#[component]
pub fn ApplyConfirmPage() -> impl IntoView {
    let (draft, drafts, navigation) = (use_draft(), use_open_drafts(), use_navigation());
    // One idempotency key per visit: a repeated press registers once.
    let key = StoredValue::new(None::<String>);
    let submit = move || {
        let key = key.get_value().unwrap_or_else(|| {
            let new = format!("{:016x}{:016x}", random(), random());
            key.set_value(Some(new.clone()));
            new
        });
        async move {
            let registered = submit(draft, drafts, navigation, &key).await;
            registered.map_err(|error| untrack(|| draft.session.expiry()).unwrap_or(error))
        }
    };
    let (title, lead, label) = if draft.is_returned() {
        ("修正内容の確認", LEAD_AGAIN, "修正して送る")
    } else {
        ("申込内容 確認", LEAD, "申込内容を登録する")
    };
    view! {
        <ConfirmForm
            title=title
            lead=lead
            side=|| view! { <Steps /> }.into_any()
            notices=|| {
                view! {
                    <ReturnReasons />
                    <ConflictsElsewhere />
                    <FaultCount />
                }.into_any()
            }
            change_query=FROM_CONFIRM
            submit_label=label
            submit=page_action(submit)
            more=|| view! { <SaveButtons /> }.into_any()
        />
    }
    .into_any()
}

/// The number of faults that block, while there are any.
#[component]
pub fn FaultCount() -> impl IntoView {
    let draft = use_draft();
    let count = Memo::new(move |_| draft.faults.with(|all| all.iter().filter(|fault| fault.blocks()).count()));
    let notice = move || {
        let count = count.get();
        let text = format!("{count}件の確認が必要です。下の印のある項目を直してください。");
        (count > 0).then(|| view! { <Notice variant="warning" text=text /> }.into_any())
    };
    view! { <div>{reactive(notice)}</div> }.into_any()
}

async fn submit(draft: DraftStore, drafts: OpenDrafts, navigation: Navigation, key: &str) -> Result<(), String> {
    let query = if draft.is_returned() { RESENT } else { "" };
    hand_in(draft, key).await?;
    navigation.replace(&format!("/apply/done{query}"));
    drafts.application.set(None);
    Ok(())
}

/// Saves and registers the application of a draft, or sends a returned one again. An error is the sentence for the applicant.
pub async fn hand_in(draft: DraftStore, key: &str) -> Result<(), String> {
    let returned = draft.returned.get_value();
    let again = if returned.is_some() { AGAIN_SEND } else { AGAIN_REGISTER };
    if draft.is_uploading() {
        return Err(format!("{UPLOADING}{again}"));
    }
    let confirmed = draft.draft.get_untracked();
    if !draft.save_all().await {
        return Err(UNSAVED.to_owned());
    }
    if untrack(|| draft.is_undecided()) {
        return Err(format!("{UNDECIDED}{again}"));
    }
    // The save merges the answers of other devices; nobody has confirmed those.
    if draft.draft.with_untracked(|answers| *answers != confirmed) {
        return Err(format!("{CHANGED}{again}"));
    }
    let Some((id, revision)) = draft.revision() else { return Err(UNSAVED.to_owned()) };
    let reply = match &returned {
        Some(Returned { id, revision: application_revision, .. }) => {
            let application_revision = *application_revision;
            draft.api.resubmit(id, &Resubmission { revision, application_revision }).await
        }
        None => draft.api.submit(&id, revision, key).await,
    };
    match reply {
        Ok(()) => {
            draft.close();
            forget_all();
            tell_tabs(TabMessage::Recheck);
            if let Ok(session) = draft.api.session().await {
                draft.session.set(session);
            }
            Ok(())
        }
        Err(error) if error.kind() == Some(ProblemKind::RevisionStale) => {
            draft.pull().await;
            Err(format!("{CHANGED}{again}"))
        }
        Err(error) => {
            let mut message = error.message();
            if let ApiError::Refused { problem, .. } = &error {
                draft.set_missing_files(&problem.faults);
                problem.faults.iter().for_each(|fault| message.push_str(&fault.message));
            }
            Err(message)
        }
    }
}
