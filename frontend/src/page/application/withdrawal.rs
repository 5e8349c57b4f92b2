//! 取下げ: until the approval, with a question and an optional reason (C-016).

use leptos::prelude::*;
use nss_core::api::Application;
use nss_core::api::menu::Withdrawal;
use nss_core::review::reason::MOST_CHARACTERS;

use crate::api::use_api;
use crate::browser::dialog;
use crate::component::{Actions, Button, ErrorNotice, action_error, page_action};
use crate::draft::{TabMessage, forget_all, tell_tabs};
use crate::paths;
use crate::state::navigation::use_navigation;
use crate::state::notifications::use_notifications;

const QUESTION: &str = "この申込を取り下げますか。取り下げると元に戻せません。";
const ID: &str = "withdrawal";
const HINT_ID: &str = "withdrawal-hint";

/// The form, closed until it is wanted.
#[component]
pub fn WithdrawalForm(
    /// The application.
    application: Application,
) -> impl IntoView {
    let (api, navigation, notifications) = (use_api(), use_navigation(), use_notifications());
    let reason = RwSignal::new(String::new());
    let (id, number) = (StoredValue::new(application.id), StoredValue::new(application.number));
    let revision = application.revision;
    let withdraw = page_action(move || {
        let request = Withdrawal { revision, reason: reason.get_untracked() };
        async move {
            let length = request.reason.trim().chars().count();
            if length > MOST_CHARACTERS {
                return Err(format!("理由は{MOST_CHARACTERS}文字以内で入力してください。現在{length}文字です。"));
            }
            api.withdraw(&id.get_value(), &request).await.map_err(|error| error.message())?;
            forget_all();
            tell_tabs(TabMessage::Recheck);
            notifications.notify(format!("申込を取り下げました（申込受付番号 {}）。", number.get_value()), None);
            navigation.go(paths::MENU);
            Ok(())
        }
    });
    let press = move || {
        if !withdraw.pending().get_untracked() && dialog::confirm(QUESTION) {
            withdraw.dispatch(());
        }
    };
    view! {
        <details class="app-details">
            <summary>"申込の取下げ"</summary>
            <div class="app-details__body">
                <p>"審査が終了するまで、申込を取り下げることができます。取り下げたあとも、しばらくの間はログインして内容を確認できます。"</p>
                <div class="app-field" data-kind="long_text">
                    <label class="app-field__label" for=ID>
                        "取下げの理由 "
                        <span class="app-field__need" data-need="optional">"※任意"</span>
                    </label>
                    <div class="app-field__hint" id=HINT_ID>
                        {format!("{MOST_CHARACTERS}文字以内")}
                    </div>
                    <textarea
                        class="app-input"
                        id=ID
                        aria-describedby=HINT_ID
                        on:input=move |event| reason.set(event_target_value(&event))
                    ></textarea>
                </div>
                <ErrorNotice message=action_error(withdraw) />
                <Actions>
                    <Button label="申込を取り下げる" variant="danger" on_press=press />
                </Actions>
            </div>
        </details>
    }
    .into_any()
}
