//! Where two devices changed the same answer: both are shown, and one decides.

use nss_core::form::Conflict;

use crate::desk::Desk;
use crate::view::{El, button, el};

/// What is to be decided.
pub(super) fn conflicts(desk: Desk) -> El {
    el("div", "").parts(move || desk.conflicts.get().into_iter().map(|conflict| one(desk, conflict)).collect())
}

fn one(desk: Desk, conflict: Conflict) -> El {
    let name = |section, row, inner| {
        let name = desk.draft.with_untracked(|draft| draft.row_name(section, row, inner));
        if name.is_empty() { name } else { format!("{name}：") }
    };
    let (what, mine, theirs) = match &conflict {
        Conflict::Answer { at, mine, theirs, .. } => (
            format!("{}{}", name(at.field.section(), at.row, at.inner), at.field.label),
            at.field.kind.words(mine).into_owned(),
            at.field.kind.words(theirs).into_owned(),
        ),
        Conflict::Row { section, row, inner, removed_by_me } => {
            let (mine, theirs) = if *removed_by_me { ("削除", "変更") } else { ("変更", "削除") };
            (name(section, *row, *inner), mine.to_owned(), theirs.to_owned())
        }
    };
    let side = |name: &str, words: &str| {
        el("div", "app-compare__side").add(el("dt", "").text(name)).add(el("dd", "").text(words))
    };
    let other = conflict.clone();
    el("div", "app-compare")
        .set("role", "status")
        .add(el("p", "app-compare__title").text(&format!("別の画面でも変更されています。{what}")))
        .add(
            el("dl", "app-compare__sides")
                .add(side("この画面", &mine))
                .add(side("別の画面", &theirs).set("data-side", "new")),
        )
        .add(
            el("div", "app-actions")
                .add(button("この画面の内容にする", "", move || desk.decide(&conflict, false)))
                .add(button("別の画面の内容にする", "", move || desk.decide(&other, true))),
        )
}
