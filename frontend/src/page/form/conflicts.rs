//! Where two devices changed the same answer: both are shown, and one decides; elsewhere it is said where that is.

use nss_core::form::{Conflict, Page, RowId};

use crate::desk::Desk;
use crate::dom;
use crate::view::{El, button, el, link};

/// The id of what is to be decided on a page.
const ID: &str = "conflicts";

/// The address at which the conflicts of a page are decided.
pub(crate) fn address(desk: Desk, page: &Page) -> String {
    format!("{}#{ID}", super::address(desk, page))
}

/// What is to be decided on a page, or in one row of it.
pub(super) fn conflicts(desk: Desk, page: &'static Page, row: Option<RowId>) -> El {
    let is_here = move |conflict: &Conflict| {
        let in_row = match conflict {
            Conflict::Answer { at, .. } => at.row,
            Conflict::Row { row, .. } => *row,
        };
        stands_on(desk, conflict, page) && (row.is_none() || in_row == row)
    };
    el("div", "app-conflicts").set("id", ID).set("tabindex", "-1").parts(move || {
        desk.conflicts.with(|all| all.iter().filter(|one| is_here(one)).map(|known| one(desk, known)).collect())
    })
}

/// A line for each other page on which something is to be decided.
pub(crate) fn elsewhere(desk: Desk, here: Option<&'static Page>) -> El {
    el("div", "").parts(move || {
        let pages = desk.form.pages.iter().filter(|page| here.is_none_or(|here| here.path != page.path));
        desk.conflicts.with(|all| {
            let has = |page: &&&'static Page| all.iter().any(|one| stands_on(desk, one, page));
            let line = |page: &&'static Page| {
                let words = "別の画面と内容が異なる項目があります。どちらの内容にするかを選んでください。";
                let body = el("div", "app-notice__body").add(el("p", "").text(words));
                let body = body.add(link(&address(desk, page), page.title));
                el("div", "app-notice").set("data-variant", "warning").add(body)
            };
            pages.filter(has).map(line).collect()
        })
    })
}

fn stands_on(desk: Desk, conflict: &Conflict, page: &Page) -> bool {
    desk.form.page_at(&conflict.place()).is_some_and(|on| on.path == page.path)
}

fn one(desk: Desk, conflict: &Conflict) -> El {
    let name = |section, row, inner| desk.draft.with_untracked(|draft| draft.row_name(section, row, inner));
    let (what, [mine, theirs]) = match conflict {
        Conflict::Answer { at, theirs, .. } => {
            let at = *at;
            let mut name = name(at.field.section(), at.row, at.inner);
            if !name.is_empty() {
                name.push('：');
            }
            name.push_str(at.field.label);
            let mine = el("dd", "").words(move || words(at.field.kind.words(&desk.text(at)).into_owned()));
            (name, [mine, el("dd", "").text(&words(at.field.kind.words(theirs).into_owned()))])
        }
        Conflict::Row { section, row, inner, removed_by_me, .. } => {
            let known = conflict.clone();
            let changed = el("dd", "").words(move || {
                desk.draft.with(|draft| {
                    let mut text = "変更".to_owned();
                    for (field, now) in known.changes(draft) {
                        let now = words(field.kind.words(now).into_owned());
                        for part in ["「", field.label, "：", &now, "」"] {
                            text.push_str(part);
                        }
                    }
                    text
                })
            });
            let removed = el("dd", "").text("削除");
            let sides = if *removed_by_me { [removed, changed] } else { [changed, removed] };
            (name(section, *row, *inner), sides)
        }
    };
    let side = |name: &str, words: El| el("div", "app-compare__side").add(el("dt", "").text(name)).add(words);
    let choice = |words: &str, theirs: bool| {
        let conflict = conflict.clone();
        button(words, "", move || {
            desk.decide(&conflict, theirs);
            // The button goes.
            dom::focus_soon(&match &conflict {
                Conflict::Answer { at, .. } => at.path(),
                Conflict::Row { .. } => "title".to_owned(),
            });
        })
    };
    el("div", "app-compare")
        .set("role", "status")
        .add(el("p", "app-compare__title").text(&format!("別の画面でも変更されています。{what}")))
        .add(
            el("dl", "app-compare__sides")
                .add(side("この画面", mine))
                .add(side("別の画面", theirs).set("data-side", "new")),
        )
        .add(
            el("div", "app-actions")
                .add(choice("この画面の内容にする", false))
                .add(choice("別の画面の内容にする", true)),
        )
}

fn words(text: String) -> String {
    if text.is_empty() { "未入力".to_owned() } else { text }
}
