//! One application on the desk, as a member of staff sees it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nss_core::{
    api::{
        Problem, ProblemKind,
        desk::{DeskApplication, HistoryLine, Note},
    },
    change_application,
    form::{
        Fault, Submission, Wire, check,
        difference::{ChangeLine, difference},
    },
    review::{Actor, Kind, Move, State, life},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    proposal::proposal,
    queue::{self, Line},
};
use crate::{
    error::ApiError,
    review::{MoveError, change, submission},
    store::{application, application_event, contract_version, instant, is_id, note, staff},
};

/// The application with that id.
pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<application::Model, ApiError> {
    if !is_id(id) {
        return Err(ProblemKind::NotFound.into());
    }
    application::Entity::find_by_id(id).one(db).await?.ok_or_else(|| ProblemKind::NotFound.into())
}

/// Everything that the desk shows of an application.
pub async fn view(
    db: &impl ConnectionTrait,
    stored: application::Model,
    member_id: &str,
    today: NaiveDate,
) -> Result<DeskApplication, ApiError> {
    let submission = submission(&stored).map_err(MoveError::into_error)?;
    let (kind, state) = (stored.kind().unwrap_or(Kind::New), stored.state().unwrap_or(State::Received));
    let moves = life::moves(kind, state, Actor::Reviewer).filter(|step| !life::comes_along(kind, *step));
    let moves: Vec<Move> = moves.collect();
    let writes_contract = moves.contains(&Move::Approve) && kind != Kind::Settings;
    let mut proposed = None;
    if writes_contract {
        proposed = Some(proposal(db, &stored, &submission, today).await.map_err(MoveError::into_error)?);
    }
    let base = change::base_of_application(db, &stored).await.map_err(MoveError::into_error)?;
    let answers = submission.answers();
    let (contract_changes, faults) = match &base {
        Some(base) => (change_application::lines(answers, base), change_application::check(answers, base, today)),
        None => (Vec::new(), check(answers, today)),
    };
    let events = application_event::of_application(db, &stored.id).await?;
    let names = staff::names(db).await?;
    let notes = note::of_application(db, &stored.id).await?;
    let contract = contract(db, &stored).await?;
    let revision = stored.revision.unsigned_abs();
    let changes = changes(&events, &submission)?;
    let history = events.into_iter().map(|event| line(event, &names)).collect::<Result<_, _>>()?;
    let name = |id: &str| names.get(id).cloned().unwrap_or_default();
    let notes =
        notes.into_iter().map(|note| Note { at: instant(note.at), name: name(&note.staff_id), text: note.text });
    let mut lines = queue::to_lines(db, vec![Line::from(stored)], member_id).await?;
    Ok(DeskApplication {
        line: lines.pop().ok_or(ProblemKind::Internal)?,
        revision,
        document: contract.unwrap_or_else(|| submission.wire()),
        faults: faults.iter().take(Problem::MAX_FAULTS).map(Fault::wire).collect(),
        moves,
        proposal: proposed,
        contract_changes,
        changes,
        history,
        notes: notes.collect(),
    })
}

/// The contract that its approval made.
async fn contract(db: &impl ConnectionTrait, application: &application::Model) -> Result<Option<Wire>, ApiError> {
    let version = contract_version::of_application(db, application).await?;
    Ok(version.map(|version| serde_json::from_str(&version.body)).transpose()?)
}

/// The last event of an application.
pub async fn last_event(db: &impl ConnectionTrait, id: &str) -> Result<Option<application_event::Model>, DbErr> {
    let events = application_event::Entity::find().filter(application_event::Column::ApplicationId.eq(id));
    events.order_by_desc(application_event::Column::Revision).limit(1).one(db).await
}

/// After a resend: what differs from the document that was returned last.
fn changes(events: &[application_event::Model], now: &Submission) -> Result<Vec<ChangeLine>, ApiError> {
    let is = |event: &application_event::Model, step: Move| event.step == step.code();
    let last = events.iter().rev().find(|event| is(event, Move::Resend) || is(event, Move::Return));
    let returned = events.iter().rev().find(|event| is(event, Move::Return)).and_then(|event| event.body.as_deref());
    let (Some(last), Some(returned)) = (last, returned) else { return Ok(Vec::new()) };
    if !is(last, Move::Resend) {
        return Ok(Vec::new());
    }
    let wire: Wire = serde_json::from_str(returned)?;
    let before = Submission::stored(now.answers().form(), &wire).map_err(|error| {
        tracing::error!(%error, "returned document");
        ProblemKind::Internal
    })?;
    let (before, now) = (before.answers(), now.answers());
    Ok(difference(before, now).iter().flat_map(|change| change.lines(before, now)).collect())
}

fn line(event: application_event::Model, names: &BTreeMap<String, String>) -> Result<HistoryLine, ApiError> {
    let actor = Actor::from_code(&event.actor).ok_or(ProblemKind::Internal)?;
    let reasons = event.reason.as_deref().map(serde_json::from_str).transpose()?;
    Ok(HistoryLine {
        at: instant(event.at),
        actor,
        name: event.actor_id.filter(|_| actor == Actor::Reviewer).and_then(|id| names.get(&id).cloned()),
        step: Move::from_code(&event.step).ok_or(ProblemKind::Internal)?,
        state: State::from_code(&event.after).ok_or(ProblemKind::Internal)?,
        reasons: reasons.unwrap_or_default(),
    })
}
