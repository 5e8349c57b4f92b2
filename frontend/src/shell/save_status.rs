//! 「10:42 保存しました」 (F094, F095).

use leptos::prelude::*;

use crate::component::{TextButton, live, reactive};
use crate::date_format;
use crate::draft::open::use_open_drafts;
use crate::draft::{DraftStore, SaveStatus};
use crate::state::navigation::use_navigation;
use crate::state::session::use_session;

const EXPIRED: &str = "申込の期限を過ぎたため、保存できません。";

/// The status of the open draft.
#[component]
pub fn SaveStatusLine() -> impl IntoView {
    let (drafts, navigation, session) = (use_open_drafts(), use_navigation(), use_session());
    let status = Memo::new(move |_| {
        let status = drafts.application.get().map_or(SaveStatus::Untouched, |store| store.save_status.get());
        let is_refused = matches!(status, SaveStatus::LoggedOut | SaveStatus::Refused(_));
        if is_refused && session.expiry().is_some() { SaveStatus::Refused(EXPIRED.to_owned()) } else { status }
    });
    let is_undecided = Memo::new(move |_| drafts.application.get().is_some_and(DraftStore::is_undecided));
    let is_logged_out = Memo::new(move |_| status.with(|status| *status == SaveStatus::LoggedOut));
    let log_in = move || {
        is_logged_out.get().then(|| {
            view! { <TextButton label="ログインして続ける" on_press=move |()| navigation.to_login()/> }.into_any()
        })
    };
    view! {
        <p
            class="app-save-status"
            role="status"
            data-state=move || status.with(|status| state(status, is_undecided.get()))
        >
            {live(move || status.with(|status| text(status, is_undecided.get())))}
            {reactive(log_in)}
        </p>
    }
    .into_any()
}

/// The sentence of a status.
fn text(status: &SaveStatus, is_undecided: bool) -> String {
    match status {
        SaveStatus::Untouched => String::new(),
        SaveStatus::Saved(instant) => {
            let but = if is_undecided {
                "。別の画面と異なる項目は、どちらかを選ぶと保存します。"
            } else {
                ""
            };
            format!("{} 保存しました{but}", date_format::time(instant))
        }
        SaveStatus::Offline => {
            "サーバに接続できません。入力した内容はこのブラウザに残っていて、接続が戻ると保存します。".to_owned()
        }
        SaveStatus::LoggedOut => "ログアウトしました。入力した内容はこのブラウザに残っています。".to_owned(),
        SaveStatus::Refused(message) => message.clone(),
    }
}

/// The stylesheet's name of a status.
fn state(status: &SaveStatus, is_undecided: bool) -> Option<&'static str> {
    match status {
        SaveStatus::Untouched => None,
        SaveStatus::Saved(_) if is_undecided => Some("conflict"),
        SaveStatus::Saved(_) => Some("saved"),
        SaveStatus::Offline => Some("offline"),
        SaveStatus::LoggedOut | SaveStatus::Refused(_) => Some("failed"),
    }
}
