//! `/register/confirm`: the answers once more, and 「申込内容を登録する」 (N-038).

use leptos::prelude::*;
use nss_core::api::ProblemKind;

use super::done;
use crate::component::{ButtonLink, page_action};
use crate::draft::open::{OpenDrafts, use_open_drafts};
use crate::draft::{DraftStore, use_draft};
use crate::page::form::ConfirmForm;
use crate::page::terms;
use crate::state::navigation::{Navigation, use_navigation};

/// The confirm page of the registration.
#[component]
pub fn RegisterConfirmPage() -> impl IntoView {
    let (draft, drafts, navigation) = (use_draft(), use_open_drafts(), use_navigation());
    view! {
        <ConfirmForm
            title="仮アカウント申込 確認"
            lead="内容を確認の上、「申込内容を登録する」ボタンを押してください。仮ログインIDと仮パスワードをメールで送ります。"
            submit=page_action(move || register(draft, drafts, navigation))
            more=|| view! { <ButtonLink href="/register" label="入力に戻る" /> }.into_any()
        />
    }.into_any()
}

/// Registers the account. Outdated consent leads back to the terms.
async fn register(draft: DraftStore, drafts: OpenDrafts, navigation: Navigation) -> Result<(), String> {
    let answers = draft.draft.get_untracked();
    match draft.api.register(&terms::accepted_version().unwrap_or_default(), &answers).await {
        Ok(registered) => {
            done::remember(&registered.expires_at);
            draft.forget();
            drafts.registration.set(None);
            navigation.replace("/register/done");
            Ok(())
        }
        Err(error) if error.kind() == Some(ProblemKind::ConsentOutdated) => {
            navigation.go("/terms");
            draft.notifications.announce(error.message());
            Ok(())
        }
        Err(error) => Err(error.message()),
    }
}
