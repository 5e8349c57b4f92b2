//! The header: whose service, who is logged in, until when, and whether what was typed is saved.

use crate::dom::window;
use nss_core::api::Account;

use crate::desk::{Saved, wipe};
use crate::dom::run;
use crate::here::Here;
use crate::page::login;
use crate::signal::Derived;
use crate::view::{El, el, link_button};
use crate::{api, clock};

/// The header of every page.
pub(crate) fn header(here: Here) -> El {
    let account = Derived::new(move || here.account());
    let name = el("a", "app-header__name")
        .set("href", "/")
        .text("NACCSサポートシステム ")
        .add(el("span", "app-header__sub").text("NSS"));
    el("header", "app-header")
        .add(el("div", "app-header__inner").add(name).part(move || account.get().map(|account| who(here, &account))))
}

/// Who is logged in, until when the provisional account lives (F005), and the way out.
fn who(here: Here, account: &Account) -> El {
    let name = format!("{}　{} 様", account.company, account.name);
    let expiry = account
        .expires_at
        .as_ref()
        .map(|instant| el("span", "app-header__expiry").text(&format!("申込期限 {}まで", clock::written(instant))));
    el("div", "app-header__account")
        .add(el("span", "app-header__who").text(&name))
        .all(expiry)
        .add(save_status(here))
        .add(link_button("ログアウト", move || log_out(here)))
}

/// 「10:42 保存しました」 (F094, F095).
fn save_status(here: Here) -> El {
    let saved = Derived::new(move || here.desk.get().map_or(Saved::Untouched, |desk| desk.saved.get()));
    let words = move || match saved.get() {
        Saved::Untouched => String::new(),
        Saved::At(instant) => format!("{} 保存しました", clock::time(&instant)),
        Saved::Waiting => {
            "サーバに接続できません。入力した内容はこのブラウザに残っていて、接続が戻ると保存します。".to_owned()
        }
        Saved::LoggedOut => "ログアウトしました。入力した内容はこのブラウザに残っています。".to_owned(),
        Saved::Refused(words) => words,
    };
    let state = move || match saved.get() {
        Saved::Untouched => None,
        Saved::At(_) => Some("saved".to_owned()),
        Saved::Waiting => Some("offline".to_owned()),
        Saved::LoggedOut | Saved::Refused(_) => Some("failed".to_owned()),
    };
    el("p", "app-save-status").set("role", "status").bind("data-state", state).words(words).part(move || {
        let out = saved.with(|saved| *saved == Saved::LoggedOut);
        out.then(|| link_button("ログインして続ける", move || login::then_back(here)))
    })
}

/// Saves, ends the session and wipes what the browser kept. What cannot be saved is asked about first.
pub(crate) fn log_out(here: Here) {
    run(async move {
        if let Some(desk) = here.desk.get_untracked() {
            let unsaved =
                "保存できていない内容があります。ログアウトすると、その内容はなくなります。ログアウトしますか。";
            if !desk.save_all().await && !window().confirm_with_message(unsaved).unwrap_or(false) {
                return;
            }
        }
        match api::log_out(here.clock).await {
            Ok(()) => {
                wipe();
                here.desk.set(None);
                here.ask();
                here.go("/login");
                here.say("ログアウトしました");
            }
            Err(trouble) => here.say(trouble.words()),
        }
    });
}
