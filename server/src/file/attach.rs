//! A file becomes a row of its draft: bytes first, then row and file in one transaction, so that what the server has is what
//! every device shows (F083).

use nss_core::{
    api::{FileStored, ProblemKind},
    file::{FileType, refusal},
    form::{Flaw, Submission},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
    sea_query::Expr,
};

use super::{look, place::Place, spool::Spool, sweep};
use crate::{
    app::App,
    handler::draft::{not_saved, read},
    problem::Refusal,
    store::{self, draft, file, millis},
};

/// Attaches what has arrived to a draft. The same row with the same bytes gives the same answer again.
pub async fn attach(
    app: &App,
    draft_id: &str,
    place: Place,
    name: String,
    spool: Spool,
) -> Result<FileStored, Refusal> {
    let sha256 = spool.sha256.clone();
    let fresh = match standing(&app.store, draft_id, place, &sha256).await? {
        Some(_) => None,
        None => Some(keep(app, draft_id, place, name, spool).await?),
    };
    let id = fresh.as_ref().map(|file| file.id.clone());
    let transaction = store::begin(&app.store).await?;
    let outcome = enter(app, &transaction, draft_id, place, &sha256, fresh).await;
    let (stored, is_used) = match outcome {
        Ok(stored) => {
            transaction.commit().await?;
            let is_used = id.as_ref() == Some(&stored.id);
            (Ok(stored), is_used)
        }
        Err(refusal) => {
            transaction.rollback().await?;
            (Err(refusal), false)
        }
    };
    if let Some(id) = id.filter(|_| !is_used) {
        sweep::give_up(app, id).await?;
    }
    stored.map(|file| answer(&file))
}

/// The file that stands at that row already; refused if it is another.
async fn standing(
    store: &impl sea_orm::ConnectionTrait,
    draft_id: &str,
    place: Place,
    sha256: &str,
) -> Result<Option<file::Model>, Refusal> {
    let found = file::of_row(store, draft_id, &place.row.to_string()).await?;
    match found {
        Some(file) if file.sha256 != sha256 || file.list != place.section.key => Err(ProblemKind::FileDiffers.into()),
        found => Ok(found),
    }
}

/// Looks at the bytes and puts them into the depot, noted before, so that no bytes are ever forgotten there.
async fn keep(app: &App, draft_id: &str, place: Place, name: String, spool: Spool) -> Result<file::Model, Refusal> {
    let _turn = app.filing.acquire().await.map_err(|_| ProblemKind::Unavailable)?;
    let Spool { file: bytes, size, sha256 } = spool;
    let looked = tokio::task::spawn_blocking(move || (look::look(&bytes), bytes)).await;
    let refused = |not_taken: look::NotTaken| place.refusal(ProblemKind::FileRefused, not_taken.flaw(&name));
    let (kind, bytes) = match looked {
        Ok((Ok(kind), bytes)) => (kind, bytes),
        Ok((Err(not_taken), _)) => return Err(refused(not_taken)),
        Err(error) => {
            // A reader that gives up on bytes from outside has seen something broken.
            tracing::error!(%error, "looking at a file");
            return Err(refused(look::NotTaken::BROKEN));
        }
    };
    let file = note(app, draft_id, place, name, size, kind, sha256).await?;
    if let Err(error) = app.depot.put(&file.id, bytes).await {
        tracing::error!(%error, file = file.id, "file not kept");
        sweep::give_up(app, file.id).await?;
        return Err(ProblemKind::Unavailable.into());
    }
    Ok(file)
}

async fn note(
    app: &App,
    draft_id: &str,
    place: Place,
    name: String,
    size: u32,
    kind: FileType,
    sha256: String,
) -> Result<file::Model, Refusal> {
    let now = millis(app.now());
    let file = file::Model {
        id: store::new_id()?,
        draft_id: draft_id.to_owned(),
        list: place.section.key.to_owned(),
        row: place.row.to_string(),
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
    Ok(file.into_active_model().insert(&app.store).await?)
}

/// Writes the row. Whoever changes the same draft waits until this is through.
async fn enter(
    app: &App,
    transaction: &DatabaseTransaction,
    draft_id: &str,
    place: Place,
    sha256: &str,
    fresh: Option<file::Model>,
) -> Result<file::Model, Refusal> {
    let stored = draft::Entity::find_by_id(draft_id).lock_exclusive().one(transaction).await?;
    let stored = stored.ok_or(ProblemKind::NotFound)?;
    if !stored.is_open() {
        return Err(not_saved(&stored)?);
    }
    let file = standing(transaction, draft_id, place, sha256).await?.or(fresh).ok_or(ProblemKind::Unavailable)?;
    let mut typed = read(&serde_json::from_str(&stored.body)?)?;
    let is_new = !(file.state == file::state::KEPT && place.is_of(&file, &typed));
    if !is_new {
        return Ok(file);
    }
    if !place.write(&file, &mut typed) {
        let flaw = Flaw::new(&refusal::LIST_FULL).with("list", place.section.title);
        let flaw = flaw.with("most", place.most().to_string());
        return Err(place.refusal(ProblemKind::FileRefused, flaw));
    }
    let (revision, now) = (stored.revision + 1, millis(app.now()));
    draft::Entity::update_many()
        .col_expr(draft::Column::Body, Expr::value(serde_json::to_string(&typed.to_wire())?))
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

fn answer(file: &file::Model) -> FileStored {
    FileStored {
        row: file.row.clone(),
        name: file.name.clone(),
        size: file.size.unsigned_abs(),
        kind: file.kind.clone(),
        revision: file.revision.unsigned_abs(),
    }
}

/// Refuses a submission with a row whose file is not there.
pub fn all_there(files: &[file::Model], submission: &Submission) -> Result<(), Refusal> {
    let answers = submission.answers();
    let missing = Place::all(submission).filter(|place| {
        let row = place.row.to_string();
        let mut there = files.iter().filter(|file| file.row == row && file.list == place.section.key);
        !there.any(|file| place.is_of(file, answers))
    });
    let faults: Vec<_> =
        missing.map(|place| place.fault(refusal::of(&refusal::MISSING, &place.name_in(answers)))).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::faulty(&faults)) }
}
