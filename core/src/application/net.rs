//! netNACCS: NACCS over the internet, with terminals of its own and certificates for webNACCS.

use super::access;
use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Violation, documented};
use crate::section;

section! {
    /// Asked where netNACCS is used. C-034, C-061, C-113, V-22.
    NET = "net", "netNACCS", Rows::Once, .when_holds("netNACCS is used", access::uses_net), .rules(&[SOMETHING]);

    /// The number of terminals; empty for none. C-034, C-113; the documents give no most, 9999 is ours.
    TERMINALS = Field::new("terminals", "netNACCS端末数", Kind::Number { least: 1, most: 9999 }).optional().hint("netNACCSで利用する端末の台数です。ない場合は空欄にしてください。");
    /// The number of certificates; empty for none. C-034, C-113; the documents give no most, 9999 is ours.
    CERTIFICATES = Field::new("certificates", "webNACCS証明書数", Kind::Number { least: 1, most: 9999 }).optional().hint("webNACCSで利用するデジタル証明書の数です。ない場合は空欄にしてください。");
}

static NOTHING: Message =
    Message::missing("net.nothing", "{label}とwebNACCS証明書数のどちらか、または両方を入力してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOTHING];

const SOMETHING: Rule = Rule {
    source: "C-034",
    description: documented("netNACCS is used by at least one terminal or certificate."),
    messages: MESSAGES,
    check: |scope, _, faults: &mut Vec<Fault>| {
        if scope.text(&TERMINALS).is_empty() && scope.text(&CERTIFICATES).is_empty() {
            faults.push(scope.fault(&TERMINALS, Violation::new(&NOTHING)));
        }
    },
};
