//! 申込理由.

use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// The reason of the application. N-062, N-063.
    REASON = "reason", "申込理由", Rows::Once;

    /// At most 240 characters. N-062, V-02.
    TEXT = Field::new("text", "申込理由", Kind::FreeText(240)).hint("NACCSを利用する理由と、許可などの予定がある場合はその時期を入力してください。").example("通関業許可XX月XX日予定").link("reason-examples");
}
