//! What is missing until 登録, on every page of the form, at any moment: each a link (M6).

use nss_core::form::{Fault, Page, status::missing};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::desk::Desk;
use crate::page::form::error_summary::lines;
use crate::signal::{Derived, State};
use crate::view::{El, el};

/// The panel; `open`: its list is seen from the start.
pub(super) fn readiness(desk: Desk, open: bool) -> El {
    let is_open = State::new(open);
    let count = Derived::new(move || desk.faults.with(|faults| faults.iter().filter(|fault| fault.blocks()).count()));
    let summary = el("summary", "").words(move || match count.get() {
        0 => "入力はすべてそろっています".to_owned(),
        count => format!("登録まであと{count}件"),
    });
    let panel = el("details", "app-details app-readiness");
    let panel = if open { panel.set("open", "") } else { panel };
    panel
        .on("toggle", move |event| {
            let details: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
            is_open.set(details.is_some_and(|details| details.has_attribute("open")));
        })
        .add(summary)
        // Drawn only while it is seen: there may be hundreds of lines.
        .add(el("div", "app-details__body").parts(move || if is_open.get() { pages(desk) } else { Vec::new() }))
}

fn pages(desk: Desk) -> Vec<El> {
    let one = |page: &'static Page, faults: Vec<Fault>| {
        let title = el("p", "app-readiness__page").text(&format!("{}（{}件）", page.title, faults.len()));
        el("div", "").add(title).add(el("ul", "").all(lines(desk, &faults)))
    };
    desk.faults.with(|faults| {
        desk.draft.with_untracked(|draft| {
            missing(draft, faults).into_iter().map(|(page, faults)| one(page, faults)).collect()
        })
    })
}
