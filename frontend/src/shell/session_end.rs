//! Five minutes before a session ends: says so, one key goes on (F008).

use crate::dom::run;
use crate::here::{Here, Visit};
use crate::signal::{Derived, State};
use crate::view::{El, button, el};
use crate::{api, dom};

/// How long before the end it is said, in seconds.
const WARNING: i64 = 5 * 60;
/// How often the clock is asked, in milliseconds.
const LOOK: i32 = 10_000;

/// The word at the foot of the window.
pub(crate) fn session_end(here: Here) -> El {
    let left = State::new(None::<i64>);
    let look = move || {
        let ends = here.visit.with_untracked(|visit| match visit {
            Visit::Known(session) => session.account.as_ref().map(|account| account.session_expires_at),
            _ => None,
        });
        left.set(ends.map(|ends| (ends - here.clock.now()).num_seconds()).filter(|left| *left <= WARNING));
    };
    run(async move {
        loop {
            dom::pause(LOOK).await;
            look();
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
                Err(_) => here.go("/login"),
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
