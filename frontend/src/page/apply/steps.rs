//! The steps beside a page (F016), with how far each is.

use nss_core::form::status::status;
use nss_core::form::{Page, Status};

use crate::desk::Desk;
use crate::page::form::address;
use crate::signal::Derived;
use crate::view::{El, el, link};

/// How far a page is, as the stylesheet and as people say it.
pub(super) fn state(desk: Desk, page: &'static Page) -> (&'static str, &'static str) {
    let status = desk.draft.with(|draft| desk.faults.with(|faults| status(draft, page, faults)));
    let state = match status {
        Status::NotStarted => "todo",
        Status::InProgress => "doing",
        Status::NeedsCheck => "check",
        Status::Complete => "done",
    };
    (state, status.word())
}

/// The pages of the form and the confirm page; `now` is the path of the one that is open.
pub(super) fn steps(desk: Desk, now: &'static str) -> El {
    let pages = desk.form.pages;
    let count = pages.len() + 1;
    let place = pages.iter().position(|page| page.path == now).unwrap_or(pages.len()) + 1;
    let items = pages.iter().map(|page| {
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
    });
    let confirm = link("/apply/confirm", "").set("class", "app-steps__link");
    let confirm = confirm.add(el("span", "app-steps__name").text("申込内容 確認"));
    let confirm = if place == count { confirm.set("aria-current", "step") } else { confirm };
    let list = el("ol", "app-steps__list").all(items).add(el("li", "app-steps__item").add(confirm));
    let nav = el("nav", "app-steps")
        .set("aria-label", "申込の手順")
        .add(el("p", "app-visually-hidden").text(&format!("全{count}手順中{place}番目")))
        .add(list);
    el("aside", "app-layout__side")
        .set("aria-label", "申込の状況")
        .add(nav)
        .add(el("p", "").add(link("/apply/tasks", "入力の状況を見る")))
}
