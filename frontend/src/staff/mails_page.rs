//! `/staff/mails`: the mails that were given up, each with 「再送」.

use leptos::prelude::*;
use nss_core::api::desk::UndeliveredMail;

use crate::api::use_api;
use crate::browser::task::spawn_local;
use crate::component::{Fetched, Lead, PageLayout, TextButton, live};
use crate::date_format;
use crate::state::notifications::use_notifications;

/// The page.
#[component]
pub fn MailsPage() -> impl IntoView {
    let api = use_api();
    let mails = LocalResource::new(move || async move { api.undelivered_mails().await });
    view! {
        <PageLayout title="未達メール">
            <Lead>"メールサーバーが受け付けなかったメールです。宛先を確かめてから、再送してください。"</Lead>
            <Fetched resource=mails draw=|mails| view! { <Mails mails/> }.into_any()/>
        </PageLayout>
    }
    .into_any()
}

#[component]
fn Mails(
    /// The mails, the newest first.
    mails: Vec<UndeliveredMail>,
) -> impl IntoView {
    if mails.is_empty() {
        return view! { <p class="app-rows__empty">"未達のメールはありません"</p> }.into_any();
    }
    view! {
        <div class="app-table-scroll" tabindex="0" role="region" aria-label="未達メール">
            <table class="app-table">
                <thead>
                    <tr>
                        {["日時", "宛先", "件名", "理由", "再送"]
                            .map(|head| view! { <th scope="col">{head}</th> }.into_any())
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{mails.into_iter().map(|mail| view! { <MailLine mail/> }.into_any()).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn MailLine(
    /// The mail.
    mail: UndeliveredMail,
) -> impl IntoView {
    let (api, notifications) = (use_api(), use_notifications());
    let is_retried = RwSignal::new(false);
    let UndeliveredMail { id, to, subject, queued_at, error } = mail;
    let name = subject.clone();
    let retry = move |()| {
        let id = id.clone();
        spawn_local(async move {
            match api.retry_mail(&id).await {
                Ok(()) => is_retried.set(true),
                Err(error) => notifications.notify(error.message(), None),
            }
        });
    };
    view! {
        <tr>
            <th scope="row">{date_format::date_time(&queued_at)}</th>
            <td translate="no">{to}</td>
            <td>{subject}</td>
            <td>{error}</td>
            <td>
                <span hidden=move || is_retried.get()>
                    <TextButton label="再送" on_press=retry>
                        <span class="app-visually-hidden">{format!("：{name}")}</span>
                    </TextButton>
                </span>
                <span role="status">{live(move || if is_retried.get() { "送信を待っています" } else { "" })}</span>
            </td>
        </tr>
    }
    .into_any()
}
