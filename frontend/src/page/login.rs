//! `/login` (N-050, N-021).

use crate::dom::window;
use nss_core::api::{Account, Login, Session};

use super::part::{Line, actions, form, lead, notice, submit, trouble};
use crate::desk::{Word, tell};
use crate::dom::run;
use crate::here::{Here, Visit};
use crate::signal::State;
use crate::view::{El, el, link};
use crate::{api, dom};

/// Where the address waits that asked for the login.
const BACK: &str = "nss.back";

/// Shows the login page; afterwards back to the address that asked for it.
pub(crate) fn then_back(here: Here) {
    if let (Some(storage), Ok(path)) = (dom::session_storage(), window().location().pathname()) {
        let _ = storage.set_item(BACK, &path);
    }
    here.redirect("/login");
}

/// The login page.
pub(super) fn page(here: Here) -> El {
    let (id, password) = (State::new(String::new()), State::new(String::new()));
    let (busy, words) = (State::new(false), State::new(None));
    let enter = move || {
        let login = Login { login_id: id.get_untracked(), password: password.get_untracked() };
        if login.login_id.trim().is_empty() || login.password.trim().is_empty() {
            words.set(Some("ログインIDとパスワードを入力してください。".to_owned()));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        words.set(None);
        run(async move {
            let reply = api::log_in(here.clock, &login).await;
            busy.set(false);
            match reply {
                Ok(session) => {
                    let next = next(&session);
                    here.visit.set(Visit::Known(Box::new(session)));
                    here.redirect(&next);
                    // What was typed before the last session ended.
                    if let Some(desk) = here.desk.get_untracked() {
                        desk.save_soon();
                    }
                    tell(Word::Look);
                }
                Err(trouble) => words.set(Some(trouble.words())),
            }
        });
    };
    let id =
        Line {
            id: "login_id", label: "ログインID", hint: "数字7桁", kind: "text", autofill: "username", text: id
        };
    let password = Line {
        id: "password",
        label: "パスワード",
        hint: "英大文字と数字8桁",
        kind: "password",
        autofill: "current-password",
        text: password,
    };
    let others = [("/terms", "ログインIDをお持ちでない方はこちら"), ("/password", "パスワードがわからない方はこちら")];
    super::page(
        "ログイン",
        vec![
            lead("E-mailで通知された仮ログインIDと仮パスワードを入力してください。"),
            el("div", "").part(move || here.account().filter(|_| !busy.get()).map(|account| inside(&account))),
            trouble(words),
            form(enter).add(id.draw()).add(password.draw()).add(actions(vec![submit("ログイン", busy)])),
            el("ul", "").all(others.map(|(href, words)| el("li", "").add(link(href, words)))),
        ],
    )
}

/// Who is logged in already goes on without a password.
fn inside(account: &Account) -> El {
    notice("info", &format!("{}様としてログインしています。", account.name))
        .add(link(&after(account), "このまま続ける"))
}

/// Where one goes after the login: back, or to the guidance, or to what was registered.
fn next(session: &Session) -> String {
    let back = dom::session_storage().and_then(|storage| {
        let path = storage.get_item(BACK).ok().flatten();
        let _ = storage.remove_item(BACK);
        path
    });
    let account = session.account.as_ref();
    let open = account.is_some_and(|account| account.draft.is_some());
    match (back, account) {
        // Whose earlier draft waits is told so first.
        (Some(path), Some(account)) if account.sealed.is_none() && (open || path.starts_with("/applications/")) => path,
        (_, Some(account)) => after(account),
        (_, None) => "/".to_owned(),
    }
}

/// To the guidance, or to what was registered.
fn after(account: &Account) -> String {
    match account.applications.first() {
        Some(application) if account.draft.is_none() => format!("/applications/{}", application.id),
        _ => "/apply/guidance".to_owned(),
    }
}
