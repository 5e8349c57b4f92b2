//! The header: the service, the account that is logged in, its deadline, the save status.

use leptos::prelude::*;
use nss_core::api::{Account, Instant};

use super::SaveStatusLine;
use crate::component::{TextButton, reactive};
use crate::date_format;
use crate::draft::log_out::use_log_out;
use crate::state::session::use_session;

/// The header of every page.
#[component]
pub fn Header() -> impl IntoView {
    let session = use_session();
    // Without the end of the session, which changes with every reply.
    let account = Memo::new(move |_| {
        let Account { company, name, expires_at, .. } = session.account()?;
        Some((format!("{company}　{name} 様"), expires_at))
    });
    view! {
        <header class="app-header">
            <div class="app-header__inner">
                <a class="app-header__name" href="/">
                    "NACCSサポートシステム " <span class="app-header__sub">"NSS"</span>
                </a>
                {reactive(move || account.get().map(|(name, expires_at)| view! { <HeaderAccount name expires_at/> }.into_any()))}
            </div>
        </header>
    }.into_any()
}

/// The account, the deadline of a provisional one (F005), the save status and ログアウト.
#[component]
fn HeaderAccount(
    /// Company and name.
    name: String,
    /// The end of the provisional account.
    expires_at: Option<Instant>,
) -> impl IntoView {
    let log_out = use_log_out();
    let deadline = expires_at.map(|instant| {
        view! { <span class="app-header__expiry">{format!("申込期限 {}まで", date_format::date_time(&instant))}</span> }.into_any()
    });
    view! {
        <div class="app-header__account">
            <span class="app-header__who">{name}</span>
            {deadline}
            <SaveStatusLine/>
            <TextButton label="ログアウト" on_press=move |()| log_out()/>
        </div>
    }
    .into_any()
}
