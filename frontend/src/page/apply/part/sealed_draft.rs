//! The offer to take over or delete the draft of an earlier account whose 48 hours ended.

use leptos::prelude::*;
use nss_core::api::{ProblemKind, SealedDraft};

use crate::api::use_api;
use crate::browser::{dialog, focus};
use crate::component::{Button, ErrorNotice, Notice, PageAction, action_error, page_action, reactive};
use crate::date_format;
use crate::draft::open::use_open_drafts;
use crate::draft::{TabMessage, tell_tabs};
use crate::state::notifications::use_notifications;
use crate::state::session::use_session;

const TITLE: &str = "以前の申込で入力した内容があります";
const EXPLANATION: &str =
    "引き継ぐと、入力した内容と添付ファイルが今の申込に入ります。両方に入力がある項目は、今の申込の内容のままです。";
const QUESTION: &str = "以前の申込で入力した内容と添付ファイルを削除します。削除すると元に戻せません。削除しますか。";
const TAKEN_OVER: &str = "以前の内容を引き継ぎました";
const DISCARDED: &str = "以前の内容を削除しました";
const ALREADY_DECIDED: &str = "以前の内容は、すでに引き継いだか削除しています";

/// A decision on the offer.
#[derive(Clone, PartialEq)]
struct Decision {
    /// The id of the sealed draft.
    id: String,
    takes_over: bool,
}

/// The offer while there is one; then its result.
#[component]
pub fn SealedDraftPanel() -> impl IntoView {
    let session = use_session();
    let offered = Memo::new(move |_| session.account().and_then(|account| account.sealed));
    let (decision, result) = (RwSignal::new(None), RwSignal::new(None));
    let decide = decide_action(decision, result);
    let panel = move || match offered.get() {
        Some(sealed) => Some(view! { <Offer sealed=sealed decision=decision decide=decide /> }.into_any()),
        None => result.get().map(|text| view! { <Notice variant="success" text=text /> }.into_any()),
    };
    view! { <div>{reactive(panel)}</div> }.into_any()
}

#[component]
fn Offer(sealed: SealedDraft, decision: RwSignal<Option<Decision>>, decide: PageAction) -> impl IntoView {
    let id = StoredValue::new(sealed.id);
    let press = move |takes_over: bool| {
        let is_pending = decide.pending().get_untracked();
        if !is_pending && (takes_over || dialog::confirm(QUESTION)) {
            decision.set(Some(Decision { id: id.get_value(), takes_over }));
            decide.dispatch(());
        }
    };
    let pages = (!sealed.pages.is_empty()).then(|| format!("入力した画面：{}", sealed.pages.join("、")));
    view! {
        <section class="app-notice" data-variant="info" aria-labelledby="sealed">
            <h2 class="app-notice__title" id="sealed">
                {TITLE}
            </h2>
            <div class="app-notice__body">
                <p>{format!("最終保存：{}", date_format::date_time(&sealed.saved_at))}</p>
                {pages.map(|text| view! { <p>{text}</p> }.into_any())}
                <p>{EXPLANATION}</p>
                <ErrorNotice message=action_error(decide) />
            </div>
            <div class="app-notice__actions">
                <Button label="この内容を引き継ぐ" variant="primary" on_press=move || press(true) />
                <Button label="引き継がずに削除する" variant="danger" on_press=move || press(false) />
            </div>
        </section>
    }
    .into_any()
}

/// Sends the decision, and takes the sentence about the result.
fn decide_action(decision: RwSignal<Option<Decision>>, result: RwSignal<Option<&'static str>>) -> PageAction {
    let (api, session, notifications, drafts) = (use_api(), use_session(), use_notifications(), use_open_drafts());
    page_action(move || {
        let decided = decision.get_untracked();
        async move {
            let Some(Decision { id, takes_over }) = decided else { return Ok(()) };
            let draft = drafts.application.get_untracked();
            // Answers of the current draft win, so they are saved first.
            if let Some(draft) = draft.filter(|_| takes_over) {
                draft.save_all().await;
            }
            let reply = if takes_over {
                api.take_over_sealed_draft(&id).await.map(|()| TAKEN_OVER)
            } else {
                api.discard_sealed_draft(&id).await.map(|()| DISCARDED)
            };
            let text = match reply {
                // Another tab was faster.
                Err(error) if error.kind() == Some(ProblemKind::NotFound) => ALREADY_DECIDED,
                reply => reply.map_err(|error| session.words(&error))?,
            };
            result.set(Some(text));
            if let Some(draft) = draft {
                draft.pull().await;
            }
            let own = session.session_untracked().and_then(|session| session.account?.draft);
            if let Some(own) = own.filter(|_| takes_over) {
                drafts.adopt_copies(&own, &id).await;
            }
            session.refresh();
            tell_tabs(TabMessage::Recheck);
            // The buttons go with the panel.
            focus::focus_soon("title");
            notifications.announce(text);
            Ok(())
        }
    })
}
