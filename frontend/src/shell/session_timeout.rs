//! Five minutes before the session ends: a warning, and one key to extend it (F008). After the 48 hours: the way to register
//! again (V-01).

use leptos::prelude::*;
use leptos_use::use_interval_fn;
use nss_core::api::ProblemKind;

use crate::api::use_api;
use crate::browser::task::spawn_local;
use crate::component::{Button, live, reactive};
use crate::draft::open::use_open_drafts;
use crate::state::navigation::use_navigation;
use crate::state::notifications::use_notifications;
use crate::state::session::use_session;

/// The warning begins this long before the end, in seconds.
const WARNING_TIME: i64 = 5 * 60;
/// The server is asked until this long after the end, in seconds.
const LATE: i64 = -60;
/// The interval between looks at the clock, in milliseconds.
const POLL_INTERVAL: u64 = 10_000;

/// The button after the 48 hours.
const REGISTER: &str = "仮アカウントの登録をやり直す";

/// The warning, or the end of the 48 hours, at the foot of the window.
#[component]
pub fn SessionTimeout() -> impl IntoView {
    let (api, session, drafts) = (use_api(), use_session(), use_open_drafts());
    let (navigation, notifications) = (use_navigation(), use_notifications());
    let left = RwSignal::new(None::<i64>);
    let seconds_left = move || {
        let account = session.session_untracked()?.account?;
        let left = (account.session_expires_at - api.clock().now_untracked()).num_seconds();
        Some(left).filter(|left| *left <= WARNING_TIME)
    };
    // Looks at the clock again after each poll and each save.
    let expiry = Memo::new(move |_| {
        left.track();
        if let Some(draft) = drafts.application.get() {
            draft.save_status.track();
        }
        session.expiry()
    });
    let poll = move || {
        spawn_local(async move {
            // Autosave extends the session without the page's knowledge: only the server says when it ends. The question
            // itself extends nothing. Another device may have registered the application before the 48 hours ended.
            let is_ending = seconds_left().is_some_and(|left| left > LATE);
            let has_expired = expiry.get_untracked().is_none() && untrack(|| session.expiry()).is_some();
            if (is_ending || has_expired)
                && let Ok(answer) = api.session().await
                && answer.account.is_some()
            {
                session.set(answer);
            }
            left.set(seconds_left());
        });
    };
    use_interval_fn(poll, POLL_INTERVAL);
    let extend = move || {
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
    let register_again = move || {
        // The browser keeps what was typed until the new account takes the draft over.
        drafts.application.set(None);
        session.refresh();
        navigation.go("/register");
    };
    // The button keeps the focus while the minutes go down: only its own words draw it anew.
    let label = Memo::new(move |_| match expiry.get() {
        Some(_) => Some(REGISTER),
        None => left.with(Option::is_some).then_some("続ける"),
    });
    let text = Memo::new(move |_| expiry.get().or_else(|| left.get().map(text)).unwrap_or_default());
    let press = move |()| if label.get_untracked() == Some(REGISTER) { register_again() } else { extend() };
    let warning = move || label.get().map(|label| view! { <SessionWarning text label on_press=press/> });
    view! { <div>{reactive(warning)}</div> }.into_any()
}

/// A sentence and the button that goes on.
#[component]
pub fn SessionWarning(
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// The label of the button.
    label: &'static str,
    /// Its action.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <section class="app-session" role="alertdialog" aria-labelledby="session-end">
            <p class="app-session__text" id="session-end">
                {live(move || text.get())}
            </p>
            <div class="app-actions">
                <Button label=label variant="primary" on_press=on_press/>
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
