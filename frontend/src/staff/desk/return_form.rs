//! 確認事項: the reasons of a return, each pinned to an answer, a list or the application as a whole.

use leptos::prelude::*;
use nss_core::review::{Move, Reason, reason};

use super::history::place_name;
use super::{move_error, reason_id, refusal, use_desk};
use crate::component::{Actions, ErrorNotice, Form, SubmitButton, TextButton, page_action};

/// The pinned reasons with their texts, and 「確認事項を返す」.
#[component]
pub fn ReturnForm() -> impl IntoView {
    let desk = use_desk();
    let reasons = desk.reasons();
    let send = page_action(move || {
        let reasons = reasons.get_untracked();
        async move {
            if reasons.is_empty() {
                return Err("各項目の「指摘する」を押して、確認事項を入力してください。".to_owned());
            }
            if !reason::are_sound(&reasons, &desk.document()) {
                return Err("確認事項を、項目ごとに入力してください。".to_owned());
            }
            desk.make(Move::Return, reasons, None).await.map_err(|error| refusal(&error))
        }
    });
    let submit = move || {
        if !send.pending().get_untracked() {
            send.dispatch(());
        }
    };
    let pin_whole = move || {
        if reasons.with_untracked(|reasons| reasons.iter().all(|reason| !reason.path.is_empty())) {
            desk.pin_reason(String::new());
        }
    };
    // The paths alone: a typed text redraws no box.
    let paths = Memo::new(move |_| {
        reasons.with(|reasons| reasons.iter().map(|reason| reason.path.clone()).collect::<Vec<_>>())
    });
    view! {
        <Form on_submit=submit>
            <h3>"確認事項を返す"</h3>
            <p>"各項目の「指摘する」を押すと、その項目への確認事項をここに書けます。"</p>
            <For each=move || paths.get() key=String::clone children=|path| view! { <ReasonBox path/> }.into_any()/>
            <p><TextButton label="申込全体への確認事項を書く" on_press=pin_whole/></p>
            <ErrorNotice message=move_error(desk, send)/>
            <Actions>
                <SubmitButton label=Move::Return.label() pending=send.pending()/>
            </Actions>
        </Form>
    }
    .into_any()
}

#[component]
fn ReasonBox(
    /// The path of the place.
    path: String,
) -> impl IntoView {
    let desk = use_desk();
    let reasons = desk.reasons();
    let text = reasons.with_untracked(|reasons| {
        reasons.iter().find(|reason| reason.path == path).map(|reason| reason.text.clone()).unwrap_or_default()
    });
    let name = place_name(&desk.document(), &path);
    let id = reason_id(&path);
    let to_answer = (!path.is_empty()).then(|| {
        let name = format!("：{name}");
        view! {
            <a href=format!("#{path}")>"項目を見る" <span class="app-visually-hidden">{name}</span></a>
        }
        .into_any()
    });
    let take_away = {
        let (path, name) = (path.clone(), format!("：{name}"));
        view! {
            <TextButton label="取り消す" on_press=move || desk.remove_reason(&path)>
                <span class="app-visually-hidden">{name}</span>
            </TextButton>
        }
    };
    let write = move |text: String| {
        reasons.update(|reasons| {
            if let Some(reason) = reasons.iter_mut().find(|reason: &&mut Reason| reason.path == path) {
                reason.text = text;
            }
        });
    };
    view! {
        <div class="app-field">
            <label class="app-field__label" for=id.clone()>{name}</label>
            <textarea class="app-input" id=id rows="3" on:input=move |event| write(event_target_value(&event))>
                {text}
            </textarea>
            <div class="app-desk__reason">{to_answer} {take_away}</div>
        </div>
    }
    .into_any()
}
