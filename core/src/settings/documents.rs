//! システム設定書類.

use super::trades;
use crate::form::{Draft, Fault, Field, Kind, Message, Place, Rows, Violation};
use crate::section;

static TOO_FEW: Message = Message::blocks(
    "settings.documents",
    "{label}は、業種（{trades}）ごとに1つ必要です。あと{missing}つ添付してください。",
);

/// The sentences of this file.
pub static MESSAGES: &[&Message] = &[&TOO_FEW];

section! {
    /// A document for each 業種 of the contract: downloaded, filled in, attached. N-281, C-062.
    DOCUMENTS = "documents", "システム設定書類", Rows::Many { least: 1, most: 18 }, .files();

    /// C-062.
    NAME = Field::new("name", "添付ファイル名", Kind::FileName);
    /// C-062.
    SIZE = Field::new("size", "ファイルサイズ", Kind::FileSize);
}

/// The documents that a draft lacks: one for each 業種 of its contract. The form alone does not know them.
pub fn missing(draft: &Draft, contract: &Draft) -> Option<Fault> {
    let trades = trades(contract);
    let missing = trades.len().checked_sub(draft.rows(&DOCUMENTS).len()).filter(|missing| *missing > 0)?;
    let names: Vec<_> = trades.iter().map(|trade| trade.label).collect();
    let violation = Violation::new(&TOO_FEW).with("trades", names.join("、")).with("missing", missing.to_string());
    Some(Fault { place: Place::List(&DOCUMENTS, None), violation })
}
