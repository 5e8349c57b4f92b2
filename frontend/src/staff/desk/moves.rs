//! The moves that a reviewer has now: a button is there exactly when its move is.

use leptos::prelude::*;
use nss_core::review::Move;

use super::return_form::ReturnForm;
use super::{move_error, refusal, use_desk};
use crate::browser::dialog;
use crate::component::{Actions, Button, ErrorNotice, action_error, page_action, reactive};

/// Moves that need nothing but the press.
const PLAIN: [Move; 4] = [Move::Take, Move::Schedule, Move::ApproveSettings, Move::Void];

/// The return as a form, the way to the approval, the others as buttons.
#[component]
pub fn Moves() -> impl IntoView {
    let desk = use_desk();
    let moves = Memo::new(move |_| desk.application().with(|application| application.moves.clone()));
    // An approval of システム設定 allots nothing.
    let allots = Memo::new(move |_| desk.application().with(|application| application.proposal.is_some()));
    let pressed = RwSignal::new(None::<Move>);
    let make = page_action(move || {
        let step = pressed.get_untracked();
        async move {
            let Some(step) = step else { return Ok(()) };
            desk.make(step, Vec::new(), None).await.map_err(|error| refusal(&error))
        }
    });
    let press = move |step: Move| {
        let is_confirmed =
            step != Move::Void || dialog::confirm("この申込を無効にします。元に戻せません。よろしいですか。");
        if is_confirmed && !make.pending().get_untracked() {
            pressed.set(Some(step));
            make.dispatch(());
        }
    };
    let buttons = move || {
        let is_plain = |step: &Move| PLAIN.contains(step) || (*step == Move::Approve && !allots.get());
        let button = |step: Move| {
            let variant = if step == Move::Void { "danger" } else { "primary" };
            view! { <Button label=step.label() variant=variant on_press=move || press(step)/> }.into_any()
        };
        let plain: Vec<_> = moves.get().into_iter().filter(is_plain).map(button).collect();
        (!plain.is_empty()).then(|| view! { <Actions>{plain}</Actions> }.into_any())
    };
    let can_return = Memo::new(move |_| moves.with(|moves| moves.contains(&Move::Return)));
    let to_approval =
        move || allots.get().then(|| view! { <p><a href="#approval">"承認の内容を入力する"</a></p> }.into_any());
    view! {
        <section class="app-section app-desk__moves">
            <h2 class="app-section__title">"審査"</h2>
            <ErrorNotice message=move_error(desk, make)/>
            {reactive(move || desk.is_stale().get().then(|| view! { <Renewal/> }.into_any()))}
            {reactive(buttons)}
            {reactive(move || moves.with(Vec::is_empty).then(|| view! { <p>"今できる操作はありません。"</p> }.into_any()))}
            {reactive(to_approval)}
            {reactive(move || can_return.get().then(|| view! { <ReturnForm/> }.into_any()))}
        </section>
    }
    .into_any()
}

/// Somebody else moved the application: its present state is one press away. The reasons that were written stay.
#[component]
fn Renewal() -> impl IntoView {
    let desk = use_desk();
    let renew = page_action(move || async move { desk.renew().await.map_err(|error| error.message()) });
    let press = move || {
        if !renew.pending().get_untracked() {
            renew.dispatch(());
        }
    };
    view! {
        <ErrorNotice message=action_error(renew)/>
        <Actions><Button label="最新の内容を表示する" on_press=press/></Actions>
    }
    .into_any()
}
