//! The pages: the table of addresses, and what is the same on each.

mod application;
mod apply;
mod entrance;
mod login;
mod part;
mod password;
mod register;
mod terms;

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;

use crate::dom;
use crate::here::{Here, Visit};
use part::{notice, retry};

/// The page of an address.
pub(crate) fn at(here: Here, path: &str) -> AnyView {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments[..] {
        [] => entrance::page(),
        ["terms"] => terms::page(here),
        ["register", "done"] => register::done::page(here),
        ["login"] => login::page(here),
        ["password"] => password::page(here),
        ["apply", "guidance"] => apply::guidance::page(here),
        ["apply", "done"] => apply::done::page(here),
        ["applications", id] => application::page(here, id),
        _ => missing(),
    }
}

/// A page in one column: its heading and what stands below.
fn page(title: &str, body: AnyView) -> AnyView {
    Sheet::new(title).draw(body)
}

/// What is the same on each page: one `main`, one heading that takes the focus, the title of the window.
struct Sheet {
    title: String,
    side: AnyView,
    above: AnyView,
    faulty: Signal<bool>,
}

impl Sheet {
    fn new(title: &str) -> Self {
        Self { title: title.to_owned(), side: ().into_any(), above: ().into_any(), faulty: Signal::stored(false) }
    }

    fn draw(self, body: AnyView) -> AnyView {
        let Self { title, side, above, faulty } = self;
        let heading = title.clone();
        Effect::new(move |_| {
            let mark = if faulty.get() { "エラー：" } else { "" };
            document().set_title(&format!("{mark}{heading}｜NSS"));
        });
        take_focus();
        view! {
            <div class="app-layout">
                {side}
                <main class="app-layout__main" id="main">
                    {above}
                    <h1 class="app-title" id="title" tabindex="-1">{title}</h1>
                    {body}
                </main>
            </div>
        }
        .into_any()
    }
}

/// The heading takes the focus when one came from another page, not when the browser has just opened this one (F025).
fn take_focus() {
    static OPENED: AtomicBool = AtomicBool::new(false);
    if OPENED.swap(true, Ordering::Relaxed) {
        dom::focus_soon("title");
    }
}

/// An address that leads nowhere.
fn missing() -> AnyView {
    page(
        "ページが見つかりません",
        view! {
            <p>"アドレスが変わったか、入力に誤りがあるかもしれません。"</p>
            <p><a href="/">"はじめのページへ"</a></p>
        }
        .into_any(),
    )
}

/// Draws once somebody is logged in; asks to log in otherwise.
fn for_account(here: Here, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let known = Memo::new(move |_| {
        here.visit.with(|visit| match visit {
            Visit::Asking => Ok(None),
            Visit::Failed(trouble) => Err(trouble.clone()),
            Visit::Known(session) => Ok(Some(session.account.as_ref().map(|account| account.login_id.clone()))),
        })
    });
    view! {
        {move || match known.get() {
            Ok(None) => view! { <div class="app-loading" role="status">"読み込んでいます"</div> }.into_any(),
            Ok(Some(None)) => {
                login::then_back(here);
                ().into_any()
            }
            Ok(Some(Some(_))) => untrack(&draw),
            Err(trouble) => page("ページを表示できません", view! {
                {notice("error", trouble.words())}
                {retry(move || here.ask())}
            }.into_any()),
        }}
    }
    .into_any()
}
