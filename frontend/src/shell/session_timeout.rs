//! Five minutes before the session ends: a warning, and one key to extend it (F008).

use leptos::prelude::*;
use leptos_use::use_interval_fn;
use nss_core::api::ProblemKind;

use crate::api::use_api;
use crate::browser::task::spawn_local;
use crate::component::{Button, live, reactive};
use crate::state::navigation::use_navigation;
use crate::state::notifications::use_notifications;
use crate::state::session::use_session;

/// The warning begins this long before the end, in seconds.
const WARNING_TIME: i64 = 5 * 60;
/// The server is asked until this long after the end, in seconds.
const LATE: i64 = -60;
/// The interval between looks at the clock, in milliseconds.
const POLL_INTERVAL: u64 = 10_000;

/// The warning at the foot of the window.
#[component]
pub fn SessionTimeout() -> impl IntoView {
    let (api, session) = (use_api(), use_session());
    let (navigation, notifications) = (use_navigation(), use_notifications());
    let left = RwSignal::new(None::<i64>);
    let seconds_left = move || {
        let account = session.session_untracked()?.account?;
        let left = (account.session_expires_at - api.clock().now_untracked()).num_seconds();
        Some(left).filter(|left| *left <= WARNING_TIME)
    };
    let poll = move || {
        spawn_local(async move {
            // Autosave extends the session without the page's knowledge: only the server says when it ends. The question
            // itself extends nothing.
            if seconds_left().is_some_and(|left| left > LATE)
                && let Ok(answer) = api.session().await
                && answer.account.is_some()
            {
                session.set(answer);
            }
            left.set(seconds_left());
        });
    };
    use_interval_fn(poll, POLL_INTERVAL);
    let extend = move |()| {
        spawn_local(async move {
            match api.extend_session().await {
                Ok(extended) => {
                    session.set(extended);
                    left.set(None);
                }
                Err(error) if error.kind() == Some(ProblemKind::SessionMissing) => {
                    left.set(None);
                    navigation.to_login();
                }
                Err(error) => notifications.notify(error.message(), None),
            }
        });
    };
    // The button keeps the focus while the minutes go down.
    let is_shown = Memo::new(move |_| left.with(Option::is_some));
    let text = Memo::new(move |_| left.get().map(text).unwrap_or_default());
    let warning = move || is_shown.get().then(|| view! { <SessionWarning text on_extend=extend/> });
    view! { <div>{reactive(warning)}</div> }.into_any()
}

/// The sentence and the button that extends the session.
#[component]
pub fn SessionWarning(
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// Extends the session.
    #[prop(into)]
    on_extend: Callback<()>,
) -> impl IntoView {
    view! {
        <section class="app-session" role="alertdialog" aria-labelledby="session-end">
            <p class="app-session__text" id="session-end">
                {live(move || text.get())}
            </p>
            <div class="app-actions">
                <Button label="続ける" variant="primary" on_press=on_extend/>
            </div>
        </section>
    }
    .into_any()
}

/// The sentence for the seconds that are left.
fn text(seconds: i64) -> String {
    if seconds > 0 {
        format!("あと{}分ほどでログアウトします。", seconds.div_euclid(60) + 1)
    } else {
        "時間が過ぎたため、ログアウトしました。入力した内容はこのブラウザに残っています。".to_owned()
    }
}
