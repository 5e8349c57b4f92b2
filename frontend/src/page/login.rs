//! `/login` (N-050, N-021).

use leptos::prelude::*;
use leptos::task::spawn_local;
use nss_core::api::{Login, Session};

use super::part::{Line, form, submit, trouble};
use crate::here::{Here, Visit};
use crate::{api, dom};

/// Where the address waits that asked for the login.
const BACK: &str = "nss.back";

/// Shows the login page; afterwards back to the address that asked for it.
pub(super) fn then_back(here: Here) {
    if let (Some(storage), Ok(path)) = (dom::session_storage(), window().location().pathname()) {
        let _ = storage.set_item(BACK, &path);
    }
    here.redirect("/login");
}

/// The login page.
pub(super) fn page(here: Here) -> AnyView {
    let (id, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, words) = (RwSignal::new(false), RwSignal::new(None));
    let enter = move || {
        let login = Login { login_id: id.get_untracked(), password: password.get_untracked() };
        if login.login_id.trim().is_empty() || login.password.trim().is_empty() {
            words.set(Some("ログインIDとパスワードを入力してください。".to_owned()));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        words.set(None);
        spawn_local(async move {
            let reply = api::log_in(here.clock, &login).await;
            busy.set(false);
            match reply {
                Ok(session) => {
                    let next = next(&session);
                    here.visit.set(Visit::Known(session));
                    here.redirect(&next);
                }
                Err(trouble) => words.set(Some(trouble.words())),
            }
        });
    };
    let body = view! {
        <p class="app-lead">"E-mailで通知された仮ログインIDと仮パスワードを入力してください。"</p>
        {trouble(words)}
        {form(enter, view! {
            {Line { id: "login_id", label: "ログインID", hint: "数字7桁", kind: "text", autofill: "username", text: id }.draw()}
            {Line { id: "password", label: "パスワード", hint: "英大文字と数字8桁", kind: "password", autofill: "current-password", text: password }.draw()}
            <div class="app-actions">{submit("ログイン", busy)}</div>
        }.into_any())}
        <ul>
            <li><a href="/terms">"ログインIDをお持ちでない方はこちら"</a></li>
            <li><a href="/password">"パスワードがわからない方はこちら"</a></li>
        </ul>
    };
    super::page("ログイン", body.into_any())
}

/// Where one goes after the login: back, or to the guidance, or to what was registered.
fn next(session: &Session) -> String {
    let back = dom::session_storage().and_then(|storage| {
        let path = storage.get_item(BACK).ok().flatten();
        let _ = storage.remove_item(BACK);
        path
    });
    let account = session.account.as_ref();
    let open = account.is_some_and(|account| account.draft.is_some());
    match (back, account.and_then(|account| account.applications.first())) {
        (Some(path), _) if open || path.starts_with("/applications/") => path,
        (_, Some(application)) if !open => format!("/applications/{}", application.id),
        _ => "/apply/guidance".to_owned(),
    }
}
