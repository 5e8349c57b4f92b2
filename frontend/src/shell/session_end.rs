//! Five minutes before a session ends: says so, one key goes on (F008).

use nss_core::api::ProblemKind;

use crate::dom::run;
use crate::here::{Here, Visit};
use crate::page::login;
use crate::signal::{Derived, State};
use crate::view::{El, button, el};
use crate::{api, dom};

/// How long before the end it is said, in seconds.
const WARNING: i64 = 5 * 60;
/// So many seconds after the end nobody is asked any more whether it was put off.
const LATE: i64 = -60;
/// How often the clock is asked, in milliseconds.
const LOOK: i32 = 10_000;

/// The word at the foot of the window.
pub(crate) fn session_end(here: Here) -> El {
    let left = State::new(None::<i64>);
    let seconds = move || {
        let account = here.session_untracked()?.account?;
        Some((account.session_expires_at - here.clock.now()).num_seconds()).filter(|left| *left <= WARNING)
    };
    run(async move {
        loop {
            dom::pause(LOOK).await;
            // Whoever types goes on without knowing it: only the server says when it ends. To ask extends nothing.
            if seconds().is_some_and(|left| left > LATE)
                && let Ok(session) = api::session(here.clock).await
                && session.account.is_some()
            {
                here.visit.set(Visit::Known(Box::new(session)));
            }
            left.set(seconds());
        }
    });
    let words = Derived::new(move || match left.get()? {
        seconds if seconds > 0 => Some(format!("あと{}分ほどでログアウトします。", seconds.div_euclid(60) + 1)),
        _ => Some("時間が過ぎたため、ログアウトしました。入力した内容はこのブラウザに残っています。".to_owned()),
    });
    let go_on = move || {
        run(async move {
            match api::extend(here.clock).await {
                Ok(session) => {
                    here.visit.set(Visit::Known(Box::new(session)));
                    left.set(None);
                }
                Err(trouble) if trouble.kind() == Some(ProblemKind::SessionMissing) => {
                    left.set(None);
                    login::then_back(here);
                }
                Err(trouble) => here.tell(&trouble.words(), None),
            }
        });
    };
    el("div", "").part(move || {
        let words = words.get()?;
        Some(
            el("section", "app-session")
                .set("role", "alertdialog")
                .set("aria-labelledby", "session-end")
                .add(el("p", "app-session__text").set("id", "session-end").text(&words))
                .add(el("div", "app-actions").add(button("続ける", "primary", go_on))),
        )
    })
}
