//! 契約解除・事業所廃止 (C-049): a contract ends with its last day, 契約満了日 (C-105).

use super::items::TERMINATION;
use super::request;
use crate::application::sharing::{PARTNER, SHARING};
use crate::application::start;
use crate::form::difference::ChangeLine;
use crate::form::{At, Draft, Fault, Message, Scope, Violation};

static STILL_SHARED: Message = Message::blocks(
    "change.still-shared",
    "機器共用先（{partners}）があるため、契約を解除できません。先に機器共用の解除を申し込んでください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&STILL_SHARED];

/// Whether a draft ends its contract.
pub fn ends_contract(draft: &Draft) -> bool {
    request::chosen(&Scope::whole(draft)).iter().any(|item| item.code == TERMINATION)
}

/// The fault of a contract whose equipment is shared: the other office would keep a row that no contract answers.
pub(super) fn fault(draft: &Draft, base: &Draft) -> Option<Fault> {
    let partners: Vec<&str> = base.rows(&SHARING).iter().map(|row| row.cell(&PARTNER)).collect();
    (!partners.is_empty() && ends_contract(draft)).then(|| {
        let violation = Violation::new(&STILL_SHARED).with("partners", partners.join("、"));
        Scope::whole(draft).fault(&request::OTHER_ITEM, violation)
    })
}

/// The end as a line of before and after.
pub(super) fn line(draft: &Draft) -> Option<ChangeLine> {
    ends_contract(draft).then(|| ChangeLine {
        path: At::once(&request::OTHER_ITEM).path(),
        name: "契約".to_owned(),
        before: "継続".to_owned(),
        after: format!("{}で終了", Scope::whole(draft).words(&start::DATE)),
    })
}
