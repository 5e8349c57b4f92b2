//! The tab パスワード変更 (C-011).

use leptos::prelude::*;
use nss_core::account::password::{LOGIN_ID_LENGTH, PASSWORD_RULE};
use nss_core::api::{PasswordChange, ProblemKind};

use crate::api::use_api;
use crate::component::{Actions, ErrorNotice, Form, SubmitButton, TextField, action_error, page_action};
use crate::state::notifications::use_notifications;
use crate::state::session::use_session;

const NO_CURRENT: &str = "現在のパスワードを入力してください。";
const WRONG_CURRENT: &str = "現在のパスワードが違います。";
const NOT_REPEATED: &str = "新しいパスワードと、新しいパスワード（確認用）が一致していません。";
const CHANGED: &str = "パスワードを変更しました。ほかの画面のログインは終了しました。";

/// The form. The session goes on; all others of the account end.
#[component]
pub fn PasswordChangeForm() -> impl IntoView {
    let (api, session, notifications) = (use_api(), use_session(), use_notifications());
    let texts = || RwSignal::new(String::new());
    let (current, new, again) = (texts(), texts(), texts());
    let change = page_action(move || {
        let request = PasswordChange { current: current.get_untracked(), new: new.get_untracked() };
        let is_repeated = new.get_untracked() == again.get_untracked();
        async move {
            if request.current.trim().is_empty() {
                return Err(NO_CURRENT.to_owned());
            }
            if !is_repeated {
                return Err(NOT_REPEATED.to_owned());
            }
            let opened = api.change_password(&request).await.map_err(|error| match error.kind() {
                Some(ProblemKind::LoginRefused) => WRONG_CURRENT.to_owned(),
                _ => error.message(),
            })?;
            session.set(opened);
            for text in [current, new, again] {
                text.try_set(String::new());
            }
            notifications.notify(CHANGED, None);
            Ok(())
        }
    });
    let submit = move || {
        if !change.pending().get_untracked() {
            change.dispatch(());
        }
    };
    let is_provisional = untrack(|| session.account()).is_none_or(|account| account.login_id.len() == LOGIN_ID_LENGTH);
    let about = if is_provisional {
        "利用開始日までは、E-mailで通知した仮ログインIDと仮パスワードをお使いください。利用開始日からは、ログインIDが事業所コードに、パスワードが事業所パスワードに変わります。"
    } else {
        "ログインIDは事業所コードです。NACCSのログオンに使う利用者パスワードは、ここでは変わりません。"
    };
    view! {
        <div class="app-prose">
            <p>{about}</p>
            <p>
                "パスワードがわからなくなったときは、" <a href="/password">"再発行"</a> "してください。"
            </p>
        </div>
        <ErrorNotice message=action_error(change) />
        <Form on_submit=submit>
            <TextField
                id="current"
                label="現在のパスワード"
                hint=""
                kind="password"
                autocomplete="current-password"
                value=current
            />
            <TextField
                id="new"
                label="新しいパスワード"
                hint=PASSWORD_RULE
                kind="password"
                autocomplete="new-password"
                value=new
            />
            <TextField
                id="again"
                label="新しいパスワード（確認用）"
                hint=""
                kind="password"
                autocomplete="new-password"
                value=again
            />
            <Actions>
                <SubmitButton label="変更する" pending=change.pending() />
            </Actions>
        </Form>
    }
    .into_any()
}
