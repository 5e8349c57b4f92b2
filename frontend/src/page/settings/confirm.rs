//! `/settings/confirm`: all answers once more, and 登録 of システム設定申込, or 修正して送る after a return.

use leptos::prelude::*;

use super::Opening;
use crate::browser::random;
use crate::component::{ButtonLink, page_action};
use crate::draft::open::use_open_drafts;
use crate::draft::use_draft;
use crate::page::apply::confirm::hand_in;
use crate::page::form::{ConfirmForm, ConflictsElsewhere};
use crate::paths::SETTINGS;
use crate::state::navigation::use_navigation;

const DONE: &str = "/settings/done";
const DONE_AGAIN: &str = "/settings/done?resent";
const LEAD: &str =
    "入力した情報内容を確認してください。「申込内容を登録する」ボタンをクリックすると、システム設定申込が完了します。";
const LEAD_AGAIN: &str = "修正した内容を確認してください。「修正して送る」ボタンをクリックすると、同じ申込受付番号でもう一度審査を受けます。";

/// The confirm page.
#[component]
pub fn SettingsConfirmPage() -> impl IntoView {
    view! { <Opening page=|_| view! { <Confirmation /> }.into_any() /> }
}

#[component]
fn Confirmation() -> impl IntoView {
    let (draft, drafts) = (use_draft(), use_open_drafts());
    let navigation = use_navigation();
    // One idempotency key per visit: a repeated press registers once.
    let key = StoredValue::new(format!("{:016x}{:016x}", random(), random()));
    let is_returned = draft.is_returned();
    let submit = page_action(move || async move {
        hand_in(draft, &key.get_value()).await?;
        navigation.replace(if is_returned { DONE_AGAIN } else { DONE });
        drafts.application.set(None);
        Ok(())
    });
    let (lead, label) =
        if is_returned { (LEAD_AGAIN, "修正して送る") } else { (LEAD, "申込内容を登録する") };
    view! {
        <ConfirmForm
            title="システム設定申込 確認"
            lead=lead
            notices=|| view! { <ConflictsElsewhere /> }.into_any()
            change_query=""
            submit_label=label
            submit=submit
            more=|| view! { <ButtonLink href=SETTINGS label="入力に戻る" /> }.into_any()
        />
    }
    .into_any()
}
