//! What a choice is worth now, in words: why it cannot be chosen, and what would make it possible.

use nss_core::form::{At, Offer, fault, offer, way_out};

use super::field::Field;
use crate::desk::Desk;
use crate::signal::{Derived, untrack};
use crate::view::{El, el};

/// What a choice is worth; drawn again only when that changes.
pub(super) fn worth(desk: Desk, at: At, code: &'static str) -> Derived<Offer> {
    Derived::new(move || desk.draft.with(|draft| offer(draft, at, code)))
}

/// Whether it cannot be chosen now.
pub(super) fn is_refused(desk: Desk, at: At, code: &'static str) -> bool {
    desk.draft.with_untracked(|draft| matches!(offer(draft, at, code), Offer::Refused(_)))
}

/// What is typed, or why nothing can be typed now: it stays reachable, and says what would make it possible (N-191).
pub(super) fn unless_refused(desk: Desk, at: At, control: impl Fn() -> El + 'static) -> El {
    let worth = worth(desk, at, "");
    el("div", "").part(move || {
        Some(match worth.get() {
            Offer::Refused(_) => untrack(|| locked(desk, at, &worth.get())),
            _ => untrack(&control),
        })
    })
}

fn locked(desk: Desk, at: At, worth: &Offer) -> El {
    let field = Field::new(desk, at);
    let reason = reason(desk, at, "", worth, &format!("{}-reason", field.id));
    let locked = el("div", "app-locked").set("id", &field.id).set("tabindex", "0").text("入力できません").all(reason);
    field.around("number", locked, Vec::new())
}

/// The reason and the way out.
pub(super) fn reason(desk: Desk, at: At, code: &'static str, worth: &Offer, id: &str) -> Option<El> {
    let words = match worth {
        Offer::Free => return None,
        Offer::Bundled(why) => fault::sentence(at.field, why),
        Offer::Refused(why) => desk.draft.with_untracked(|draft| {
            let way = way_out(draft, at, code).map(|way| way.says(draft, at.field)).unwrap_or_default();
            fault::sentence(at.field, why) + &way
        }),
    };
    Some(el("span", "app-choice__reason").set("id", id).text(&words))
}
