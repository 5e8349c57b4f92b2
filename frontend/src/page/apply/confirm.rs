//! `/apply/confirm`: everything once, to read and to register (N-230 … N-233, C-092 … C-097).

use nss_core::api::ProblemKind;
use nss_core::form::Place;

use super::{FROM_CONFIRM, save, steps, with_desk};
use crate::desk::{Desk, Word, tell, wipe};
use crate::here::{Here, Visit};
use crate::page::form::address_of;
use crate::page::form::answers::Reading;
use crate::page::form::conflicts::elsewhere;
use crate::page::form::error_summary::error_summary;
use crate::page::part::{actions, form, lead, notice, submit, trouble};
use crate::page::{entitle, heading, main};
use crate::signal::{Derived, State, untrack};
use crate::view::{El, el};
use crate::{api, dom};

const TITLE: &str = "申込内容 確認";
const LEAD: &str = "入力した情報内容を確認してください。「申込内容を登録する」ボタンをクリックすると、利用申込が完了します。\
                    修正をする場合は、それぞれの項目の「入力に戻る」から修正してください。";

/// The confirm page.
pub(crate) fn page(here: Here) -> El {
    with_desk(here, draw)
}

fn draw(desk: Desk) -> El {
    desk.ask_all();
    let (tries, busy) = (State::new(0), State::new(false));
    let words = State::new(None);
    let blocking =
        Derived::new(move || desk.faults.with(|all| all.iter().filter(|f| f.blocks()).cloned().collect::<Vec<_>>()));
    entitle(TITLE, move || tries.get() > 0 && blocking.with(|faults| !faults.is_empty()));
    let key = format!("{:016x}{:016x}", dom::random(), dom::random());
    let register = move || {
        if !blocking.with_untracked(Vec::is_empty) {
            tries.update(|tries| *tries += 1);
        } else if !busy.get_untracked() {
            busy.set(true);
            words.set(None);
            let key = key.clone();
            dom::run(async move {
                if let Err(reason) = send(desk, &key).await {
                    words.set(Some(reason));
                }
                busy.set(false);
            });
        }
    };
    let count = el("div", "").part(move || {
        let count = blocking.with(Vec::len);
        (count > 0).then(|| {
            notice("warning", &format!("{count}件の確認が必要です。下の印のある項目を直してから登録してください。"))
        })
    });
    let answers = el("div", "").parts(move || {
        let change = |place: &Place| address_of(desk, place, FROM_CONFIRM);
        desk.draft.with(|draft| {
            desk.faults
                .with(|faults| Reading { draft, faults, change: Some(&change), files: desk.files() }.draw(desk.form))
        })
    });
    let mut buttons = save::buttons(desk);
    buttons.insert(0, submit("申込内容を登録する", busy));
    let main = main()
        .add(error_summary(desk, blocking, tries))
        .add(heading(TITLE))
        .add(lead(LEAD))
        .add(elsewhere(desk, None))
        .add(count)
        .add(answers)
        .add(form(register).add(trouble(words)).add(actions(buttons)));
    el("div", "app-layout").set("data-layout", "side").add(steps::steps(desk, "")).add(main)
}

/// 登録. What the server finds besides is told in its words.
async fn send(desk: Desk, key: &str) -> Result<(), String> {
    const CHANGED: &str = "別の画面で変更されています。内容を確認して、もう一度登録してください。";
    const UNDECIDED: &str =
        "別の画面と内容が異なる項目があります。上のリンクから、どちらの内容にするかを選んで登録してください。";
    const UNSAVED: &str = "保存できていない内容があります。通信の状態を確認して、もう一度お試しください。";
    let here = desk.here;
    if desk.is_sending() {
        return Err("送信中のファイルがあります。送信が終わってから、もう一度登録してください。".to_owned());
    }
    let seen = desk.draft.get_untracked();
    if !desk.save_all().await {
        return Err(UNSAVED.to_owned());
    }
    if untrack(|| desk.is_undecided()) {
        return Err(UNDECIDED.to_owned());
    }
    if desk.draft.with_untracked(|draft| *draft != seen) {
        return Err(CHANGED.to_owned());
    }
    let Some((id, revision)) = desk.revision() else { return Err(UNSAVED.to_owned()) };
    match api::submit(here.clock, &id, revision, key).await {
        Ok(()) => {
            desk.close();
            wipe();
            tell(Word::Look);
            if let Ok(session) = api::session(here.clock).await {
                here.visit.set(Visit::Known(Box::new(session)));
            }
            here.redirect("/apply/done");
            here.desk.set(None);
            Ok(())
        }
        Err(trouble) => {
            if trouble.kind() == Some(ProblemKind::RevisionStale) {
                desk.refresh().await;
                return Err(CHANGED.to_owned());
            }
            let mut words = trouble.words();
            if let api::Trouble::Refused(problem, _) = &trouble {
                desk.told_missing(&problem.faults);
                problem.faults.iter().for_each(|fault| words.push_str(&fault.message));
            }
            Err(words)
        }
    }
}
