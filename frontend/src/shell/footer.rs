//! The footer: whom to ask (C-099, F022).

use nss_core::api::Operator;

use crate::here::Here;
use crate::signal::Derived;
use crate::view::{El, el, link};

/// What the footer leads to.
const LINKS: [(&str, &str); 3] = [("/", "はじめに"), ("/terms", "システム利用規程"), ("/login", "ログイン")];

/// The footer of every page.
pub(crate) fn footer(here: Here) -> El {
    let operator = Derived::new(move || here.session().map(|session| session.operator));
    let contact = el("div", "app-contact")
        .add(el("h2", "app-contact__title").text("お問い合わせ"))
        .parts(move || operator.get().map_or_else(Vec::new, |operator| desks(&operator)));
    let links = LINKS.map(|(href, words)| el("li", "").add(link(href, words)));
    el("footer", "app-footer")
        .add(el("div", "app-footer__inner").add(contact).add(el("ul", "app-footer__links").all(links)))
}

fn desks(operator: &Operator) -> Vec<El> {
    let desk = |contact: &nss_core::api::Contact| {
        el("p", "")
            .text(&contact.name)
            .text(" ")
            .add(el("span", "app-contact__phone").text(&contact.telephone))
            .text(&format!("（{}）", contact.hours))
    };
    let name = el("p", "").text(&operator.name);
    std::iter::once(name).chain(operator.contacts.iter().map(desk)).collect()
}
