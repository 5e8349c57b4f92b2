//! The header: the service, the account that is logged in, its deadline, the save status.

use leptos::prelude::*;
use nss_core::api::{Account, Instant};

use super::SaveStatusLine;
use crate::component::{TextButton, reactive};
use crate::date_format;
use crate::draft::log_out::use_log_out;
use crate::paths;
use crate::state::session::use_session;

/// The header of every page.
#[component]
pub fn Header() -> impl IntoView {
    let session = use_session();
    // Without the end of the session, which changes with every reply.
    let account = Memo::new(move |_| {
        let Account { company, name, expires_at, logged_in_at, applications, .. } = session.account()?;
        let since = format!("{}からログイン中", date_format::date_time(&logged_in_at));
        Some((format!("{company}　{name} 様"), since, expires_at, !applications.is_empty()))
    });
    view! {
        <header class="app-header">
            <div class="app-header__inner">
                <a class="app-header__name" href="/">
                    "NACCSサポートシステム " <span class="app-header__sub">"NSS"</span>
                </a>
                {reactive(move || account.get().map(|(name, since, expires_at, has_menu)| {
                    view! { <HeaderAccount name since expires_at has_menu/> }.into_any()
                }))}
            </div>
        </header>
    }
    .into_any()
}

/// The account, the deadline of a provisional one (F005), the save status and ログアウト.
#[component]
fn HeaderAccount(
    /// Company and name.
    name: String,
    /// The log-in (C-010).
    since: String,
    /// The end of the provisional account.
    expires_at: Option<Instant>,
    /// Whether the menu has something: after 登録.
    has_menu: bool,
) -> impl IntoView {
    let log_out = use_log_out();
    let deadline = expires_at.map(|instant| {
        view! { <span class="app-header__expiry">{format!("申込期限 {}まで", date_format::date_time(&instant))}</span> }.into_any()
    });
    view! {
        <div class="app-header__account">
            <span class="app-header__who">{name}</span>
            <span>{since}</span>
            {deadline}
            <SaveStatusLine/>
            {has_menu.then(|| view! { <a href=paths::MENU>"メニュー"</a> }.into_any())}
            <TextButton label="ログアウト" on_press=move |()| log_out()/>
        </div>
    }
    .into_any()
}
