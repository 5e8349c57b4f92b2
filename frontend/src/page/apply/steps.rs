//! The steps beside a page (F016), with how far each is.

use nss_core::form::status::status;
use nss_core::form::{Page, Status};

use super::readiness::readiness;
use crate::desk::Desk;
use crate::page::form::address;
use crate::signal::{Derived, untrack};
use crate::view::{El, el, link};

/// How far a page is, as the stylesheet and as people say it.
pub(super) fn state(desk: Desk, page: &'static Page) -> (&'static str, &'static str) {
    let status = desk.draft.with(|draft| desk.faults.with(|faults| status(draft, page, faults)));
    let state = match status {
        Status::NotStarted | Status::Optional => "todo",
        Status::InProgress => "doing",
        Status::NeedsCheck => "check",
        Status::Complete => "done",
    };
    (state, status.word())
}

/// The paths of the pages that apply now.
pub(super) fn applying(desk: Desk) -> Vec<&'static str> {
    desk.draft.with(|draft| desk.form.pages.iter().filter(|page| page.applies(draft)).map(|page| page.path).collect())
}

/// The pages of the form and the confirm page; `now` is the path of the one that is open.
pub(super) fn steps(desk: Desk, now: &'static str) -> El {
    let pages = Derived::new(move || applying(desk));
    let count = move || {
        pages.with(|pages| {
            let place = pages.iter().position(|path| *path == now).unwrap_or(pages.len());
            format!("全{}手順中{}番目", pages.len() + 1, place + 1)
        })
    };
    let item = move |page: &'static Page| {
        let state = Derived::new(move || state(desk, page));
        let name = el("span", "app-steps__name").text(page.title);
        let word = el("span", "app-steps__state").words(move || state.get().1.to_owned());
        let link = link(&address(desk, page), "").set("class", "app-steps__link").add(name).add(word);
        let link = if page.path == now { link.set("aria-current", "step") } else { link };
        // The stylesheet's words for steps.
        let mark = move || match state.get().0 {
            "check" => Some("error".to_owned()),
            "todo" => None,
            state => Some(state.to_owned()),
        };
        el("li", "app-steps__item").bind("data-state", mark).add(link)
    };
    let items = move || {
        let all = desk.form.pages.iter().filter(|page| pages.with(|pages| pages.contains(&page.path)));
        all.map(|page| untrack(|| item(page))).collect()
    };
    let confirm = link("/apply/confirm", "").set("class", "app-steps__link");
    let confirm = confirm.add(el("span", "app-steps__name").text("申込内容 確認"));
    let confirm = if now.is_empty() { confirm.set("aria-current", "step") } else { confirm };
    let list = el("ol", "app-steps__list").parts(items).add(el("li", "app-steps__item").add(confirm));
    let nav = el("nav", "app-steps")
        .set("aria-label", "申込の手順")
        .add(el("p", "app-visually-hidden").words(count))
        .add(list);
    el("aside", "app-layout__side")
        .set("aria-label", "申込の状況")
        .add(nav)
        .add(readiness(desk, false))
        .add(el("p", "").add(link("/apply/tasks", "入力の状況を見る")))
}
