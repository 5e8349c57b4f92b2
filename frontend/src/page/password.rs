//! `/password`: a lost password is sent anew to the registered address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nss_core::api::PasswordReissue;

use super::part::{Line, form, notice, submit, trouble};
use crate::api;
use crate::here::Here;

/// Asks for the address; the answer is the same whether it is known or not (F004).
pub(super) fn page(here: Here) -> AnyView {
    let mail = RwSignal::new(String::new());
    let (busy, words, sent) = (RwSignal::new(false), RwSignal::new(None), RwSignal::new(false));
    let order = move || {
        let mail = mail.get_untracked();
        if mail.trim().is_empty() {
            words.set(Some("E-mailアドレスを入力してください。".to_owned()));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        words.set(None);
        spawn_local(async move {
            match api::reissue(here.clock, &PasswordReissue { mail }).await {
                Ok(_) => sent.set(true),
                Err(trouble) => words.set(Some(trouble.words())),
            }
            busy.set(false);
        });
    };
    let body = view! {
        <p class="app-lead">"登録したE-mailアドレスに、新しい仮パスワードを送ります。申込の期限は変わりません。"</p>
        {trouble(words)}
        {form(order, view! {
            {Line { id: "mail", label: "E-mailアドレス", hint: "仮アカウントの登録で入力したもの", kind: "email", autofill: "email", text: mail }.draw()}
            <div class="app-actions">{submit("新しいパスワードを送る", busy)}</div>
        }.into_any())}
        <div role="status">
            {move || sent.get().then(|| notice(
                "success",
                "送信を受け付けました。ご登録のアドレスであれば、まもなくメールが届きます。届かない場合は、迷惑フィルターの設定とアドレスをご確認ください。",
            ))}
        </div>
        <p><a href="/login">"ログインへ"</a></p>
    };
    super::page("パスワードの再発行", body.into_any())
}
