//! The header: whose service, who is logged in, until when.

use leptos::prelude::*;
use nss_core::api::Account;

use crate::dom::run;
use crate::here::Here;
use crate::view::{El, el, link_button};
use crate::{api, clock};

/// The header of every page.
pub(crate) fn header(here: Here) -> El {
    let account = Memo::new(move |_| here.account());
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
        .add(link_button("ログアウト", move || log_out(here)))
}

/// Ends the session and shows the login page.
fn log_out(here: Here) {
    run(async move {
        match api::log_out(here.clock).await {
            Ok(()) => {
                here.ask();
                here.go("/login");
                here.say("ログアウトしました");
            }
            Err(trouble) => here.say(trouble.words()),
        }
    });
}
