//! 回線設置に関する連絡事項.

use crate::application::connection;
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// N-186.
    WORKS_NOTE = "works_note", "連絡事項", Rows::Once, .when(&connection::KIND, &["new_line"]);

    /// At most 240 characters, by decision. N-186.
    TEXT = Field::new("text", "回線設置に関する連絡事項", Kind::FreeText(240)).optional().hint("回線設置に関して連絡事項がある場合は入力してください。");
}
