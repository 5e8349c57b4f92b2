//! Attaches a file to a draft: bytes first, then row and file in one transaction, so that all devices show the files
//! that the server has (F083).

use nss_core::{
    api::{FileStored, ProblemKind},
    file::{ACCOUNT_LIMIT, FileType, NO_ROOM, refusal},
    form::{Submission, Violation},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, Set, sea_query::Expr,
};

use super::{
    Files,
    detect::{self, Rejected},
    name,
    row::FileRow,
    sweep,
    upload_buffer::UploadBuffer,
};
use crate::{
    draft::{from_wire, save_conflict},
    error::ApiError,
    store::{self, draft, file, millis},
};

/// An uploaded file, and the row that it is meant for.
#[derive(Debug)]
pub struct NewFile<'a> {
    /// The draft.
    pub draft_id: &'a str,
    /// The row.
    pub row: FileRow,
    /// Its name in normal form.
    pub name: String,
    /// Its bytes.
    pub content: UploadBuffer,
}

impl Files {
    /// Attaches an uploaded file. A second upload of the same bytes for the same row gets the same answer.
    pub async fn attach(&self, new: NewFile<'_>) -> Result<FileStored, ApiError> {
        let (draft_id, row, sha256) = (new.draft_id, new.row, new.content.sha256.clone());
        let fresh = match existing_file(&self.db, draft_id, row, &sha256).await? {
            Some(_) => None,
            None => Some(self.store(new).await?),
        };
        let id = fresh.as_ref().map(|file| file.id.clone());
        let transaction = store::begin(&self.db).await?;
        let outcome = self.add_row(&transaction, draft_id, row, &sha256, fresh).await;
        let (stored, is_used) = match outcome {
            Ok(stored) => {
                transaction.commit().await?;
                let is_used = id.as_ref() == Some(&stored.id);
                (Ok(stored), is_used)
            }
            Err(error) => {
                transaction.rollback().await?;
                (Err(error), false)
            }
        };
        if let Some(id) = id.filter(|_| !is_used) {
            sweep::give_up(&self.db, id).await?;
        }
        stored.map(|file| to_file_stored(&file))
    }

    /// Checks the bytes and stores them. The database row is inserted first, so that no bytes are ever forgotten in the
    /// storage.
    async fn store(&self, new: NewFile<'_>) -> Result<file::Model, ApiError> {
        let _permit = self.upload_permits.acquire().await.map_err(|_| ProblemKind::Unavailable)?;
        let NewFile { draft_id, row, name, content: UploadBuffer { file: bytes, size, sha256 } } = new;
        let detected = tokio::task::spawn_blocking(move || (detect::detect(&bytes), bytes)).await;
        let reject = |rejected: Rejected| row.error(ProblemKind::FileRefused, rejected.violation(&name));
        let (kind, bytes) = match detected {
            Ok((Ok(kind), bytes)) => (kind, bytes),
            Ok((Err(rejected), _)) => return Err(reject(rejected)),
            Err(error) => {
                // A parser that panics has met a broken file.
                tracing::error!(%error, "detecting a file type");
                return Err(reject(Rejected::BROKEN));
            }
        };
        self.require_room(size).await?;
        let file = self.insert(draft_id, row, name, size, kind, sha256).await?;
        if let Err(error) = self.storage.put(&file.id, bytes).await {
            tracing::error!(%error, file = file.id, "file not stored");
            sweep::give_up(&self.db, file.id).await?;
            return Err(ProblemKind::Unavailable.into());
        }
        Ok(file)
    }

    /// Fails if the volume of the storage would have less than the configured rest.
    async fn require_room(&self, size: u32) -> Result<(), ApiError> {
        let free = self.storage.free_bytes().await.map_err(|error| {
            tracing::error!(%error, "free space of the volume of files");
            ProblemKind::Unavailable
        })?;
        match free {
            Some(free) if free.saturating_sub(size.into()) < self.min_free => {
                tracing::error!(free, min_free = self.min_free, "upload refused: the volume of files is full");
                Err(ApiError::with_detail(ProblemKind::Unavailable, NO_ROOM))
            }
            _ => Ok(()),
        }
    }

