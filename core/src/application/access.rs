//! 接続形態の選択.

use super::office;
use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Scope, Violation, documented};
use crate::section;
use crate::value::choice::Choice;

static ACCESSES: [Choice; 2] =
    [Choice { code: "net", label: "netNACCSを利用する" }, Choice { code: "general", label: "一般NACCSを利用する" }];

section! {
    /// The access to NACCS: over the internet, or over NACCS lines. N-116, N-117.
    ACCESS = "access", "接続形態の選択", Rows::Once, .rules(&[ONE_AT_A_TIME]);

    /// N-006, N-116, N-117, V-22.
    KIND = Field::new("kind", "接続形態", Kind::Choices(&ACCESSES)).default("general").hint("netNACCSと一般NACCSの両方を利用したい方は、netNACCSの申込手続き完了後に、一般NACCSを追加する変更申込を行ってください。").link("user-guide");
}

static BOTH: Message = Message::blocks(
    "access.both",
    "netNACCSと一般NACCSは、1つの申込で同時に選択できません。netNACCSの申込手続き完了後に、一般NACCSを追加する変更申込を行ってください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&BOTH];

const ONE_AT_A_TIME: Rule = Rule {
    source: "V-22",
    description: documented("A new application is for netNACCS or for 一般NACCS; a contract may have both."),
    messages: MESSAGES,
    check: |scope, _, faults: &mut Vec<Fault>| {
        // A contract has 事業所コード (N-260).
        if scope.raw(&office::CODE).is_empty() && uses_net(scope) && uses_general(scope) {
            faults.push(scope.fault(&KIND, Violation::new(&BOTH)));
        }
    },
};

/// Whether netNACCS is used.
pub fn uses_net(scope: &Scope) -> bool {
    uses(scope, "net")
}

/// Whether 一般NACCS is used.
pub fn uses_general(scope: &Scope) -> bool {
    uses(scope, "general")
}

fn uses(scope: &Scope, access: &str) -> bool {
    scope.text(&KIND).split(' ').any(|known| known == access)
}
