//! `/api/staff/members`: the members of the staff, and the reset of one by an administrator.

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::api::{ProblemKind, StaffMember, StaffReset};

use crate::{
    error::ApiError,
    http::{
        current_staff::{Administrator, CurrentStaff},
        openapi::{ADMINISTRATOR, Guard, PATH, STAFF, UNSAFE, problems},
    },
    staff::members::{Members, Reset},
    store::{instant, is_id, staff},
};

problems!(ListProblems = STAFF);

/// Lists every member by login ID, disabled ones too.
#[utoipa::path(
    get,
    path = "/api/staff/members",
    responses((status = 200, description = "The members", body = Vec<StaffMember>), ListProblems)
)]
pub async fn list_staff_members(
    State(members): State<Members>,
    _: CurrentStaff,
) -> Result<Json<Vec<StaffMember>>, ApiError> {
    Ok(Json(members.list().await?.into_iter().map(line).collect()))
}

problems!(ResetProblems = UNSAFE, ADMINISTRATOR, PATH);

/// Gives a member a first password and a second factor to be set up anew; all sessions of the member end.
#[utoipa::path(
    post,
    path = "/api/staff/members/{id}/reset",
    params(Guard, ("id" = String, Path, description = "Identity of the member")),
    responses((status = 200, description = "The first password, shown this once", body = StaffReset), ResetProblems)
)]
pub async fn reset_staff_member(
    State(members): State<Members>,
    _: Administrator,
    Path(id): Path<String>,
) -> Result<Json<StaffReset>, ApiError> {
    if !is_id(&id) {
        return Err(ProblemKind::NotFound.into());
    }
    let handover = members.reset(&id, Reset { password: true, second_factor: true }).await?;
    Ok(Json(StaffReset { password: handover.password.unwrap_or_default() }))
}

fn line(member: staff::Model) -> StaffMember {
    StaffMember {
        role: member.role(),
        is_active: member.disabled_at.is_none(),
        logged_in_at: member.logged_in_at.map(instant),
        id: member.id,
        login_id: member.login_id,
        name: member.name,
    }
}
