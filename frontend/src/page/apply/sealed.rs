//! What the same address had typed before its 48 hours ended: it is taken over, or erased.

use nss_core::api::{ProblemKind, SealedDraft};

use crate::desk::{Word, tell};
use crate::dom::{focus_soon, run, window};
use crate::here::Here;
use crate::page::part::{notice, p, trouble};
use crate::signal::{Derived, State};
use crate::view::{El, button, el};
use crate::{api, clock};

const TITLE: &str = "以前の申込で入力した内容があります";
const WHAT: &str =
    "引き継ぐと、入力した内容と添付ファイルが今の申込に入ります。両方に入力がある項目は、今の申込の内容のままです。";
const SURE: &str = "以前の申込で入力した内容と添付ファイルを削除します。削除すると元に戻せません。削除しますか。";
const TAKEN: &str = "以前の内容を引き継ぎました";
const REFUSED: &str = "以前の内容を削除しました";
const GONE: &str = "以前の内容は、すでに引き継いだか削除しています";

/// The panel, while something is offered; then what was done.
pub(super) fn sealed(here: Here) -> El {
    let offered = Derived::new(move || here.account().and_then(|account| account.sealed));
    let done = State::new(None);
    el("div", "").part(move || match offered.get() {
        Some(sealed) => Some(panel(here, &sealed, done)),
        None => done.get().map(|words| notice("success", words)),
    })
}

fn panel(here: Here, sealed: &SealedDraft, done: State<Option<&'static str>>) -> El {
    let words = State::new(None);
    let id = sealed.id.clone();
    let press = move |takes: bool| {
        if takes || window().confirm_with_message(SURE).unwrap_or(false) {
            let id = id.clone();
            run(async move {
                match decide(here, &id, takes).await {
                    Ok(said) => done.set(Some(said)),
                    Err(trouble) => words.set(Some(trouble)),
                }
            });
        }
    };
    let (take, refuse) = (press.clone(), press);
    let mut body = el("div", "app-notice__body").add(p(&["最終保存：", &clock::written(&sealed.saved_at)].concat()));
    if !sealed.pages.is_empty() {
        body = body.add(p(&["入力した画面：", &sealed.pages.join("、")].concat()));
    }
    el("section", "app-notice")
        .set("data-variant", "info")
        .set("aria-labelledby", "sealed")
        .add(el("h2", "app-notice__title").set("id", "sealed").text(TITLE))
        .add(body.add(p(WHAT)).add(trouble(words)))
        .add(
            el("div", "app-notice__actions")
                .add(button("この内容を引き継ぐ", "primary", move || take(true)))
                .add(button("引き継がずに削除する", "danger", move || refuse(false))),
        )
}

/// Does what was pressed; what is typed by now is saved first: it stands. Says what was done, or what is to be done.
async fn decide(here: Here, id: &str, takes: bool) -> Result<&'static str, String> {
    let desk = here.desk.get_untracked();
    if let Some(desk) = desk.filter(|_| takes) {
        desk.save_all().await;
    }
    let said = match api::unseal(here.clock, id, takes).await {
        Ok(()) if takes => TAKEN,
        Ok(()) => REFUSED,
        // Another tab was faster.
        Err(trouble) if trouble.kind() == Some(ProblemKind::NotFound) => GONE,
        Err(trouble) => return Err(trouble.words()),
    };
    if let Some(desk) = desk {
        desk.refresh().await;
    }
    here.ask();
    tell(Word::Look);
    // The buttons go with the panel.
    focus_soon("title");
    here.say(said);
    Ok(said)
}
