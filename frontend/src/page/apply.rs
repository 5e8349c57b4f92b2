//! `/apply/…`: from the guidance to the number.

pub(super) mod confirm;
pub(super) mod done;
pub(super) mod guidance;
pub(super) mod page;
mod readiness;
mod save;
mod sealed;
mod steps;
pub(super) mod tasks;

use std::rc::Rc;

use crate::signal::untrack;

use super::part::{notice, retry};
use super::{for_account, loading};
use crate::api::Trouble;
use crate::desk::{self, Desk};
use crate::dom::run;
use crate::here::Here;
use crate::signal::State;
use crate::view::{El, el};

/// Stands in the address of a page that was opened from the confirm page: 次へ leads back there (F024).
const FROM_CONFIRM: &str = "?from=confirm";

/// Draws once the account's draft is on the desk.
fn with_desk(here: Here, draw: impl Fn(Desk) -> El + 'static) -> El {
    drawn_with_desk(here, Rc::new(draw))
}

// Once for all pages.
fn drawn_with_desk(here: Here, draw: Rc<dyn Fn(Desk) -> El>) -> El {
    for_account(here, move || {
        let Some(account) = here.account() else { return loading() };
        let Some(id) = account.draft else {
            let next =
                account.applications.first().map_or("/".to_owned(), |known| format!("/applications/{}", known.id));
            here.redirect(&next);
            return loading();
        };
        let is_open = here.desk.with_untracked(|desk| desk.is_some_and(|desk| desk.is_of(&id)));
        let trouble = State::new(None::<Trouble>);
        let open = move || {
            let id = id.clone();
            trouble.set(None);
            run(async move {
                match desk::open(here, &id).await {
                    Ok(desk) => here.desk.set(Some(desk)),
                    Err(words) => trouble.set(Some(words)),
                }
            });
        };
        if !is_open {
            here.desk.set(None);
            open();
        }
        let draw = draw.clone();
        el("div", "").part(move || {
            if let Some(trouble) = trouble.get() {
                let body = vec![notice("error", &trouble.words()), retry(open.clone())];
                return Some(super::page("ページを表示できません", body));
            }
            Some(here.desk.get().map_or_else(loading, |desk| untrack(|| draw(desk))))
        })
    })
}
