//! 添付ファイル.

use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// Further files of the applicant: none to three. C-096.
    ATTACHMENTS = "attachments", "添付ファイル", Rows::Many { least: 0, most: 3 }, .files();

    /// C-096.
    NAME = Field::new("name", "添付ファイル名", Kind::FileName);
    /// C-096.
    SIZE = Field::new("size", "ファイルサイズ", Kind::FileSize);
}
