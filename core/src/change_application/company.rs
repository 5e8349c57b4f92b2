//! Changes that go to every office of the company (C-022, C-049): 企業名, and by 一括変更 契約者 and 管理責任者.

use super::{items::Item, opening, request};
use crate::application::{administrator, contractor, office};
use crate::form::difference::{Change, difference};
use crate::form::{Draft, Fault, Field, Message, Scope, Section, Violation};

static UNCONFIRMED: Message = Message::missing(
    "change.whole-company",
    "この変更は同一企業略称の全事業所に反映されます。「変更申込内容 入力」の{label}にチェックを入れてください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&UNCONFIRMED];

/// The code of 一括変更.
const ALL_OFFICES: &str = "all-offices";
/// The items by which answers of the whole company change.
const COMPANY_ITEMS: [&str; 3] = ["office", ALL_OFFICES, "succession"];
/// The sections that 一括変更 changes everywhere.
static SECTIONS: [&Section; 2] = [&contractor::CONTRACTOR, &administrator::ADMINISTRATOR];

/// Whether one of the chosen items may change answers of the whole company.
pub(super) fn is_touched(scope: &Scope) -> bool {
    request::chosen(scope).iter().any(|item| COMPANY_ITEMS.contains(&item.code))
}

/// The questions whose answers a draft changes in every office of the company, in the order of the form. Of a section of 一括変更 all, so
/// that no office keeps a half of the old one.
pub fn company_wide(draft: &Draft, base: &Draft) -> Vec<&'static Field> {
    let items = request::chosen(&Scope::whole(draft));
    let is_for_all = |item: &&Item| item.code == ALL_OFFICES;
    let sections = if items.iter().any(is_for_all) { &SECTIONS[..] } else { &[] };
    let (changes, _) = opening::changes(draft, base);
    let answers = changes.iter().filter_map(|change| match change {
        Change::Answer { at, .. } => Some(at.field),
        _ => None,
    });
    let mut fields: Vec<&'static Field> = Vec::new();
    for field in answers {
        let section = field.section();
        if *field == office::COMPANY || *field == office::COMPANY_KANA {
            fields.push(field);
        } else if sections.contains(&section) && !fields.iter().any(|known| known.section() == section) {
            fields.extend(section.fields);
        }
    }
    fields
}

/// The fault of a change of the whole company that nobody has confirmed.
pub(super) fn unconfirmed(draft: &Draft, base: &Draft) -> Option<Fault> {
    let whole = Scope::whole(draft);
    // Most keys change nothing of the company.
    let is_confirmed = whole.is(&request::WHOLE_COMPANY, "all");
    if is_confirmed || !is_touched(&whole) || difference(base, draft).is_empty() {
        return None;
    }
    (!company_wide(draft, base).is_empty()).then(|| whole.fault(&request::WHOLE_COMPANY, Violation::new(&UNCONFIRMED)))
}
