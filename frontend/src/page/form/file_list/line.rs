//! The line of one file: its name and size, how far it is, what is wrong, and what can be done.

use nss_core::form::{At, Place, RowId, Section};
use nss_core::value::file_size;

use crate::desk::{Desk, Stage};
use crate::dom;
use crate::view::{El, download, el, link_button};

/// A file of a list; drawn again when anything of it changes.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    row: RowId,
    name: String,
    size: String,
    /// Where it stands, if it is not attached yet.
    stage: Option<Stage>,
    /// What is wrong with it.
    wrong: String,
}

/// The id of the list's heading, which has the focus when a line is gone.
pub(super) fn heading(list: &Section) -> String {
    format!("{}-title", list.key)
}

/// Attached files first, in the order of the draft, then those on their way.
pub(super) fn all(desk: Desk, list: &'static Section) -> Vec<Line> {
    let mut lines = Vec::new();
    let [name, size] = list.fields else { return lines };
    let chosen = desk.uploads.get();
    for row in desk.row_ids(list, None) {
        if chosen.iter().any(|upload| upload.row == row) {
            continue;
        }
        let [name, size] = [name, size].map(|field| At::row(field, row));
        let mut wrong = String::new();
        for fault in [name, size].map(|at| desk.shown(Place::Answer(at))).iter().flatten() {
            wrong.push_str(&fault.message());
        }
        let size = file_size::words(&desk.text(size));
        lines.push(Line { row, name: desk.text(name), size, stage: None, wrong });
    }
    for upload in chosen.into_iter().filter(|upload| *upload.list == *list) {
        let wrong = match &upload.stage {
            Stage::Failed(words) | Stage::Refused(words) => words.clone(),
            _ => String::new(),
        };
        let size = file_size::said(upload.size);
        lines.push(Line { row: upload.row, name: upload.name, size, stage: Some(upload.stage), wrong });
    }
    lines
}

/// The lines are about to be drawn anew. What has the focus in them has it again; if that is no longer there, the name.
pub(super) fn keep_focus(list: &Section) {
    let focused = dom::focused();
    if focused.starts_with(list.key)
        && let Some((name, _)) = focused.rsplit_once('/')
    {
        dom::focus_soon(name);
        dom::focus_soon(&focused);
    }
}

impl Line {
    /// The line. The id of its name is its answer's path, so that the error summary leads there.
    pub(super) fn draw(&self, desk: Desk, list: &'static Section) -> El {
        let row = self.row;
        let id = &list.fields.first().map_or_else(String::new, |name| At::row(name, row).path());
        let name = if self.stage.is_some() {
            el("span", "").set("tabindex", "-1").text(&self.name)
        } else {
            download(&format!("{}/{row}", desk.files()), &self.name)
        };
        let faults = format!("{id}-faults");
        let name = name.set("id", id).set("aria-describedby", &faults);
        let line = el("li", "app-files__item")
            .add(el("span", "app-files__name").add(name))
            .add(el("span", "app-files__size").text(&self.size));
        let close = || -> Box<dyn Fn()> {
            Box::new(move || {
                desk.give_up(row);
                dom::focus_soon(list.key);
            })
        };
        let line = match &self.stage {
            None => {
                let state = self.wrong.is_empty().then(|| state("done", "添付済み"));
                let remove = move || {
                    desk.remove_row(list, None, row);
                    dom::focus_soon(&heading(list));
                };
                line.all(state).add(self.action(id, "削除", Box::new(remove)))
            }
            Some(Stage::Waiting) => line.add(state("todo", "送信待ち")).add(self.action(id, "中止", close())),
            Some(Stage::Sending) => {
                line.add(self.progress(desk)).add(state("doing", "送信中")).add(self.action(id, "中止", close()))
            }
            Some(Stage::Failed(_)) => line
                .add(self.action(id, "もう一度送る", Box::new(move || desk.send_again(row))))
                .add(self.action(id, "中止", close())),
            Some(Stage::Refused(_)) => line.add(self.action(id, "閉じる", close())),
        };
        let wrong = (!self.wrong.is_empty()).then(|| el("div", "app-field__error").text("＊").text(&self.wrong));
        line.add(el("div", "app-files__faults").set("id", &faults).all(wrong))
    }

    /// How much was sent. Never said aloud: start and end are.
    fn progress(&self, desk: Desk) -> El {
        el("progress", "app-files__progress")
            .set("max", "100")
            .set("aria-label", &format!("「{}」の送信", self.name))
            .bind("value", move || Some(desk.sent.get().to_string()))
    }

    /// What can be done; to the ear it names the file.
    fn action(&self, id: &str, words: &str, press: Box<dyn Fn()>) -> El {
        link_button(words, press)
            .set("id", &format!("{id}/{words}"))
            .add(el("span", "app-visually-hidden").text(&format!("：{}", self.name)))
    }
}

fn state(state: &str, words: &str) -> El {
    el("span", "app-status").set("data-state", state).text(words)
}
