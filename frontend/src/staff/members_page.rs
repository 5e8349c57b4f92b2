//! `/staff/members`: the members of staff; an administrator resets their accounts.

use leptos::prelude::*;
use nss_core::api::StaffMember;

use crate::api::use_api;
use crate::browser::dialog;
use crate::browser::task::spawn_local;
use crate::component::{Fetched, Lead, Notice, PageLayout, TextButton, reactive};
use crate::date_format;
use crate::state::notifications::use_notifications;

/// The page.
#[component]
pub fn MembersPage() -> impl IntoView {
    let api = use_api();
    let members = LocalResource::new(move || async move { api.staff_members().await });
    view! {
        <PageLayout title="担当者">
            <Lead>"担当者の追加と停止は、サーバーの「nss staff」で行います。"</Lead>
            <Fetched resource=members draw=|members| view! { <Members members/> }.into_any()/>
        </PageLayout>
    }
    .into_any()
}

#[component]
fn Members(
    /// The members.
    members: Vec<StaffMember>,
) -> impl IntoView {
    let first_password = RwSignal::new(None::<(String, String)>);
    let shown = move || {
        first_password.get().map(|(name, password)| {
            view! {
                <Notice variant="success" text=format!("{name}さんの初回パスワードです。この画面を閉じると、もう表示できません。")>
                    <p><code translate="no">{password}</code></p>
                </Notice>
            }
            .into_any()
        })
    };
    let line = move |member: StaffMember| view! { <MemberLine member first_password/> }.into_any();
    view! {
        <div role="status">{reactive(shown)}</div>
        <div class="app-table-scroll" tabindex="0" role="region" aria-label="担当者">
            <table class="app-table">
                <thead>
                    <tr>
                        {["ログインID", "氏名", "役割", "最終ログイン", "リセット"]
                            .map(|head| view! { <th scope="col">{head}</th> }.into_any())
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{members.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn MemberLine(
    /// The member.
    member: StaffMember,
    /// The name and the first password of the member who was reset last.
    first_password: RwSignal<Option<(String, String)>>,
) -> impl IntoView {
    let (api, notifications) = (use_api(), use_notifications());
    let StaffMember { id, login_id, name, role, is_active, logged_in_at } = member;
    let reset_name = name.clone();
    let reset = move |()| {
        let (id, name) = (id.clone(), reset_name.clone());
        let question = format!("{name}さんのパスワードと認証アプリをリセットします。よろしいですか。");
        if dialog::confirm(&question) {
            spawn_local(async move {
                match api.reset_staff_member(&id).await {
                    Ok(reset) => first_password.set(Some((name, reset.password))),
                    Err(error) => notifications.notify(error.message(), None),
                }
            });
        }
    };
    let seen = logged_in_at.map_or_else(|| "なし".to_owned(), |at| date_format::date_time_with_year(&at));
    let button_name = format!("：{name}");
    let button = is_active.then(|| {
        view! {
            <TextButton label="リセット" on_press=reset>
                <span class="app-visually-hidden">{button_name}</span>
            </TextButton>
        }
        .into_any()
    });
    view! {
        <tr>
            <th scope="row" translate="no">{login_id}</th>
            <td>{name}</td>
            <td>{if is_active { role.label() } else { "停止中" }}</td>
            <td>{seen}</td>
            <td>{button}</td>
        </tr>
    }
    .into_any()
}
