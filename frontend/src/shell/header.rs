//! The header: whose service, who is logged in, until when, and whether what was typed is saved.

use crate::dom::window;
use nss_core::api::{Account, Instant};

use crate::desk::{Desk, Saved, Word, is_empty, tell, wipe};
use crate::dom::run;
use crate::here::Here;
use crate::page::login;
use crate::signal::{Derived, untrack};
use crate::view::{El, el, link_button};
use crate::{api, clock, dom};

/// The header of every page.
pub(crate) fn header(here: Here) -> El {
    // Not when the session ends, which moves all the time.
    let account = Derived::new(move || {
        let Account { company, name, expires_at, .. } = here.account()?;
        Some((format!("{company}　{name} 様"), expires_at))
    });
    let name = el("a", "app-header__name")
        .set("href", "/")
        .text("NACCSサポートシステム ")
        .add(el("span", "app-header__sub").text("NSS"));
    el("header", "app-header").add(
        el("div", "app-header__inner")
            .add(name)
            .part(move || account.get().map(|(name, expiry)| who(here, &name, expiry))),
    )
}

/// Who is logged in, until when the provisional account lives (F005), and the way out.
fn who(here: Here, name: &str, expiry: Option<Instant>) -> El {
    let expiry = expiry
        .map(|instant| el("span", "app-header__expiry").text(&format!("申込期限 {}まで", clock::written(&instant))));
    el("div", "app-header__account")
        .add(el("span", "app-header__who").text(name))
        .all(expiry)
        .add(save_status(here))
        .add(link_button("ログアウト", move || log_out(here)))
}

/// 「10:42 保存しました」 (F094, F095).
fn save_status(here: Here) -> El {
    let saved = Derived::new(move || here.desk.get().map_or(Saved::Untouched, |desk| desk.saved.get()));
    let undecided = Derived::new(move || here.desk.get().is_some_and(Desk::is_undecided));
    let words = move || match saved.get() {
        Saved::Untouched => String::new(),
        Saved::At(instant) => {
            let but = if undecided.get() {
                "。別の画面と異なる項目は、どちらかを選ぶと保存します。"
            } else {
                ""
            };
            format!("{} 保存しました{but}", clock::time(&instant))
        }
        Saved::Waiting => {
            "サーバに接続できません。入力した内容はこのブラウザに残っていて、接続が戻ると保存します。".to_owned()
        }
        Saved::LoggedOut => "ログアウトしました。入力した内容はこのブラウザに残っています。".to_owned(),
        Saved::Refused(words) => words,
    };
    let state = move || match saved.get() {
        Saved::Untouched => None,
        Saved::At(_) if undecided.get() => Some("conflict".to_owned()),
        Saved::At(_) => Some("saved".to_owned()),
        Saved::Waiting => Some("offline".to_owned()),
        Saved::LoggedOut | Saved::Refused(_) => Some("failed".to_owned()),
    };
    el("p", "app-save-status").set("role", "status").bind("data-state", state).words(words).part(move || {
        let out = saved.with(|saved| *saved == Saved::LoggedOut);
        out.then(|| link_button("ログインして続ける", move || login::then_back(here)))
    })
}

/// For how many tenths of a second other tabs are waited for.
const OTHERS: u32 = 20;
const UNSAVED: &str = "保存できていない内容があります。ログアウトすると、その内容はなくなります。ログアウトしますか。";
const UNDECIDED: &str = "別の画面と異なる項目で、どちらの内容にするかを選んでいないものがあります。\
                         ログアウトすると、この画面の内容はなくなります。ログアウトしますか。";

/// Saves, ends the session and wipes what the browser kept. What cannot be saved is asked about first.
pub(crate) fn log_out(here: Here) {
    run(async move {
        if let Some(desk) = here.desk.get_untracked() {
            tell(Word::Save);
            let is_saved = desk.save_all().await;
            let is_decided = !untrack(|| desk.is_undecided());
            // Other tabs save meanwhile; what one keeps that is gone is not saved by anybody.
            for _ in 0..OTHERS {
                if !is_saved || !is_decided || is_empty().await {
                    break;
                }
                dom::pause(100).await;
            }
            let asked = match (is_decided, is_saved && is_empty().await) {
                (false, _) => Some(UNDECIDED),
                (true, false) => Some(UNSAVED),
                (true, true) => None,
            };
            if asked.is_some_and(|words| !window().confirm_with_message(words).unwrap_or(false)) {
                return;
            }
        }
        match api::log_out(here.clock).await {
            Ok(()) => {
                if let Some(desk) = here.desk.get_untracked() {
                    desk.close();
                }
                wipe();
                tell(Word::Left);
                here.news.set(None);
                here.desk.set(None);
                here.ask();
                here.go("/login");
                here.say("ログアウトしました");
            }
            Err(trouble) => here.tell(&trouble.words(), None),
        }
    });
}
