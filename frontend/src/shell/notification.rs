//! The notification at the foot of the window.

use leptos::prelude::*;

use crate::component::{TextButton, reactive};
use crate::state::notifications::use_notifications;

/// The sentence, its link, and 「閉じる」.
#[component]
pub fn NotificationBar() -> impl IntoView {
    let notifications = use_notifications();
    let bar = move || {
        let shown = notifications.notification().get()?;
        let link = shown.link.map(|link| view! { <a href=link.href>{link.label}</a> }.into_any());
        Some(
            view! {
                <div class="app-session" data-variant="info">
                    <p class="app-session__text">{shown.text}</p>
                    {link}
                    <TextButton label="閉じる" on_press=move |()| notifications.dismiss()/>
                </div>
            }
            .into_any(),
        )
    };
    view! { <div role="status">{reactive(bar)}</div> }.into_any()
}
