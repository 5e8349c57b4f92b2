//! `/api/staff/applications`: the queue, an application on the desk, its notes and its assignee.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use nss_core::api::{
    ProblemKind,
    desk::{Assignment, DeskApplication, NOTE_LENGTH, NewNote, Queue},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

use crate::{
    desk::{
        queue::{self, Filter},
        view::{find, view},
    },
    error::ApiError,
    http::{
        current_staff::CurrentStaff,
        openapi::{Guard, JSON_BODY, PATH, STAFF, UNSAFE, problems},
        problem::Body,
    },
    state::AppState,
    store::{self, application, look, millis, note, staff},
};

problems!(QueueProblems = STAFF, &[ProblemKind::Malformed]);

/// Returns one page of the queue, the oldest application first.
#[utoipa::path(
    get,
    path = "/api/staff/applications",
    params(Filter),
    responses((status = 200, description = "The page", body = Queue), QueueProblems)
)]
pub async fn list_applications(
    State(app): State<AppState>,
    current: CurrentStaff,
    Query(filter): Query<Filter>,
) -> Result<Json<Queue>, ApiError> {
    queue::page(&app.store.read_db, &filter, &current.member.id).await.map(Json)
}

problems!(ApplicationProblems = STAFF, PATH);

/// Returns an application with everything that a reviewer decides by. The member has then seen this revision.
#[utoipa::path(
    get,
    path = "/api/staff/applications/{id}",
    params(("id" = String, Path, description = "Identity of the application")),
    responses((status = 200, description = "The application", body = DeskApplication), ApplicationProblems)
)]
pub async fn get_desk_application(
    State(app): State<AppState>,
    current: CurrentStaff,
    Path(id): Path<String>,
) -> Result<Json<DeskApplication>, ApiError> {
    let stored = find(&app.store.read_db, &id).await?;
    on_desk(&app, &current, stored).await
}

/// The application as the member sees it from now on.
pub(super) async fn on_desk(
    app: &AppState,
    current: &CurrentStaff,
    stored: application::Model,
) -> Result<Json<DeskApplication>, ApiError> {
    let member_id = &current.member.id;
    let (id, revision) = (stored.id.clone(), stored.revision);
    let shown = view(&app.store.read_db, stored, member_id, app.clock.now().date_naive()).await?;
    if shown.line.is_news {
        look::mark(&app.store.db, member_id, &id, revision).await?;
    }
    Ok(Json(shown))
}

problems!(NoteProblems = UNSAFE, STAFF, PATH, JSON_BODY);

/// Adds an internal note. No applicant sees it.
#[utoipa::path(
    post,
    path = "/api/staff/applications/{id}/notes",
    params(Guard, ("id" = String, Path, description = "Identity of the application")),
    request_body = NewNote,
    responses((status = 200, description = "The application", body = DeskApplication), NoteProblems)
)]
pub async fn add_note(
    State(app): State<AppState>,
    current: CurrentStaff,
    Path(id): Path<String>,
    Body(new): Body<NewNote>,
) -> Result<Json<DeskApplication>, ApiError> {
    let stored = find(&app.store.read_db, &id).await?;
    let text = new.text.trim();
    if !(1..=NOTE_LENGTH).contains(&text.chars().count()) {
        let detail = format!("メモは1文字以上{NOTE_LENGTH}文字以内で入力してください。");
        return Err(ApiError::with_detail(ProblemKind::Malformed, detail));
    }
    let row = note::Model {
        id: store::new_id()?,
        application_id: id,
        at: millis(app.clock.now()),
        staff_id: current.member.id.clone(),
        text: text.to_owned(),
    };
    note::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&app.store.db).await?;
    on_desk(&app, &current, stored).await
}

problems!(AssignProblems = UNSAFE, STAFF, PATH, JSON_BODY);

/// Assigns an application to a member, or to nobody.
#[utoipa::path(
    put,
    path = "/api/staff/applications/{id}/assignee",
    params(Guard, ("id" = String, Path, description = "Identity of the application")),
    request_body = Assignment,
    responses((status = 200, description = "The application", body = DeskApplication), AssignProblems)
)]
pub async fn assign_application(
    State(app): State<AppState>,
    current: CurrentStaff,
    Path(id): Path<String>,
    Body(Assignment { member }): Body<Assignment>,
) -> Result<Json<DeskApplication>, ApiError> {
    find(&app.store.read_db, &id).await?;
    if let Some(member) = &member {
        let found = staff::Entity::find_by_id(member).one(&app.store.read_db).await?;
        found.filter(|member| member.disabled_at.is_none()).ok_or(ProblemKind::Malformed)?;
    }
    application::Entity::update_many()
        .col_expr(application::Column::Assignee, Expr::value(member))
        .filter(application::Column::Id.eq(&id))
        .exec(&app.store.db)
        .await?;
    let stored = find(&app.store.read_db, &id).await?;
    on_desk(&app, &current, stored).await
}
