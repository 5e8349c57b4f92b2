//! Rows from a spreadsheet: pasted into a box, taken as a whole or not at all (F077).

use nss_core::form::{Page, Section, sheet::columns};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::desk::Desk;
use crate::dom;
use crate::page::part::{p, trouble};
use crate::signal::State;
use crate::view::{El, button, el};

/// The box, which opens in place.
pub(super) fn draw(desk: Desk, page: &'static Page, section: &'static Section) -> El {
    let words = State::new(None);
    let id = format!("{}-sheet", section.key);
    let (label, hint, found) = (id.clone(), format!("{id}-hint"), id.clone());
    let add = move || {
        let Some(area) = dom::element(&found) else { return };
        let area: HtmlTextAreaElement = area.unchecked_into();
        let added = desk.paste(page, section, &area.value());
        if added.is_ok() {
            area.set_value("");
            dom::focus_soon(section.key);
        }
        words.set(added.err());
    };
    let names: Vec<&str> = columns(section).map(|field| field.label).collect();
    let more =
        section.inner.map(|list| p(&format!("{}の列だけの行は、前の行の{}になります。", list.title, list.title)));
    let body = el("div", "app-details__body")
        .add(p("1行が1件です。先頭の行が見出しのときは見出しの順に、ないときは次の順に読み取ります。").set("id", &hint))
        .add(p(&names.join("／")))
        .all(more)
        .add(
            el("div", "app-field")
                .set("data-kind", "long_text")
                .add(el("label", "app-field__label").set("for", &label).text("コピーした行"))
                .add(el("textarea", "app-input").set("id", &id).set("rows", "5").set("aria-describedby", &hint)),
        )
        .add(trouble(words))
        .add(el("div", "app-actions").add(button("貼り付けた行を追加する", "", add)));
    el("details", "app-details").add(el("summary", "").text("表計算ソフトから貼り付ける")).add(body)
}
