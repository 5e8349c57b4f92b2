//! `/staff/login`: ID, password, code.

use leptos::prelude::*;
use nss_core::api::StaffLogin;

use super::paths;
use super::session::use_member_session;
use crate::api::use_api;
use crate::component::{Actions, ErrorNotice, Form, PageLayout, SubmitButton, TextField, action_error, page_action};
use crate::state::navigation::use_navigation;

/// The log-in of the staff.
#[component]
pub fn LoginPage() -> impl IntoView {
    let (api, session, navigation) = (use_api(), use_member_session(), use_navigation());
    let texts = || RwSignal::new(String::new());
    let (login_id, password, code) = (texts(), texts(), texts());
    let log_in = page_action(move || {
        let login = StaffLogin {
            login_id: login_id.get_untracked(),
            password: password.get_untracked(),
            code: code.get_untracked(),
        };
        async move {
            if login.login_id.trim().is_empty() || login.password.is_empty() {
                return Err("ログインIDとパスワードを入力してください。".to_owned());
            }
            let opened = api.log_in_staff(&login).await.map_err(|error| error.message())?;
            session.set(opened);
            // The guard leads a first log-in on to the set-up.
            navigation.replace(paths::QUEUE);
            Ok(())
        }
    });
    let submit = move || {
        if !log_in.pending().get_untracked() {
            log_in.dispatch(());
        }
    };
    view! {
        <PageLayout title="審査担当者のログイン">
            <ErrorNotice message=action_error(log_in)/>
            <Form on_submit=submit>
                <TextField id="login_id" label="ログインID" hint="" kind="text" autocomplete="username" value=login_id/>
                <TextField id="password" label="パスワード" hint="" kind="password" autocomplete="current-password" value=password/>
                <TextField
                    id="code"
                    label="確認コード"
                    hint="認証アプリの6桁の数字です。初めてログインするときは、空のまま進んでください。"
                    kind="text"
                    autocomplete="one-time-code"
                    is_optional=true
                    value=code
                />
                <Actions>
                    <SubmitButton label="ログイン" pending=log_in.pending()/>
                </Actions>
            </Form>
        </PageLayout>
    }
    .into_any()
}
