//! `/staff/registration-days`: the table of システム登録日 (N-070).

use leptos::prelude::*;
use nss_core::api::StaffRole;
use nss_core::api::desk::RegistrationDays;
use nss_core::value::date;

use crate::api::use_api;
use crate::component::{
    Actions, ErrorNotice, Fetched, Form, Lead, PageLayout, SubmitButton, action_error, page_action,
};
use crate::staff::session::use_member_session;
use crate::state::notifications::use_notifications;

/// The page.
#[component]
pub fn RegistrationDaysPage() -> impl IntoView {
    let api = use_api();
    let days = LocalResource::new(move || async move { api.registration_days().await });
    view! {
        <PageLayout title="システム登録日">
            <Lead>"利用開始日にできる日です。管理者が1行に1日ずつ入力します。1日も登録しない場合、利用開始日は限定されません。"</Lead>
            <Fetched resource=days draw=|days| view! { <Days days/> }.into_any()/>
        </PageLayout>
    }
    .into_any()
}

/// A form for administrators; the others read.
#[component]
fn Days(
    /// The stored days.
    days: RegistrationDays,
) -> impl IntoView {
    let member = untrack(|| use_member_session().member());
    if member.is_some_and(|member| member.role == StaffRole::Administrator) {
        return view! { <DaysForm days/> }.into_any();
    }
    if days.days.is_empty() {
        return view! { <p class="app-rows__empty">"登録されている日はありません（利用開始日は限定されません）"</p> }
            .into_any();
    }
    let day = |day: chrono::NaiveDate| view! { <li>{date::long_form(day)}</li> }.into_any();
    view! { <ul>{days.days.into_iter().map(day).collect_view()}</ul> }.into_any()
}

#[component]
fn DaysForm(
    /// The stored days.
    days: RegistrationDays,
) -> impl IntoView {
    let (api, notifications) = (use_api(), use_notifications());
    let text = RwSignal::new(lines(&days));
    let save = page_action(move || {
        let typed = text.get_untracked();
        let read = read(&typed);
        async move {
            let days = read?;
            let stored = api.set_registration_days(&days).await.map_err(|error| error.message())?;
            // Days typed while the others were on their way stay.
            if text.get_untracked() == typed {
                text.set(lines(&stored));
            }
            notifications.notify(format!("{}日を保存しました。", stored.days.len()), None);
            Ok(())
        }
    });
    let submit = move || {
        if !save.pending().get_untracked() {
            save.dispatch(());
        }
    };
    view! {
        <ErrorNotice message=action_error(save)/>
        <Form on_submit=submit>
            <div class="app-field">
                <label class="app-field__label" for="days">"システム登録日"</label>
                <textarea
                    class="app-input"
                    id="days"
                    rows="12"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </div>
            <Actions>
                <SubmitButton label="保存する" pending=save.pending()/>
            </Actions>
        </Form>
    }
    .into_any()
}

fn lines(days: &RegistrationDays) -> String {
    days.days.iter().map(|day| date::on_screen(&day.to_string()).into_owned() + "\n").collect()
}

/// The days of the lines; the error names the first line that is no date.
fn read(text: &str) -> Result<RegistrationDays, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let day = |line: &str| {
        date::parse(&date::normalise(line)).ok_or_else(|| format!("「{line}」を日付として読み取れません。例：20270401"))
    };
    let mut days = lines.map(day).collect::<Result<Vec<_>, _>>()?;
    days.sort_unstable();
    days.dedup();
    Ok(RegistrationDays { days })
}
