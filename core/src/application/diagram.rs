//! システム構成図.

use super::access;
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// The diagram of line, routers, terminals and servers: one to three files. N-181 … N-183, C-085 … C-090, V-07.
    DIAGRAM = "diagram", "システム構成図", Rows::Many { least: 1, most: 3 }, .when_holds("一般NACCS is used", access::uses_general), .files();

    /// C-088, C-089.
    NAME = Field::new("name", "添付ファイル名", Kind::FileName);
    /// C-089.
    SIZE = Field::new("size", "ファイルサイズ", Kind::FileSize);
}
