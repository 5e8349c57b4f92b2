//! `/password`: a lost password is sent anew to the registered address.

use super::part::{Line, actions, form, lead, notice, submit, trouble};
use crate::api;
use crate::dom::run;
use crate::here::Here;
use crate::signal::State;
use crate::view::{El, el, link};

/// What is said whether the address is known or not (F004).
const SENT: &str = "送信を受け付けました。ご登録のアドレスであれば、まもなくメールが届きます。\
                    届かない場合は、迷惑フィルターの設定とアドレスをご確認ください。";

/// Asks for the address.
pub(super) fn page(here: Here) -> El {
    let mail = State::new(String::new());
    let (busy, words, sent) = (State::new(false), State::new(None), State::new(false));
    let order = move || {
        let mail = mail.get_untracked();
        if mail.trim().is_empty() {
            words.set(Some("E-mailアドレスを入力してください。".to_owned()));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        words.set(None);
        run(async move {
            match api::reissue(here.clock, &mail).await {
                Ok(()) => sent.set(true),
                Err(trouble) => words.set(Some(trouble.words())),
            }
            busy.set(false);
        });
    };
    let mail = Line {
        id: "mail",
        label: "E-mailアドレス",
        hint: "仮アカウントの登録で入力したもの",
        kind: "email",
        autofill: "email",
        text: mail,
    };
    super::page(
        "パスワードの再発行",
        vec![
            lead("登録したE-mailアドレスに、新しい仮パスワードを送ります。申込の期限は変わりません。"),
            trouble(words),
            form(order).add(mail.draw()).add(actions(vec![submit("新しいパスワードを送る", busy)])),
            el("div", "").set("role", "status").part(move || sent.get().then(|| notice("success", SENT))),
            el("p", "").add(link("/login", "ログインへ")),
        ],
    )
}
