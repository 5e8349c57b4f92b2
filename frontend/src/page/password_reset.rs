//! `/password`: sends a new password to the registered address.

use leptos::prelude::*;

use super::login::EXPIRY;
use crate::api::use_api;
use crate::component::{
    Actions, ErrorNotice, Form, Lead, Notice, PageLayout, SubmitButton, TextField, action_error, page_action, reactive,
};

/// The answer for known and unknown addresses alike (F004).
const SENT: &str = "送信を受け付けました。ご登録のアドレスで、申込の期限を過ぎていなければ、まもなくメールが届きます。\
                    届かない場合は、迷惑フィルターの設定とアドレスをご確認ください。";
const NO_MAIL: &str = "E-mailアドレスを入力してください。";

/// Asks for the registered address.
#[component]
pub fn PasswordResetPage() -> impl IntoView {
    let api = use_api();
    let mail = RwSignal::new(String::new());
    let is_sent = RwSignal::new(false);
    let reissue = page_action(move || {
        let mail = mail.get_untracked();
        async move {
            if mail.trim().is_empty() {
                return Err(NO_MAIL.to_owned());
            }
            api.reissue_password(&mail).await.map_err(|error| error.message())?;
            is_sent.try_set(true);
            Ok(())
        }
    });
    let pending = reissue.pending();
    let submit = move || {
        if !pending.get_untracked() {
            reissue.dispatch(());
        }
    };
    view! {
        <PageLayout title="パスワードの再発行">
            <Lead>
                "登録したE-mailアドレスに、新しい仮パスワードを送ります。申込の期限は変わりません。"
            </Lead>
            <ErrorNotice message=action_error(reissue) />
            <Form on_submit=submit>
                <TextField
                    id="mail"
                    label="E-mailアドレス"
                    hint="仮アカウントの登録で入力したもの"
                    kind="email"
                    autocomplete="email"
                    value=mail
                />
                <Actions>
                    <SubmitButton label="新しいパスワードを送る" pending=pending />
                </Actions>
            </Form>
            <div role="status">
                {reactive(move || is_sent.get().then(|| view! { <Notice variant="success" text=SENT><p>{EXPIRY}</p></Notice> }.into_any()))}
            </div>
            <p>
                <a href="/login">"ログインへ"</a>
            </p>
        </PageLayout>
    }
    .into_any()
}
