//! 端末 of a line: rows that only a contract has; the application asks for their number.

use super::LINES;
use crate::application::user_codes::ids::MODES;
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// N-263; 1,000 is ours: a list on the wire has no more rows.
    TERMINALS = "logical_terminals", "端末", Rows::Many { least: 0, most: 1000 }, .within(&LINES), .by_center();

    /// Allotted at the approval. N-263.
    NAME = Field::new("name", "論理端末名", Kind::Code("XXXXXX"));
    /// The sample has PC; any other word is the reviewer's. N-263.
    DEVICE = Field::new("device", "機器種別", Kind::Latin(20));
    /// N-263.
    MODE = Field::new("mode", "処理方式", Kind::Choice(&MODES));
    /// N-263, N-264.
    IP = Field::new("ip", "IPアドレス", Kind::IpAddress).optional();
}
