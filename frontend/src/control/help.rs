//! What helps before and beside typing: hint, advice for today, the operator's page, an example, a suggestion.

use nss_core::form::{At, Scope};

use crate::desk::Desk;
use crate::signal::Derived;
use crate::view::{El, el, link, link_button};

/// The hint, what is advised today, and the operator's page behind 「こちら」 where there is one.
pub(super) fn hint(desk: Desk, at: At) -> El {
    let field = at.field;
    let advice = field.advice.map(|advice| {
        let today = desk.here.clock.today();
        let words = Derived::new(move || desk.draft.with(|draft| advice(&Scope::at(draft, at), today)));
        el("div", "app-field__advice").words(move || words.get())
    });
    let page = move || {
        let page = desk.here.links.with(|links| links.iter().find(|link| link.key == field.link).cloned())?;
        Some(link(&page.url, &page.label).set("target", "_blank").set("rel", "noopener"))
    };
    let hint = el("div", "app-field__hint").text(field.hint).all(advice);
    if field.link.is_empty() { hint } else { hint.text(" ").part(page) }
}

/// 記載例, in place; it is put in only where nothing stands (F044).
pub(super) fn example(desk: Desk, at: At) -> Option<El> {
    let example = at.field.example;
    let is_empty = Derived::new(move || desk.text(at).is_empty());
    let put = move || {
        is_empty.get().then(|| link_button("この例を入れる", move || desk.fill(&[(at, example.to_owned())])))
    };
    (!example.is_empty()).then(|| {
        el("details", "app-details")
            .add(el("summary", "").text("記載例を見る"))
            .add(el("div", "app-details__body").add(el("p", "").text(example)).part(put))
    })
}

/// A choice that follows from other answers; never made by itself.
pub(super) fn suggestion(desk: Desk, at: At) -> Option<El> {
    let suggested = at.field.suggested?;
    let choice = Derived::new(move || {
        desk.draft.with(|draft| {
            let choice = suggested(&Scope::at(draft, at));
            if draft.get(at) == choice { "" } else { choice }
        })
    });
    Some(el("div", "").set("aria-live", "polite").part(move || {
        let choice = choice.get();
        let words = at.field.kind.words(choice).into_owned();
        let take = move || desk.choose(at, choice);
        (!choice.is_empty()).then(|| {
            el("div", "app-field__changed")
                .text(&format!("ほかの入力からの候補：{words} "))
                .add(link_button(&format!("「{words}」にする"), take))
        })
    }))
}
