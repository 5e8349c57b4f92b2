//! The header: whose service, who is logged in, until when.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nss_core::api::Account;

use crate::here::Here;
use crate::{api, clock};

/// The header of every page.
pub(crate) fn header(here: Here) -> AnyView {
    let account = Memo::new(move |_| here.account());
    view! {
        <header class="app-header">
            <div class="app-header__inner">
                <a class="app-header__name" href="/">
                    "NACCSサポートシステム" <span class="app-header__sub">"NSS"</span>
                </a>
                {move || account.get().map(|account| who(here, &account))}
            </div>
        </header>
    }
    .into_any()
}

/// Who is logged in, until when the provisional account lives (F005), and the way out.
fn who(here: Here, account: &Account) -> AnyView {
    let expiry = account.expires_at.as_ref().map(|instant| {
        view! { <span class="app-header__expiry">"申込期限 " {clock::written(instant)} "まで"</span> }
    });
    view! {
        <div class="app-header__account">
            <span class="app-header__who">{account.company.clone()} "　" {account.name.clone()} " 様"</span>
            {expiry}
            <button type="button" class="app-link-button" on:click=move |_| log_out(here)>"ログアウト"</button>
        </div>
    }
    .into_any()
}

/// Ends the session and shows the login page.
fn log_out(here: Here) {
    spawn_local(async move {
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
