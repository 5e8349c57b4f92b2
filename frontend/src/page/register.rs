//! `/register`: 仮アカウントの登録 (N-030 … N-039).

pub(super) mod confirm;
pub(super) mod done;

use nss_core::account::REGISTRATION_PAGE;

use super::form::Sheet;
use super::terms;
use crate::desk::{self, Desk};
use crate::here::Here;
use crate::view::{El, el};

/// The registration on the desk; it begins with the consent (F001).
fn with_desk(here: Here, draw: impl Fn(Desk) -> El) -> El {
    if terms::agreed().is_none() {
        here.redirect("/terms");
        return el("div", "");
    }
    let desk = here.registration.get_untracked().unwrap_or_else(|| {
        let desk = desk::open_registration(here);
        here.registration.set(Some(desk));
        desk
    });
    draw(desk)
}

/// The input page (N-030).
pub(super) fn page(here: Here) -> El {
    with_desk(here, |desk| {
        let next = "申込内容確認へ進む";
        let sheet = Sheet { desk, page: &REGISTRATION_PAGE, row: None, side: None, next, more: Vec::new() };
        sheet.draw(move || here.go("/register/confirm"))
    })
}
