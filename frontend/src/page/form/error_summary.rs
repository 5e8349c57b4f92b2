//! The summary of what is to be mended: shown by 次へ, first in `main`, its lines go as they are mended.

use crate::signal::untrack;
use nss_core::form::Fault;

use super::address_of;
use crate::desk::Desk;
use crate::dom;
use crate::route::query;
use crate::signal::follow;
use crate::signal::{Derived, State};
use crate::view::{El, el, link};

/// The id of its box.
const ID: &str = "error-summary";

/// The summary; `tries` counts how often one wanted to go on: each time it has the focus.
pub(crate) fn error_summary(desk: Desk, faults: Derived<Vec<Fault>>, tries: State<u32>) -> El {
    let shown = Derived::new(move || tries.get() > 0);
    let count = Derived::new(move || faults.with(Vec::len));
    follow(Box::new(move || {
        if tries.get() > 0 {
            dom::focus_soon(ID);
        }
    }));
    follow(Box::new(move || {
        if shown.get() && count.get() == 0 {
            desk.here.say("すべて修正されました");
        }
    }));
    el("div", "").part(move || shown.get().then(|| untrack(|| summary(desk, faults, count))))
}

fn summary(desk: Desk, faults: Derived<Vec<Fault>>, count: Derived<usize>) -> El {
    let title =
        el("h2", "app-error-summary__title").set("id", "error-summary-title").words(move || match count.get() {
            0 => "すべて修正されました".to_owned(),
            count => format!("入力内容に確認が必要な項目があります（{count}件）"),
        });
    let list = el("ul", "app-error-summary__list").parts(move || faults.with(|faults| lines(desk, faults)));
    el("div", "app-error-summary")
        .set("id", ID)
        .set("tabindex", "-1")
        .set("aria-labelledby", "error-summary-title")
        .bind("data-state", move || (count.get() == 0).then(|| "clear".to_owned()))
        .add(el("div", "").set("role", "alert").add(title).add(list))
}

/// One link for each place, to where it is mended.
pub(crate) fn lines(desk: Desk, faults: &[Fault]) -> Vec<El> {
    // Of one page, or of several: the confirm page.
    let page = |fault: &Fault| desk.form.page_at(&fault.place);
    let first = faults.first().and_then(page);
    let are_of_one =
        faults.iter().all(|fault| page(fault).zip(first).is_some_and(|(one, first)| std::ptr::eq(one, first)));
    let mut places = Vec::new();
    let mut lines = Vec::new();
    for fault in faults {
        if places.contains(&fault.place) {
            continue;
        }
        places.push(fault.place);
        let place = desk.draft.with_untracked(|draft| fault.place_name(draft));
        let mut words = String::new();
        if let Some(page) = page(fault).filter(|_| !are_of_one) {
            words.push_str(page.title);
            words.push('：');
        }
        if !place.is_empty() {
            words.push_str(&place);
            words.push('：');
        }
        words.push_str(&fault.message());
        lines.push(el("li", "").add(link(&address_of(desk, &fault.place, &query()), &words)));
    }
    lines
}
