//! Files of applicants: what they are, and which row of which draft stands for them. Their bytes are in the depot.

use nss_core::file::FileType;
use sea_orm::{ConnectionTrait, entity::prelude::*};

/// Where a file stands.
pub mod state {
    /// Its bytes are on their way to the depot.
    pub const ARRIVING: &str = "arriving";
    /// It is there, and a row stands for it, or did until lately.
    pub const KEPT: &str = "kept";
    /// Its bytes are to be erased, and then this line.
    pub const ERASING: &str = "erasing";
}

/// One file.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    /// Random identity; the name of its bytes in the depot.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The draft that it was attached to; its application has the same files.
    pub draft_id: String,
    /// The list of rows that it stands in.
    pub list: String,
    /// Its row.
    pub row: String,
    /// Its name, in normal form.
    pub name: String,
    /// Its size in bytes.
    pub size: i32,
    /// `nss_core::file::FileType` as a word.
    pub kind: String,
    /// SHA-256 over its bytes, hexadecimal.
    pub sha256: String,
    /// One of [`state`].
    pub state: String,
    /// The revision that the draft got when the row was added.
    pub revision: i32,
    /// When it arrived.
    pub arrived_at: i64,
    /// The save of its draft that was looked at last, whether the row stands there.
    pub looked_at: i64,
    /// Since which save its row stands nowhere.
    pub loose_since: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it is.
    pub fn file_type(&self) -> Option<FileType> {
        FileType::from_code(&self.kind)
    }
}

/// The files of these drafts that are there. Asked for by the drafts alone: told the state too, SQLite may go through all files of
/// that state.
pub async fn of_drafts<'a>(
    store: &impl ConnectionTrait,
    draft_ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Model>, DbErr> {
    let mut files = Entity::find().filter(Column::DraftId.is_in(draft_ids)).all(store).await?;
    files.retain(|file| file.state == state::KEPT);
    Ok(files)
}

/// The file of a row, if it is there.
pub async fn of_row(store: &impl ConnectionTrait, draft_id: &str, row: &str) -> Result<Option<Model>, DbErr> {
    let row = Entity::find().filter(Column::DraftId.eq(draft_id)).filter(Column::Row.eq(row));
    row.filter(Column::State.eq(state::KEPT)).one(store).await
}
