//! 接続形態 in a change (N-006): an access begins and ends by the items of its own lines or terminals, and by no other.

use super::items::Item;
use super::{opening, request};
use crate::application::access::{KIND, uses_general, uses_net};
use crate::form::{At, Draft, Fault, Message, Place, Scope, Violation};

static NOT_CHOSEN: Message =
    Message::missing("change.access", "「{item}」を申し込むには、{label}の「{access}」を選択してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOT_CHOSEN];

/// An access: its words, whether it is used, and the items by which it begins and ends.
type Access = (&'static str, fn(&Scope) -> bool, &'static [&'static str]);

const ACCESSES: [Access; 2] = [
    ("netNACCSを利用する", uses_net, &["net-terminals", "net-certificates"]),
    ("一般NACCSを利用する", uses_general, &["lines"]),
];

/// The fault of an access that begins or ends without its item, or of an item without its access.
pub(super) fn fault(draft: &Draft, base: &Draft) -> Option<Fault> {
    let (now, before) = (Scope::whole(draft), Scope::whole(base));
    let items = request::chosen(&now);
    let here = |violation| Fault { place: Place::Answer(At::once(&KIND)), violation };
    ACCESSES.iter().find_map(|(words, uses, codes)| {
        let item: Option<&&Item> = items.iter().find(|item| codes.contains(&item.code));
        match (uses(&before), uses(&now), item) {
            (true, false, None) | (false, true, None) => Some(opening::fault(Place::Answer(At::once(&KIND)))),
            (false, false, Some(item)) => {
                Some(here(Violation::new(&NOT_CHOSEN).with("item", item.label).with("access", *words)))
            }
            _ => None,
        }
    })
}
