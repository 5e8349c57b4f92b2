//! The pages: the table of addresses, and what is the same on each.

mod application;
mod apply;
mod entrance;
mod form;
pub(crate) use form::conflicts::address as conflicts_at;
pub(crate) mod login;
mod part;
mod password;
mod register;
mod terms;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::dom::document;
use crate::signal::untrack;

use crate::dom;
use crate::here::{Here, Visit};
use crate::signal::Derived;
use crate::signal::{Give, follow};
use crate::view::{El, el, link};
use part::{notice, retry};

/// The page of an address.
pub(crate) fn at(here: Here, path: &str) -> El {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments[..] {
        [] => entrance::page(here),
        ["terms"] => terms::page(here),
        ["register"] => register::page(here),
        ["register", "confirm"] => register::confirm::page(here),
        ["register", "done"] => register::done::page(here),
        ["login"] => login::page(here),
        ["password"] => password::page(here),
        ["apply", "guidance"] => apply::guidance::page(here),
        ["apply", "tasks"] => apply::tasks::page(here),
        ["apply", "confirm"] => apply::confirm::page(here),
        ["apply", "done"] => apply::done::page(here),
        ["apply", path] => apply::page::page(here, path),
        ["apply", path, row] => apply::page::row(here, path, row),
        ["applications", id] => application::page(here, id),
        _ => missing(),
    }
}

/// A page: one `main`, its heading, and what stands below.
fn page(title: &str, body: Vec<El>) -> El {
    entitle(title, || false);
    el("div", "app-layout").add(main().add(heading(title)).all(body))
}

/// The one `main` of a page.
fn main() -> El {
    el("main", "app-layout__main").set("id", "main")
}

/// The heading of a page; it takes the focus when one came from another page, not when the browser has just opened
/// this one (F025).
fn heading(title: &str) -> El {
    static OPENED: AtomicBool = AtomicBool::new(false);
    if OPENED.swap(true, Ordering::Relaxed) {
        dom::arrive();
    }
    el("h1", "app-title").set("id", "title").set("tabindex", "-1").text(title)
}

/// The title of the window; it begins with 「エラー：」 while something is to be mended (F032).
fn entitle(title: &str, faulty: impl Fn() -> bool + 'static) {
    let title = title.to_owned();
    follow(Box::new(move || {
        let mark = if faulty() { "エラー：" } else { "" };
        document().set_title(&format!("{mark}{title}｜NSS"));
    }));
}

/// An address that leads nowhere.
fn missing() -> El {
    page(
        "ページが見つかりません",
        vec![
            el("p", "").text("アドレスが変わったか、入力に誤りがあるかもしれません。"),
            el("p", "").add(link("/", "はじめのページへ")),
        ],
    )
}

/// Draws once somebody is logged in; asks to log in otherwise.
fn for_account(here: Here, draw: impl Fn() -> El + 'static) -> El {
    drawn_for_account(here, Box::new(draw))
}

// Once for all pages.
fn drawn_for_account(here: Here, draw: Box<dyn Give<El>>) -> El {
    let known = Derived::new(move || {
        here.visit.with(|visit| match visit {
            Visit::Asking => Ok(None),
            Visit::Failed(trouble) => Err(trouble.words()),
            Visit::Known(session) => Ok(Some(session.account.as_ref().map(|account| account.login_id.clone()))),
        })
    });
    el("div", "").part(move || match known.get() {
        Ok(None) => Some(loading()),
        Ok(Some(None)) => {
            login::then_back(here);
            None
        }
        Ok(Some(Some(_))) => Some(untrack(|| draw.give())),
        Err(words) => Some(page("ページを表示できません", vec![notice("error", &words), retry(move || here.ask())])),
    })
}

/// While something is fetched.
fn loading() -> El {
    el("div", "app-loading").set("role", "status").text("読み込んでいます")
}
