//! 接続形態の選択.

use super::office;
use crate::form::{Field, Kind, Rows, Scope};
use crate::section;
use crate::value::choice::Choice;

static ACCESSES: [Choice; 2] =
    [Choice { code: "net", label: "netNACCSを利用する" }, Choice { code: "general", label: "一般NACCSを利用する" }];

section! {
    /// The access to NACCS: over the internet, or over NACCS lines. N-116, N-117.
    ACCESS = "access", "接続形態の選択", Rows::Once;

    /// One for a new application, both for a contract (事業所コード, N-260). N-006, N-116, N-117, V-22.
    KIND = Field::new("kind", "接続形態", Kind::Choices(&ACCESSES)).default("general").single_choice_when_holds("the office has no contract", is_new).hint("netNACCSと一般NACCSの両方を利用したい方は、netNACCSの申込手続き完了後に、一般NACCSを追加する変更申込を行ってください。").link("user-guide");
}

fn is_new(scope: &Scope) -> bool {
    scope.raw(&office::CODE).is_empty()
}

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
