//! `POST /api/staff/applications/{id}/moves`: the moves of reviewers.

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::{
    api::{
        ProblemKind,
        desk::{DeskApplication, MoveRequest},
    },
    review::{Move, life},
};

use super::desk::on_desk;
use crate::{
    desk::view::{find, last_event},
    error::ApiError,
    http::{
        body_slot::BodySlot,
        current_staff::CurrentStaff,
        openapi::{Guard, JSON_BODY, PATH, STAFF, UNSAFE, problems},
        problem::Body,
    },
    review::{self, By, Content, MoveError},
    state::AppState,
    store::{instant, staff},
};

problems!(
    MoveProblems = UNSAFE,
    STAFF,
    PATH,
    JSON_BODY,
    &[
        ProblemKind::ApplicationMoved,
        ProblemKind::MoveRefused,
        ProblemKind::MoveContentRefused,
        ProblemKind::AnswersFaulty
    ]
);

/// Moves an application. Two reviewers at one application: the second is told who moved it, and nothing is overwritten.
#[utoipa::path(
    post,
    path = "/api/staff/applications/{id}/moves",
    params(Guard, ("id" = String, Path, description = "Identity of the application")),
    request_body = MoveRequest,
    responses((status = 200, description = "The application", body = DeskApplication), MoveProblems)
)]
pub async fn move_application(
    State(app): State<AppState>,
    current: CurrentStaff,
    Path(id): Path<String>,
    _slot: BodySlot,
    Body(asked): Body<MoveRequest>,
) -> Result<Json<DeskApplication>, ApiError> {
    refuse_follower(&app, &id, asked.step).await?;
    let content = match (asked.step, &asked.center) {
        (Move::Return, _) => Content::Reasons(&asked.reasons),
        (_, Some(center)) => Content::Center(center),
        _ => Content::Nothing,
    };
    let request = review::MoveRequest {
        application_id: &id,
        // A number beyond is no revision of ours.
        revision: i32::try_from(asked.revision).unwrap_or(i32::MAX),
        by: By::Reviewer(&current.member.id),
        step: asked.step,
        content,
    };
    match app.reviews.apply_move(request).await {
        Ok(moved) => on_desk(&app, &current, moved).await,
        Err(error) => Err(refusal(&app, &id, error).await?),
    }
}

/// Refuses a move that only comes along with that of another application: no button is for it. The kind never changes.
async fn refuse_follower(app: &AppState, id: &str, step: Move) -> Result<(), ApiError> {
    let application = find(&app.store.read_db, id).await?;
    match (application.kind(), application.state()) {
        (Some(kind), Some(state)) if life::comes_along(kind, step) => Err(MoveError::Refused { state }.into_error()),
        _ => Ok(()),
    }
}

/// The problem of a move that is not made. A stale one names the member who came first.
async fn refusal(app: &AppState, id: &str, error: MoveError) -> Result<ApiError, ApiError> {
    let MoveError::Stale { state, .. } = error else { return Ok(error.into_error()) };
    let Some(event) = last_event(&app.store.read_db, id).await? else { return Ok(error.into_error()) };
    let names = staff::names(&app.store.read_db).await?;
    let member = event.actor_id.as_ref().and_then(|id| names.get(id)).cloned();
    let actor = nss_core::review::Actor::from_code(&event.actor).map_or("", |actor| actor.label());
    let by = member.unwrap_or_else(|| actor.to_owned());
    let step = Move::from_code(&event.step).map_or("", |step| step.label());
    let at = instant(event.at).format("%-m月%-d日%H:%M");
    let detail = format!("{by}が{at}に「{step}」を行いました。今の状況：{}。", state.label());
    Ok(ApiError::with_detail(ProblemKind::ApplicationMoved, detail))
}
