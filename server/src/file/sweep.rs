//! Erases files: a day after their row was removed, so that the removal can be undone, and together with their draft.
//! Each step is an update of its own, so that any number of processes may run it.

use std::collections::BTreeSet;

use nss_core::form::Wire;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use super::Files;
use crate::{
    clock::DAY_MILLIS,
    store::{application, draft, file, millis},
};

/// Milliseconds between the removal of a row and the erasure of its file: 24 hours.
const GRACE_MILLIS: i64 = DAY_MILLIS;
/// Files that are erased in one run.
const BATCH_SIZE: u64 = 100;

/// Runs all steps; returns how many files were erased.
pub async fn run(files: &Files) -> Result<u64, DbErr> {
    compare_rows(files).await?;
    mark(files).await?;
    let erased = erase(files).await?;
    erase_stages(files).await?;
    Ok(erased)
}

/// For every file whose draft was saved since the last run: updates whether the draft still has its row, or the application
/// that was made of it.
async fn compare_rows(files: &Files) -> Result<(), DbErr> {
    let outdated = file::Entity::find()
        .filter(file::Column::State.eq(file::state::KEPT))
        .filter(Expr::col((file::Entity, file::Column::LookedAt)).lt(last_save()))
        .all(&files.db)
        .await?;
    let drafts: BTreeSet<&str> = outdated.iter().map(|file| file.draft_id.as_str()).collect();
    for id in drafts {
        let Some(draft) = draft::Entity::find_by_id(id).one(&files.db).await? else { continue };
        let sent = application::of_draft(&files.db, id).await?;
        let bodies = std::iter::once(&draft.body).chain(sent.as_ref().map(|application| &application.body));
        let Ok(wires) = bodies.map(|body| serde_json::from_str::<Wire>(body)).collect::<Result<Vec<_>, _>>() else {
            continue;
        };
        for file in outdated.iter().filter(|file| file.draft_id == id) {
            let has_row =
                wires.iter().any(|wire| wire.rows.get(&file.list).is_some_and(|rows| rows.contains(&file.row)));
            let loose_since = (!has_row).then(|| file.loose_since.unwrap_or(draft.saved_at));
            file::Entity::update_many()
                .col_expr(file::Column::LooseSince, Expr::value(loose_since))
                .col_expr(file::Column::LookedAt, Expr::value(draft.saved_at))
                .filter(file::Column::Id.eq(&file.id))
                .filter(file::Column::LookedAt.lt(draft.saved_at))
                .exec(&files.db)
                .await?;
        }
    }
    Ok(())
}

/// Marks files to be erased; from then on they are invisible.
async fn mark(files: &Files) -> Result<(), DbErr> {
    let until = millis(files.clock.now()) - GRACE_MILLIS;
    let drafts = draft::Entity::find().select_only().column(draft::Column::Id).into_query();
    let without_row = file::Column::LooseSince
        .lte(until)
        // Not if the draft was saved since the comparison: the row may be back.
        .and(Expr::col((file::Entity, file::Column::LookedAt)).gte(last_save()));
    // An upload may still run: its row outlives the draft, so that its bytes are never without a row.
    let is_arriving = file::Column::State.eq(file::state::ARRIVING);
    let without_draft = file::Column::DraftId.not_in_subquery(drafts).and(is_arriving.clone().not());
    let unfinished = is_arriving.and(file::Column::ArrivedAt.lte(until));
    file::Entity::update_many()
        .col_expr(file::Column::State, Expr::value(file::state::ERASING))
        .filter(file::Column::State.ne(file::state::ERASING))
        .filter(without_row.or(without_draft).or(unfinished))
        .exec(&files.db)
        .await
        .map(drop)
}

/// Erases the bytes of marked files, then the database row; returns how many. A failure is retried by the next run.
async fn erase(files: &Files) -> Result<u64, DbErr> {
    let mut erased = 0;
    let marked = file::Entity::find().filter(file::Column::State.eq(file::state::ERASING)).limit(BATCH_SIZE);
    for file in marked.all(&files.db).await? {
        if let Err(error) = files.storage.erase(&file.id).await {
            tracing::error!(%error, file = file.id, "file not erased");
            continue;
        }
        erased += file::Entity::delete_by_id(file.id).exec(&files.db).await?.rows_affected;
    }
    Ok(erased)
}

/// Erases the stages that a killed process left. The database row is inserted before the stage is written: a stage
/// without one belongs to no running upload.
async fn erase_stages(files: &Files) -> Result<(), DbErr> {
    let stages = files.storage.stages().await.unwrap_or_else(|error| {
        tracing::error!(%error, "stages of files not listed");
        Vec::new()
    });
    for stage in stages {
        if file::Entity::find_by_id(&stage.id).one(&files.db).await?.is_some() {
            continue;
        }
        if let Err(error) = files.storage.erase_stage(&stage).await {
            tracing::error!(%error, file = stage.id, "stage of a file not erased");
        }
    }
    Ok(())
}

/// The last save of the draft of a file.
fn last_save() -> SelectStatement {
    draft::Entity::find()
        .select_only()
        .column(draft::Column::SavedAt)
        .filter(Expr::col((draft::Entity, draft::Column::Id)).equals((file::Entity, file::Column::DraftId)))
        .into_query()
}

/// Marks a file that got no row: the next sweep erases its bytes.
pub async fn give_up(db: &DatabaseConnection, id: String) -> Result<(), DbErr> {
    let change = file::ActiveModel { id: Set(id), state: Set(file::state::ERASING.to_owned()), ..Default::default() };
    change.update(db).await.map(drop)
}
