//! 一時保存 (N-118): any answer can be saved, and saving keeps the session; the second button ends it.

use leptos::prelude::*;

use crate::browser::task::spawn_local;
use crate::component::Button;
use crate::draft::log_out::use_log_out;
use crate::draft::use_draft;

/// The buttons that save, and that save and log out.
#[component]
pub fn SaveButtons() -> impl IntoView {
    let (draft, log_out) = (use_draft(), use_log_out());
    let save = move || {
        spawn_local(async move {
            if draft.save_all().await {
                draft.notifications.announce("保存しました");
            }
        });
    };
    view! {
        <Button label="申込内容を一時保存する" on_press=save />
        <Button label="一時保存してログアウト" on_press=log_out />
    }
    .into_any()
}
