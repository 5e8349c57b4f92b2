//! `/register/confirm`: 内容を確認の上「申込内容を登録する」 (N-038).

use nss_core::api::ProblemKind;
use nss_core::form::Place;

use super::{done, with_desk};
use crate::api;
use crate::desk::Desk;
use crate::dom::run;
use crate::here::Here;
use crate::page::form::address_of;
use crate::page::form::answers::Reading;
use crate::page::form::error_summary::error_summary;
use crate::page::part::{actions, form, lead, submit, trouble, way};
use crate::page::{entitle, heading, main, terms};
use crate::signal::{Derived, State};
use crate::view::{El, el};

const TITLE: &str = "仮アカウント申込 確認";

/// The answers and the button.
pub(crate) fn page(here: Here) -> El {
    with_desk(here, draw)
}

fn draw(desk: Desk) -> El {
    desk.ask_all();
    let (tries, busy, words) = (State::new(0), State::new(false), State::new(None));
    let blocking =
        Derived::new(move || desk.faults.with(|all| all.iter().filter(|f| f.blocks()).cloned().collect::<Vec<_>>()));
    entitle(TITLE, move || tries.get() > 0 && blocking.with(|faults| !faults.is_empty()));
    let register = move || {
        if !blocking.with_untracked(Vec::is_empty) {
            tries.update(|tries| *tries += 1);
        } else if !busy.get_untracked() {
            busy.set(true);
            words.set(None);
            run(async move {
                if let Err(reason) = send(desk).await {
                    words.set(Some(reason));
                }
                busy.set(false);
            });
        }
    };
    let answers = el("div", "").parts(move || {
        let change = |place: &Place| address_of(desk, place, "");
        desk.draft.with(|draft| {
            desk.faults
                .with(|faults| Reading { draft, faults, change: Some(&change), files: String::new() }.draw(desk.form))
        })
    });
    let buttons = vec![submit("申込内容を登録する", busy), way("/register", "入力に戻る", "")];
    let main = main()
        .add(error_summary(desk, blocking, tries))
        .add(heading(TITLE))
        .add(lead("内容を確認の上、「申込内容を登録する」ボタンを押してください。仮ログインIDと仮パスワードをメールで送ります。"))
        .add(answers)
        .add(form(register).add(trouble(words)).add(actions(buttons)));
    el("div", "app-layout").add(main)
}

async fn send(desk: Desk) -> Result<(), String> {
    let here = desk.here;
    let answers = desk.draft.get_untracked();
    match api::register(here.clock, &terms::agreed().unwrap_or_default(), &answers).await {
        Ok(registered) => {
            done::remember(&registered.expires_at);
            desk.forget();
            here.registration.set(None);
            here.redirect("/register/done");
            Ok(())
        }
        Err(trouble) if trouble.kind() == Some(ProblemKind::ConsentOutdated) => {
            here.go("/terms");
            here.say(trouble.words());
            Ok(())
        }
        Err(trouble) => Err(trouble.words()),
    }
}
