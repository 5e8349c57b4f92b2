//! 契約者.

use super::person::KANA_HINT;
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// The person who may sign for the company. N-101 … N-103.
    CONTRACTOR = "contractor", "契約者", Rows::Once;

    /// N-101.
    FAMILY_NAME = Field::new("family_name", "契約者名（姓）", Kind::FullWidth(20)).hint("契約権限のある方を入力してください。");
    /// N-101.
    GIVEN_NAME = Field::new("given_name", "契約者名（名）", Kind::FullWidth(20));
    /// N-102.
    FAMILY_KANA = Field::new("family_kana", "契約者名フリガナ（姓）", Kind::NameKana(40)).hint(KANA_HINT);
    /// N-102.
    GIVEN_KANA = Field::new("given_kana", "契約者名フリガナ（名）", Kind::NameKana(40)).hint(KANA_HINT);
    /// N-103.
    TITLE = Field::new("title", "契約者の役職", Kind::FullWidth(70)).hint("例：代表取締役社長");
}
