//! セキュリティ対策の確認.

use crate::form::{Field, Kind, Rows};
use crate::section;
use crate::value::choice::Choice;

static CONFIRMED_CHOICES: [Choice; 1] = [Choice { code: "confirmed", label: "上記を確認しました。" }];

section! {
    /// 管理責任者 takes care of security. N-114, N-115.
    SECURITY = "security", "セキュリティ対策", Rows::Once;

    /// Must be ticked. N-114, N-115, V-06.
    CONFIRMED = Field::new("confirmed", "セキュリティ対策の確認", Kind::Choices(&CONFIRMED_CHOICES)).hint("管理責任者には、ウイルス対策などのセキュリティ対策を講じていただきます。必ず確認し、チェックをしてください。");
}
