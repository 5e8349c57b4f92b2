//! Transfers files when a draft is merged into another one.

use nss_core::{api::Instant, form::Draft};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, DbErr, IntoActiveModel, Set};

use super::row::FileRow;
use crate::store::{draft, file, millis};

/// Moves the files of the draft `from` that have a row in `answers` to the draft `to`, as if they had been attached
/// with its current revision. A file without a row stays, and is erased with its draft (`sweep`); so does one whose row
/// has a file in `to` already.
pub async fn transfer(
    transaction: &DatabaseTransaction,
    from: &str,
    to: &draft::Model,
    answers: &Draft,
    now: Instant,
) -> Result<(), DbErr> {
    for file in file::of_drafts(transaction, [from]).await? {
        let has_row =
            FileRow::find(answers.form(), &file.list, &file.row).is_some_and(|row| row.describes(&file, answers));
        if !has_row || file::of_row(transaction, &to.id, &file.row).await?.is_some() {
            continue;
        }
        let mut change = file.into_active_model();
        change.draft_id = Set(to.id.clone());
        change.revision = Set(to.revision);
        change.looked_at = Set(millis(now));
        change.loose_since = Set(None);
        change.update(transaction).await?;
    }
    Ok(())
}
