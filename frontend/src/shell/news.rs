//! What happened elsewhere, at the foot of the window until it is closed.

use crate::here::Here;
use crate::view::{El, el, link, link_button};

/// The sentence, where it leads, and 「閉じる」.
pub(crate) fn news(here: Here) -> El {
    el("div", "").set("role", "status").part(move || {
        let (words, way) = here.news.get()?;
        Some(
            el("div", "app-session")
                .set("data-variant", "info")
                .add(el("p", "app-session__text").text(&words))
                .all(way.map(|(href, words)| link(&href, words)))
                .add(link_button("閉じる", move || here.news.set(None))),
        )
    })
}
