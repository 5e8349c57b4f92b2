//! 備考.

use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// N-230, C-095.
    REMARKS = "remarks", "利用申込の備考", Rows::Once;

    /// At most 240 characters. N-230, C-095, V-02.
    TEXT = Field::new("text", "備考", Kind::FreeText(240)).optional().hint("連絡事項を任意で入力します。");
}
