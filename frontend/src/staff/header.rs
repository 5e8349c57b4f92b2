//! The header of the staff's page: its pages, the member, ログアウト.

use leptos::prelude::*;
use nss_core::api::StaffRole;

use super::paths;
use super::session::use_member_session;
use crate::api::use_api;
use crate::browser::task::spawn_local;
use crate::component::{TextButton, reactive};
use crate::state::navigation::use_navigation;
use crate::state::notifications::use_notifications;

/// The pages that the header links to.
const PAGES: [(&str, &str); 3] =
    [(paths::QUEUE, "審査一覧"), (paths::MAILS, "未達メール"), (paths::REGISTRATION_DAYS, "システム登録日")];

/// The pages of administrators.
const ADMINISTRATORS: [(&str, &str); 2] = [(paths::BILLS, "請求の取込"), (paths::MEMBERS, "担当者")];

/// The header.
#[component]
pub fn StaffHeader() -> impl IntoView {
    let session = use_member_session();
    // Without the end of the session, which changes with every reply.
    let member = Memo::new(move |_| session.member().map(|member| (member.name, member.role)));
    view! {
        <header class="app-header">
            <div class="app-header__inner">
                <a class="app-header__name" href=paths::QUEUE>
                    "NACCSサポートシステム " <span class="app-header__sub">"審査"</span>
                </a>
                {reactive(move || member.get().map(|(name, role)| view! { <Member name role/> }.into_any()))}
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn Member(
    /// 氏名.
    name: String,
    /// The role.
    role: StaffRole,
) -> impl IntoView {
    let (api, session) = (use_api(), use_member_session());
    let (navigation, notifications) = (use_navigation(), use_notifications());
    let log_out = move |()| {
        spawn_local(async move {
            match api.log_out_staff().await {
                Ok(()) => {
                    session.refresh();
                    navigation.go(paths::LOGIN);
                }
                Err(error) => notifications.notify(error.message(), None),
            }
        });
    };
    let own: &[_] = if role == StaffRole::Administrator { &ADMINISTRATORS } else { &[] };
    let link = |(href, label): (&'static str, &'static str)| view! { <li><a href=href>{label}</a></li> }.into_any();
    view! {
        <nav aria-label="審査">
            <ul class="app-header__pages">{PAGES.iter().chain(own).copied().map(link).collect_view()}</ul>
        </nav>
        <div class="app-header__account">
            <span class="app-header__who">{format!("{name}（{}）", role.label())}</span>
            <a href=paths::SETUP>"パスワード変更"</a>
            <TextButton label="ログアウト" on_press=log_out/>
        </div>
    }
    .into_any()
}
