//! 接続形態の選択.

use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Violation, documented};
use crate::section;
use crate::value::choice::Choice;

static ACCESSES: [Choice; 2] =
    [Choice { code: "net", label: "netNACCSを利用する" }, Choice { code: "general", label: "一般NACCSを利用する" }];

section! {
    /// The access to NACCS; this form is for 一般NACCS over NACCS lines. N-116, N-117.
    ACCESS = "access", "接続形態の選択", Rows::Once, .rules(&[ONE_AT_A_TIME]);

    /// N-006, N-116, N-117, V-22.
    KIND = Field::new("kind", "接続形態", Kind::Choices(&ACCESSES)).default("general").hint("netNACCSと一般NACCSの両方を利用したい方は、netNACCSの申込手続き完了後に、一般NACCSを追加する変更申込を行ってください。").link("user-guide");
}

static BOTH: Message = Message::blocks(
    "access.both",
    "netNACCSと一般NACCSは、1つの申込で同時に選択できません。netNACCSの申込手続き完了後に、一般NACCSを追加する変更申込を行ってください。",
);
static NOT_HERE: Message = Message::blocks(
    "access.net",
    "この申込は一般NACCS（NACCS回線）用です。「一般NACCSを利用する」だけを選択するか、netNACCSの申込をお問い合わせください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&BOTH, &NOT_HERE];

const ONE_AT_A_TIME: Rule = Rule {
    source: "V-22",
    description: documented("netNACCS and 一般NACCS are never chosen together; this form is for 一般NACCS."),
    messages: &[&BOTH, &NOT_HERE],
    check: |scope, _, faults: &mut Vec<Fault>| match &*scope.text(&KIND) {
        "net general" => faults.push(scope.fault(&KIND, Violation::new(&BOTH))),
        "net" => faults.push(scope.fault(&KIND, Violation::new(&NOT_HERE))),
        _ => {}
    },
};
