//! 機器共用: one row for each office of the company whose equipment this office uses, or that uses its own.
//!
//! Only a contract has rows: they begin and end by a change of it (C-070 … C-072).

use super::office;
use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Scope, Violation, documented};
use crate::section;
use crate::value::choice::Choice;
use crate::value::code;

/// The code of the office that asked to use another's equipment: it alone releases it (C-002).
pub const REQUESTER: &str = "requester";
/// The code of the office that owns the equipment.
pub const OWNER: &str = "owner";
static ROLES: [Choice; 2] =
    [Choice { code: REQUESTER, label: "機器共用依頼事業所" }, Choice { code: OWNER, label: "機器所有事業所" }];

section! {
    /// C-070 … C-072; the documents give no most, 50 is ours.
    SHARING = "sharing", "機器共用先", Rows::Many { least: 0, most: 50 }, .when_holds("the office has a contract", has_contract), .inline(), .rules(&[SAME_COMPANY]);

    /// The other office. C-071, C-072.
    PARTNER = Field::new("partner", "事業所コード（機器共用先）", Kind::Code(office::CODE_SHAPE)).hint("英数字6桁　例：NAC001　機器共用は同一企業内でのみ可能です。");
    /// The part of this office. C-002.
    ROLE = Field::new("role", "この事業所の区分", Kind::Choice(&ROLES)).by_center();
}

static OTHER_COMPANY: Message = Message::blocks(
    "sharing.other-company",
    "機器共用は同一企業内でのみ可能です。企業略称「{abbreviation}」で始まる事業所コードを入力してください。",
);
static ITSELF: Message = Message::blocks(
    "sharing.itself",
    "この事業所自身の事業所コードです。ほかの事業所の事業所コードを入力してください。",
);
static TWICE: Message = Message::blocks(
    "sharing.twice",
    "{earlier}と同じ事業所コードです。別の事業所コードを入力するか、行を削除してください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&OTHER_COMPANY, &ITSELF, &TWICE];

const SAME_COMPANY: Rule = Rule {
    source: "V-15",
    description: documented("Equipment is shared within one company, with another office, and once with each."),
    messages: MESSAGES,
    check: |scope, _, faults: &mut Vec<Fault>| {
        let partner = scope.text(&PARTNER);
        let company = scope.text(&office::ABBREVIATION);
        if code::check(&partner, office::CODE_SHAPE).is_some() {
            return;
        }
        let violation = if partner == scope.text(&office::CODE) {
            Violation::new(&ITSELF)
        } else if !partner.starts_with(&*company) {
            Violation::new(&OTHER_COMPANY).with("abbreviation", company.into_owned())
        } else if let Some(earlier) = scope.earlier_row_with_same(&SHARING, &PARTNER) {
            Violation::new(&TWICE).with("earlier", earlier)
        } else {
            return;
        };
        faults.push(scope.fault(&PARTNER, violation));
    },
};

/// A new application has no 事業所コード yet (N-260).
fn has_contract(scope: &Scope) -> bool {
    !scope.raw(&office::CODE).is_empty()
}
