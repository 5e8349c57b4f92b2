//! Five minutes before a session ends: says so, one key goes on (F008).

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::here::{Here, Visit};

/// How long before the end it is said.
const WARNING: i64 = 5 * 60;
/// How often the clock is asked.
const LOOK: Duration = Duration::from_secs(10);

/// The word at the foot of the window.
pub(crate) fn session_end(here: Here) -> AnyView {
    let left = RwSignal::new(None::<i64>);
    let look = move || {
        let ends = here.visit.with_untracked(|visit| match visit {
            Visit::Known(session) => session.account.as_ref().map(|account| account.session_expires_at),
            _ => None,
        });
        left.set(ends.map(|ends| (ends - here.clock.now()).num_seconds()).filter(|left| *left <= WARNING));
    };
    let _ = set_interval_with_handle(look, LOOK);
    let words = Memo::new(move |_| match left.get()? {
        seconds if seconds > 0 => Some(format!("あと{}分ほどでログアウトします。", seconds.div_euclid(60) + 1)),
        _ => Some("時間が過ぎたため、ログアウトしました。入力した内容はこのブラウザに残っています。".to_owned()),
    });
    let go_on = move |_| {
        spawn_local(async move {
            match api::extend(here.clock).await {
                Ok(session) => {
                    here.visit.set(Visit::Known(session));
                    left.set(None);
                }
                Err(_) => here.go("/login"),
            }
        });
    };
    view! {
        {move || words.get().map(|words| view! {
            <section class="app-session" role="alertdialog" aria-labelledby="session-end">
                <p class="app-session__text" id="session-end">{words}</p>
                <div class="app-actions">
                    <button type="button" class="app-button" data-variant="primary" on:click=go_on>"続ける"</button>
                </div>
            </section>
        }.into_any())}
    }
    .into_any()
}
