//! Attached files: their type, size and hash, and the row of the draft that stands for each. Their bytes are in the
//! file storage.

use nss_core::file::FileType;
use sea_orm::{
    ConnectionTrait, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait},
};

use super::draft;

/// The states of a file.
pub mod state {
    /// Its bytes are being written to the storage.
    pub const ARRIVING: &str = "arriving";
    /// It is stored. Its row exists, or was removed less than a day ago.
    pub const KEPT: &str = "kept";
    /// Its bytes are to be erased, and this row after them.
    pub const ERASING: &str = "erasing";
}

/// One file.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    /// Random identity; the name of its bytes in the storage.
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
    /// The upload.
    pub arrived_at: i64,
    /// The save of its draft that the sweep compared last.
    pub looked_at: i64,
    /// The first save without its row.
    pub loose_since: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its type.
    pub fn file_type(&self) -> Option<FileType> {
        FileType::from_code(&self.kind)
    }
}

/// The stored files of these drafts. The query filters by draft only: with the state in it, SQLite may scan all files
/// of that state.
pub async fn of_drafts<'a>(
    db: &impl ConnectionTrait,
    draft_ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Model>, DbErr> {
    let mut files = Entity::find().filter(Column::DraftId.is_in(draft_ids)).all(db).await?;
    files.retain(|file| file.state == state::KEPT);
    Ok(files)
}

/// The sum of the sizes of all files, in bytes, those that wait for their erasure included.
pub async fn stored_bytes(db: &impl ConnectionTrait) -> Result<f64, DbErr> {
    let sum = Expr::col(Column::Size).sum().cast_as("double precision");
    let sum: Option<Option<f64>> = Entity::find().select_only().expr(sum).into_tuple().one(db).await?;
    Ok(sum.flatten().unwrap_or_default())
}

/// The sum of the sizes of the files of an account, in bytes, those that wait for their erasure included.
pub async fn stored_bytes_of(db: &impl ConnectionTrait, account_id: &str) -> Result<u64, DbErr> {
    let drafts = draft::Entity::find().select_only().column(draft::Column::Id);
    let drafts = drafts.filter(draft::Column::AccountId.eq(account_id)).into_query();
    let sizes = Entity::find().select_only().column(Column::Size).filter(Column::DraftId.in_subquery(drafts));
    let sizes: Vec<i32> = sizes.into_tuple().all(db).await?;
    Ok(sizes.into_iter().map(|size| u64::from(size.unsigned_abs())).sum())
}

/// The stored file of a row.
pub async fn of_row(db: &impl ConnectionTrait, draft_id: &str, row: &str) -> Result<Option<Model>, DbErr> {
    let row = Entity::find().filter(Column::DraftId.eq(draft_id)).filter(Column::Row.eq(row));
    row.filter(Column::State.eq(state::KEPT)).one(db).await
}
