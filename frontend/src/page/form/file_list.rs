//! A list of attached files: what may be attached, the way to choose, and the files (F078 … F086, C-085 … C-090, C-096).

mod line;

use nss_core::application::diagram;
use nss_core::file::{self, BLANK_FORM, BLANK_FORM_NAME, BLANK_FORM_SIZE};
use nss_core::form::{Fault, Need, Place, Rows, Section};
use nss_core::value::file_size;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::control::{faults, told};
use crate::desk::{Desk, Told};
use crate::page::part::p;
use crate::signal::{Derived, untrack};
use crate::view::{El, download, el};

/// The list with its heading, its help, the way to choose files and a line for each.
pub(super) fn draw(desk: Desk, list: &'static Section) -> El {
    let Rows::Many { least, most } = list.rows else { return el("div", "") };
    let id = list.key;
    let need = if least > 0 { Need::Required } else { Need::Optional };
    let mark = el("span", "app-field__need").text(need.words());
    let mark = if least > 0 { mark } else { mark.set("data-need", "optional") };
    let heading =
        el("h2", "app-section__title").set("id", &line::heading(list)).set("tabindex", "-1").text(list.title).text(" ");
    let removed = move |told: &Told| matches!(told, Told::Removed { section, .. } if *section == list);
    let lines = Derived::new(move || line::all(desk, list));
    let draw_lines = move || {
        line::keep_focus(list);
        lines.with(|lines| untrack(|| lines.iter().map(|line| line.draw(desk, list)).collect()))
    };
    let is_faulty = Derived::new(move || desk.shown(Place::List(list, None)).iter().any(Fault::blocks));
    let limits = format!("{}{most}件まで添付できます。", file::hint());
    let field = el("div", "app-field")
        .set("data-kind", "file")
        .bind("data-state", move || is_faulty.get().then(|| "error".to_owned()))
        .add(el("div", "app-field__hint").set("id", &format!("{id}-hint")).text(&limits))
        .add(chooser(desk, list, most, is_faulty))
        .add(faults(desk, Place::List(list, None)))
        .add(el("ul", "app-files__list").parts(draw_lines));
    el("section", "app-section")
        .add(heading.add(mark))
        .part(move || told(desk, removed))
        .all((*list == diagram::DIAGRAM).then(blank_form))
        .add(field)
}

/// The blank form of the システム構成図, with its type and size (F086).
fn blank_form() -> El {
    let words = format!("{BLANK_FORM_NAME}（Excel、{}）", file_size::said(BLANK_FORM_SIZE));
    p("ブランクフォームをダウンロードして作成し、ここに添付してください。")
        .set("class", "app-section__note")
        .add(el("br", ""))
        .add(download(BLANK_FORM, &words))
}

/// The box that files are dropped on: all of it is the input, which lies over the button. And how many there is room for.
fn chooser(desk: Desk, list: &'static Section, most: u16, is_faulty: Derived<bool>) -> El {
    let id = list.key;
    let described = format!("{id}-hint {id}-room");
    let input = el("input", "app-files__input")
        .set("type", "file")
        .set("multiple", "")
        .set("id", id)
        .set("accept", &file::accept())
        .bind("aria-describedby", move || {
            Some(if is_faulty.get() { format!("{described} {id}-faults") } else { described.clone() })
        })
        .bind("aria-invalid", move || is_faulty.get().then(|| "true".to_owned()))
        .on("change", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input
                && let Some(files) = input.files()
            {
                desk.attach(list, (0..files.length()).filter_map(|place| files.get(place)).collect());
                // The same file can be chosen again.
                input.set_value("");
            }
        });
    let label = el("label", "app-button")
        .set("for", id)
        .text("ファイルを選択")
        .add(el("span", "app-visually-hidden").text(&format!("：{}", list.title)));
    let room = move || match desk.room(list) {
        0 => format!("最大{most}件です。ほかのファイルを添付するときは、先に削除してください。"),
        room => format!("あと{room}件添付できます。ここにファイルをドラッグして添付することもできます。"),
    };
    let room = el("p", "app-files__room").set("id", &format!("{id}-room")).words(room);
    el("div", "app-files").add(label).add(room).add(input)
}
