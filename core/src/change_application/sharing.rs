//! 機器共用（追加・解除） (C-070 … C-089): the rows of [`SHARING`] that a change adds and removes, and the diagram of an addition.

use super::items::EQUIPMENT_SHARING;
use super::request;
use crate::application::sharing::{OWNER, PARTNER, ROLE, SHARING};
use crate::form::difference::{Change, difference};
use crate::form::{At, Draft, Fault, Field, Kind, Message, Place, Row, RowId, Rows, Scope, Violation};
use crate::section;

section! {
    /// The diagram with the shared equipment: one to three files, only for an addition. C-085 … C-090.
    SHARING_DIAGRAM = "sharing_diagram", "システム構成図", Rows::Many { least: 1, most: 3 }, .when_holds("an office is added to 機器共用", adds), .files();

    /// C-088, C-089.
    NAME = Field::new("name", "添付ファイル名", Kind::FileName);
    /// C-089.
    SIZE = Field::new("size", "ファイルサイズ", Kind::FileSize);
}

static OF_THE_OWNER: Message = Message::blocks(
    "sharing.owner",
    "事業所「{partner}」との機器共用の解除は、機器共用依頼事業所（{partner}）が申込を行います。機器所有事業所は申込できません。削除を取り消してください。",
);
static NOTHING: Message = Message::missing(
    "sharing.nothing",
    "機器共用を解除する事業所を削除するか、追加する事業所の事業所コードを入力してください。",
);

static UNKNOWN: Message = Message::blocks(
    "sharing.unknown",
    "{label}「{partner}」の契約は同一企業内にありません。事業所コードを確かめてください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&OF_THE_OWNER, &NOTHING, &UNKNOWN];

/// A change of 機器共用 as the other office is concerned by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharingChange {
    /// 事業所コード of the other office.
    pub partner: String,
    /// Whether it ends (機器共用の解除) or begins.
    pub is_release: bool,
}

/// The offices with which a draft begins or ends 機器共用, in the order of the rows.
pub fn sharing_changes(draft: &Draft, base: &Draft) -> Vec<SharingChange> {
    let rows = difference(base, draft).into_iter().filter_map(|change| match change {
        Change::Added { list, row, .. } if *list.section == SHARING => Some((row, false)),
        Change::Removed { list, row } if *list.section == SHARING => Some((row, true)),
        _ => None,
    });
    rows.map(|(row, is_release)| SharingChange { partner: row.cell(&PARTNER).to_owned(), is_release }).collect()
}

/// The faults of a change of 機器共用 beside the document: nothing changes, or the owner releases (V-15, C-002).
pub(super) fn faults(draft: &Draft, base: &Draft) -> Vec<Fault> {
    if !request::chosen(&Scope::whole(draft)).iter().any(|item| item.code == EQUIPMENT_SHARING) {
        return Vec::new();
    }
    let here = |violation| Fault { place: Place::List(&SHARING, None), violation };
    if sharing_changes(draft, base).is_empty() {
        return vec![here(Violation::new(&NOTHING))];
    }
    let is_gone = |row: &&Row| draft.rows(&SHARING).iter().all(|other| other.id() != row.id());
    let owned = base.rows(&SHARING).iter().filter(is_gone).filter(|row| row.cell(&ROLE) == OWNER);
    owned.map(|row| here(Violation::new(&OF_THE_OWNER).with("partner", row.cell(&PARTNER).to_owned()))).collect()
}

/// The fault of an added row whose office has no contract in the company.
pub fn unknown_partner(draft: &Draft, partner: &str) -> Option<Fault> {
    let row = draft.rows(&SHARING).iter().find(|row| PARTNER.kind.normalise(row.cell(&PARTNER)) == partner)?;
    let violation = Violation::new(&UNKNOWN).with("partner", partner.to_owned());
    Some(Fault { place: Place::Answer(At::row(&PARTNER, row.id()?)), violation })
}

/// Makes a change of 機器共用 in the contract of the other office, which owns the equipment. `office` is 事業所コード of the one that
/// asked, `id` the identity of a new row.
pub fn mirror(document: &mut Draft, office: &str, is_release: bool, id: RowId) {
    let known = document.rows(&SHARING).iter().find(|row| row.cell(&PARTNER) == office).and_then(Row::id);
    match known {
        Some(row) if is_release => drop(document.remove_row(&SHARING, None, row)),
        None if !is_release => {
            document.add_row(&SHARING, None, id);
            document.set(At::row(&PARTNER, id), office);
            document.set(At::row(&ROLE, id), OWNER);
        }
        _ => {}
    }
}

/// Rows of a contract have the part of the office; an added one gets it with the approval.
fn adds(scope: &Scope) -> bool {
    scope.rows(&SHARING).any(|row| row.raw(&ROLE).is_empty())
}
