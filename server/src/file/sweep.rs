//! Files that nobody needs any more are erased: a day after their row was removed (so that it can be put back), and with
//! their draft. Each step stands by itself, so that any number of processes may do it.

use std::collections::BTreeSet;

use nss_core::form::Wire;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use crate::{
    app::App,
    store::{draft, file, millis},
};

/// How long a file outlives its row, in milliseconds: 24 hours.
const GRACE_MILLIS: i64 = 24 * 3600 * 1000;
/// Files that are erased at a time.
const AT_ONCE: u64 = 100;

/// Looks at what was saved, and erases what is due.
pub async fn run(app: &App) -> Result<(), DbErr> {
    look(app).await?;
    doom(app).await?;
    erase(app).await
}

/// Notes for every file whose draft was saved since, whether its row still stands there.
async fn look(app: &App) -> Result<(), DbErr> {
    let unseen = file::Entity::find()
        .filter(file::Column::State.eq(file::state::KEPT))
        .filter(Expr::col((file::Entity, file::Column::LookedAt)).lt(last_save()))
        .all(&app.store)
        .await?;
    let drafts: BTreeSet<&str> = unseen.iter().map(|file| file.draft_id.as_str()).collect();
    for id in drafts {
        let Some(draft) = draft::Entity::find_by_id(id).one(&app.store).await? else { continue };
        let Ok(wire) = serde_json::from_str::<Wire>(&draft.body) else { continue };
        for file in unseen.iter().filter(|file| file.draft_id == id) {
            let stands = wire.rows.get(&file.list).is_some_and(|rows| rows.contains(&file.row));
            let loose_since = (!stands).then(|| file.loose_since.unwrap_or(draft.saved_at));
            file::Entity::update_many()
                .col_expr(file::Column::LooseSince, Expr::value(loose_since))
                .col_expr(file::Column::LookedAt, Expr::value(draft.saved_at))
                .filter(file::Column::Id.eq(&file.id))
                .filter(file::Column::LookedAt.lt(draft.saved_at))
                .exec(&app.store)
                .await?;
        }
    }
    Ok(())
}

/// Marks what is to be erased: from then on it is not there any more.
async fn doom(app: &App) -> Result<(), DbErr> {
    let until = millis(app.now()) - GRACE_MILLIS;
    let drafts = draft::Entity::find().select_only().column(draft::Column::Id).into_query();
    let without_row = file::Column::LooseSince
        .lte(until)
        // Not if it was saved again since it was looked at: the row may be back.
        .and(Expr::col((file::Entity, file::Column::LookedAt)).gte(last_save()));
    let without_draft = file::Column::DraftId.not_in_subquery(drafts);
    let unfinished = file::Column::State.eq(file::state::ARRIVING).and(file::Column::ArrivedAt.lte(until));
    file::Entity::update_many()
        .col_expr(file::Column::State, Expr::value(file::state::ERASING))
        .filter(file::Column::State.ne(file::state::ERASING))
        .filter(without_row.or(without_draft).or(unfinished))
        .exec(&app.store)
        .await
        .map(drop)
}

/// Erases the bytes, then the line; what fails is tried again.
async fn erase(app: &App) -> Result<(), DbErr> {
    let doomed = file::Entity::find().filter(file::Column::State.eq(file::state::ERASING)).limit(AT_ONCE);
    for file in doomed.all(&app.store).await? {
        if let Err(error) = app.depot.erase(&file.id).await {
            tracing::error!(%error, file = file.id, "file not erased");
            continue;
        }
        file::Entity::delete_by_id(file.id).exec(&app.store).await?;
    }
    Ok(())
}

/// When the draft of a file was saved last.
fn last_save() -> SelectStatement {
    draft::Entity::find()
        .select_only()
        .column(draft::Column::SavedAt)
        .filter(Expr::col((draft::Entity, draft::Column::Id)).equals((file::Entity, file::Column::DraftId)))
        .into_query()
}

/// Gives up a file that found no row: its bytes go at the next sweep.
pub async fn give_up(app: &App, id: String) -> Result<(), DbErr> {
    let change = file::ActiveModel { id: Set(id), state: Set(file::state::ERASING.to_owned()), ..Default::default() };
    change.update(&app.store).await.map(drop)
}
