//! The facts of the application, and its assignee.

use leptos::prelude::*;
use nss_core::api::StaffMember;

use super::use_desk;
use crate::component::{Actions, ErrorNotice, Form, SubmitButton, action_error, page_action, reactive};
use crate::date_format;
use crate::staff::session::use_member_session;

/// Number, state, company, instants, and the assignee.
#[component]
pub fn Facts() -> impl IntoView {
    let desk = use_desk();
    let line = Memo::new(move |_| desk.application().with(|application| application.line.clone()));
    let facts = move || {
        let line = line.get();
        [
            ("申込受付番号", line.number),
            ("申込分類", line.kind.label().to_owned()),
            ("状況", line.state.label().to_owned()),
            ("企業・事業所", format!("{}　{}", line.company, line.office)),
            ("申込日時", date_format::date_time_with_year(&line.submitted_at)),
            ("担当", line.assignee.unwrap_or_else(|| "未定".to_owned())),
        ]
        .map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> }.into_any())
        .collect_view()
    };
    view! {
        <dl class="app-facts">{reactive(facts)}</dl>
        <Assignment/>
    }
    .into_any()
}

/// Assigns the application to a member, or to nobody.
#[component]
fn Assignment() -> impl IntoView {
    let (desk, session) = (use_desk(), use_member_session());
    let members = LocalResource::new(move || async move { desk.api().staff_members().await });
    let me = untrack(|| session.member().map(|member| member.id)).unwrap_or_default();
    let chosen = RwSignal::new(me.clone());
    let assign = page_action(move || {
        let member = Some(chosen.get_untracked()).filter(|id| !id.is_empty());
        async move {
            let assigned = desk.api().assign(&desk.id(), member).await.map_err(|error| error.message())?;
            desk.take(assigned);
            Ok(())
        }
    });
    let submit = move || {
        if !assign.pending().get_untracked() {
            assign.dispatch(());
        }
    };
    let options = move || {
        let others = members.get().and_then(Result::ok).unwrap_or_default().into_iter();
        let others = others.filter(|member| member.is_active && member.id != me);
        let option = |StaffMember { id, name, .. }: StaffMember| view! { <option value=id>{name}</option> }.into_any();
        let me = me.clone();
        view! { <option value=me>"自分"</option> {others.map(option).collect_view()} <option value="">"未定に戻す"</option> }.into_any()
    };
    view! {
        <Form on_submit=submit>
            <div class="app-filter app-no-print">
                <div class="app-field">
                    <label class="app-field__label" for="assignee">"担当を決める"</label>
                    <span class="app-select">
                        <select class="app-input" id="assignee" on:change=move |event| chosen.set(event_target_value(&event))>
                            {reactive(options)}
                        </select>
                    </span>
                </div>
                <Actions><SubmitButton label="担当にする" pending=assign.pending()/></Actions>
            </div>
            <ErrorNotice message=action_error(assign)/>
        </Form>
    }
    .into_any()
}
