//! A page that is older than the server: saved, then loaded anew, once for each new one (M4).

use std::cell::Cell;

use crate::here::Here;
use crate::{api, dom};

/// How often it is looked, in milliseconds; whoever reads the sentence has at least so long.
const LOOK: i32 = 4_000;
/// Where it stands for which rules this tab was loaded anew.
const DONE: &str = "nss.rules";
const SOON: &str = "画面が新しくなりました。入力した内容を保存して、読み込み直します。";
const BY_HAND: &str = "画面が新しくなりました。ページを再読み込みしてください。";

thread_local! {
    static COMPOSING: Cell<bool> = const { Cell::new(false) };
}

/// Looks from time to time, and does it when nothing is being typed, saved or sent.
pub(crate) fn renew_when_old(here: Here) {
    dom::listen("compositionstart", Box::new(|_| COMPOSING.set(true)));
    dom::listen("compositionend", Box::new(|_| COMPOSING.set(false)));
    dom::run(async move {
        let mut told = None;
        loop {
            dom::pause(LOOK).await;
            let newer = api::newer_rules();
            if newer.is_empty() {
                continue;
            }
            let done = dom::session_storage().map(|storage| storage.get_item(DONE).ok().flatten().unwrap_or_default());
            let is_useful = done.is_some_and(|done| done != newer);
            if told.as_ref() != Some(&newer) {
                here.tell(if is_useful { SOON } else { BY_HAND }, None);
                told = Some(newer);
            } else if is_useful && is_quiet(here) {
                let _ = dom::session_storage().map(|storage| storage.set_item(DONE, &newer));
                let _ = dom::window().location().reload();
            }
        }
    });
}

fn is_quiet(here: Here) -> bool {
    let is_done = here.desk.get_untracked().is_none_or(|desk| desk.is_saved() && !desk.is_sending());
    is_done && !COMPOSING.get()
}
