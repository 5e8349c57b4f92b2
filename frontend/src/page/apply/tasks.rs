//! `/apply/tasks`: how far each part is (F017).

use nss_core::form::{Fault, Page};

use super::readiness::readiness;
use super::sealed::sealed;
use super::{save, steps, with_desk};
use crate::control::told;
use crate::desk::{Desk, Told};
use crate::dom::{focus_soon, run, window};
use crate::here::Here;
use crate::page::form::address;
use crate::page::form::conflicts::elsewhere;
use crate::page::part::{actions, lead, trouble};
use crate::signal::{Derived, State, untrack};
use crate::view::{El, button, el, link};

const SURE: &str = "下書きを削除しますか。入力した内容と添付ファイルがなくなり、仮アカウント申込の内容だけが残ります。";

/// The parts of the application.
pub(crate) fn page(here: Here) -> El {
    with_desk(here, move |desk| {
        let pages = Derived::new(move || steps::applying(desk));
        let items = move || {
            let all = desk.form.pages.iter().filter(|page| pages.with(|pages| pages.contains(&page.path)));
            all.map(|page| untrack(|| item(desk, page))).collect()
        };
        let words = State::new(None);
        let delete = move || {
            if window().confirm_with_message(SURE).unwrap_or(false) {
                run(async move {
                    let trouble = desk.delete().await;
                    if trouble.is_none() {
                        // The way back stands below the heading.
                        focus_soon("title");
                    }
                    words.set(trouble);
                });
            }
        };
        let mut buttons = save::buttons(desk);
        buttons.push(button("下書きを削除", "danger", delete));
        crate::page::page(
            desk.form.title,
            vec![
                elsewhere(desk, None),
                sealed(here),
                el("div", "").part(move || told(desk, |told| matches!(told, Told::Deleted { .. }))),
                lead("どこからでも入力できます。入力した内容は自動で保存されます。"),
                el("ul", "app-task-list").parts(items).add(confirm(desk)),
                readiness(desk, true),
                trouble(words),
                actions(buttons),
            ],
        )
    })
}

fn item(desk: Desk, page: &'static Page) -> El {
    let state = Derived::new(move || steps::state(desk, page));
    el("li", "app-task-list__item")
        .add(el("div", "app-task-list__name").add(link(&address(desk, page), page.title)))
        .add(
            el("span", "app-status")
                .bind("data-state", move || Some(state.get().0.to_owned()))
                .words(move || state.get().1.to_owned()),
        )
}

/// The confirm page can be read at any time; as long as something blocks it says that nothing can be registered yet.
fn confirm(desk: Desk) -> El {
    let ready = Derived::new(move || desk.faults.with(|faults| !faults.iter().any(Fault::blocks)));
    el("li", "app-task-list__item").parts(move || {
        let name = el("div", "app-task-list__name");
        if ready.get() {
            return vec![
                name.add(link("/apply/confirm", "申込内容 確認")),
                el("span", "app-status").set("data-state", "todo").text("未着手"),
            ];
        }
        let why = el("p", "app-task-list__hint")
            .text("内容はいつでも確認できます。上に足りないものがなくなると登録できます。");
        vec![
            name.add(link("/apply/confirm", "申込内容 確認")).add(why),
            el("span", "app-status").set("data-state", "locked").text("まだ登録できません"),
        ]
    })
}