    /// Inserts the database row, if the account's files stay within their limit. The lock on the draft makes uploads at
    /// the same time count each other; an account has one open draft.
    async fn insert(
        &self,
        draft_id: &str,
        row: FileRow,
        name: String,
        size: u32,
        kind: FileType,
        sha256: String,
    ) -> Result<file::Model, ApiError> {
        let now = millis(self.clock.now());
        let transaction = store::begin(&self.db).await?;
        let draft = draft::Entity::find_by_id(draft_id).lock_exclusive().one(&transaction).await?;
        let draft = draft.ok_or(ProblemKind::NotFound)?;
        let stored = file::stored_bytes_of(&transaction, &draft.account_id).await?;
        if stored + u64::from(size) > ACCOUNT_LIMIT.into() {
            transaction.rollback().await?;
            let violation = refusal::of(&refusal::ACCOUNT_FULL, &name);
            return Err(row.error(ProblemKind::FileRefused, violation));
        }
        let file = file::Model {
            id: store::new_id()?,
            draft_id: draft_id.to_owned(),
            list: row.section.key.to_owned(),
            row: row.id.to_string(),
            name,
            size: i32::try_from(size).unwrap_or(i32::MAX),
            kind: kind.code().to_owned(),
            sha256,
            state: file::state::ARRIVING.to_owned(),
            revision: 0,
            arrived_at: now,
            looked_at: now,
            loose_since: None,
        };
        let file = file.into_active_model().insert(&transaction).await?;
        transaction.commit().await?;
        Ok(file)
    }

    /// Adds the row to the draft. The lock on the draft makes other changes of it wait.
    async fn add_row(
        &self,
        transaction: &DatabaseTransaction,
        draft_id: &str,
        row: FileRow,
        sha256: &str,
        fresh: Option<file::Model>,
    ) -> Result<file::Model, ApiError> {
        let stored = draft::Entity::find_by_id(draft_id).lock_exclusive().one(transaction).await?;
        let stored = stored.ok_or(ProblemKind::NotFound)?;
        if !stored.is_open() {
            return Err(save_conflict(&stored)?);
        }
        let existing = existing_file(transaction, draft_id, row, sha256).await?;
        let file = existing.or(fresh).ok_or(ProblemKind::Unavailable)?;
        let mut draft = from_wire(stored.form(), &serde_json::from_str(&stored.body)?)?;
        let is_new = !(file.state == file::state::KEPT && row.describes(&file, &draft));
        if !is_new {
            return Ok(file);
        }
        if !row.write(&file, &mut draft) {
            let violation = Violation::new(&refusal::LIST_FULL).with("list", row.section.title);
            let violation = violation.with("most", row.max_rows().to_string());
            return Err(row.error(ProblemKind::FileRefused, violation));
        }
        let (revision, now) = (stored.revision + 1, millis(self.clock.now()));
        draft::Entity::update_many()
            .col_expr(draft::Column::Body, Expr::value(serde_json::to_string(&draft.to_wire())?))
            .col_expr(draft::Column::Revision, Expr::value(revision))
            .col_expr(draft::Column::SavedAt, Expr::value(now))
            .filter(draft::Column::Id.eq(draft_id))
            .exec(transaction)
            .await?;
        let mut change = file.into_active_model();
        change.state = Set(file::state::KEPT.to_owned());
        change.revision = Set(revision);
        change.looked_at = Set(now);
        change.loose_since = Set(None);
        Ok(change.update(transaction).await?)
    }
}

/// The file that the row has already; an error if it has other bytes.
async fn existing_file(
    db: &impl ConnectionTrait,
    draft_id: &str,
    row: FileRow,
    sha256: &str,
) -> Result<Option<file::Model>, ApiError> {
    let found = file::of_row(db, draft_id, &row.id.to_string()).await?;
    match found {
        Some(file) if file.sha256 != sha256 || file.list != row.section.key => Err(ProblemKind::FileDiffers.into()),
        found => Ok(found),
    }
}

fn to_file_stored(file: &file::Model) -> FileStored {
    FileStored {
        row: file.row.clone(),
        name: name::normalise(&file.name),
        size: file.size.unsigned_abs(),
        kind: file.kind.clone(),
        revision: file.revision.unsigned_abs(),
    }
}

/// Fails if a row of the submission has no stored file.
pub fn require_all_files(files: &[file::Model], submission: &Submission) -> Result<(), ApiError> {
    let answers = submission.answers();
    let missing = FileRow::all(submission).filter(|row| {
        let id = row.id.to_string();
        let mut candidates = files.iter().filter(|file| file.row == id && file.list == row.section.key);
        !candidates.any(|file| row.describes(file, answers))
    });
    let faults: Vec<_> = missing.map(|row| row.fault(refusal::of(&refusal::MISSING, &row.name_in(answers)))).collect();
    if faults.is_empty() { Ok(()) } else { Err(ApiError::faulty(&faults)) }
}
