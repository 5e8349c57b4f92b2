//! The frame around every page, and the start.

use crate::signal::untrack;

use crate::here::Here;
use crate::view::{el, link};
use crate::{desk, page, press, shell};

/// Skip link, header, the page of the address, footer.
pub(crate) fn app() {
    press::start();
    let here = Here::start();
    desk::listen(here);
    shell::renew_when_old(here);
    link("#main", "本文へ移動").set("class", "app-skip-link").mount();
    shell::header(here).mount();
    el("div", "")
        .part(move || {
            let path = here.route.path();
            Some(untrack(|| page::at(here, &path)))
        })
        .mount();
    shell::footer(here).mount();
    el("div", "app-foot").add(shell::session_end(here)).add(shell::news(here)).mount();
    el("div", "app-visually-hidden").set("role", "status").words(move || here.said.get()).mount();
}
