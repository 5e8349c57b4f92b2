//! Files go along when what a draft holds becomes part of another one.

use nss_core::{api::Instant, form::Draft};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, DbErr, IntoActiveModel, Set};

use super::place::Place;
use crate::store::{draft, file, millis};

/// The files of the draft `from` whose rows stand in `answers` belong to the draft `to` from now on, as if they had been attached
/// with the revision that it has now. Those without a row stay behind, and go with their draft (`sweep`); so does one whose row
/// has a file there already.
pub async fn hand_over(
    transaction: &DatabaseTransaction,
    from: &str,
    to: &draft::Model,
    answers: &Draft,
    now: Instant,
) -> Result<(), DbErr> {
    for file in file::of_drafts(transaction, [from]).await? {
        let stands = Place::read(&file.list, &file.row).is_some_and(|place| place.is_of(&file, answers));
        if !stands || file::of_row(transaction, &to.id, &file.row).await?.is_some() {
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
