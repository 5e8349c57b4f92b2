//! `/apply/{page}` and `/apply/{page}/{row}`: the pages of the form, drawn from core.

use nss_core::application::FORM;
use nss_core::form::{Page, RowId};

use super::{FROM_CONFIRM, save, steps, with_desk};
use crate::here::Here;
use crate::page::form::{Sheet, address};
use crate::page::missing;
use crate::page::part::way;
use crate::route;
use crate::signal::{ended, follow};
use crate::view::{El, button};

fn find(path: &str) -> Option<(usize, &'static Page)> {
    FORM.pages.iter().copied().enumerate().find(|(_, page)| page.path == path)
}

/// A page of the form.
pub(crate) fn page(here: Here, path: &str) -> El {
    let Some((place, page)) = find(path) else { return missing() };
    let last = place + 1 == FORM.pages.len();
    with_desk(here, move |desk| {
        let applies = move |page: &Page| desk.draft.with_untracked(|draft| page.applies(draft));
        if !applies(page) {
            here.redirect("/apply/tasks");
            return missing();
        }
        let back = route::query() == FROM_CONFIRM;
        let next = if last || back { "申込内容確認へ進む" } else { "次へ進む" };
        let hash = route::hash();
        // Which page follows may depend on what is answered on this one.
        let target = move || match FORM.pages.iter().skip(place + 1).find(|page| applies(page)) {
            Some(following) if !back => address(desk, following),
            _ => confirm_at(&hash),
        };
        let sheet =
            Sheet { desk, page, row: None, side: Some(steps::steps(desk, page.path)), next, more: save::buttons(desk) };
        sheet.draw(move || {
            desk.save_soon();
            here.go(&target());
        })
    })
}

/// The page of a row.
pub(crate) fn row(here: Here, path: &str, row: &str) -> El {
    let section = find(path).and_then(|(_, page)| {
        Some((page, *page.sections.iter().find(|section| section.is_list() && !section.is_inline)?))
    });
    let (Some((page, section)), Ok(id)) = (section, row.parse::<RowId>()) else { return missing() };
    with_desk(here, move |desk| {
        let list = address(desk, page);
        if !desk.asks_section(section) || !desk.row_ids(section, None).contains(&id) {
            here.redirect(&list);
            return missing();
        }
        desk.open_row(section, id);
        ended(move || desk.close_row());
        // Removed elsewhere while it is open.
        let gone = list.clone();
        follow(Box::new(move || {
            if !desk.row_ids(section, None).contains(&id) && desk.is_opened(id) {
                here.tell("開いていた行は削除されました。一覧を表示しています。", None);
                here.redirect(&gone);
            }
        }));
        let back = route::query() == FROM_CONFIRM;
        let target = if back { confirm_at(&route::hash()) } else { format!("{list}#{}", section.key) };
        let way_back = target.clone();
        let cancel = move || {
            desk.cancel_row(section, id);
            here.go(&way_back);
        };
        let sheet = Sheet {
            desk,
            page,
            row: Some((section, id)),
            side: Some(steps::steps(desk, page.path)),
            next: "この内容で設定する",
            more: vec![button("取消", "", cancel), way(&list, "入力の途中で一覧に戻る", "")],
        };
        sheet.draw(move || {
            desk.save_soon();
            here.go(&target);
        })
    })
}

/// The confirm page, at the answer that one came to change.
fn confirm_at(hash: &str) -> String {
    if hash.is_empty() { "/apply/confirm".to_owned() } else { format!("/apply/confirm#{hash}") }
}
