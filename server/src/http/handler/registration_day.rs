//! `/api/staff/registration-days`: the table of システム登録日 (N-070).

use axum::{Json, extract::State};
use nss_core::api::desk::RegistrationDays;

use crate::{
    error::ApiError,
    http::{
        current_staff::{Administrator, CurrentStaff},
        openapi::{ADMINISTRATOR, Guard, JSON_BODY, STAFF, UNSAFE, problems},
        problem::Body,
    },
    store::{self, Store, registration_day},
};

problems!(GetProblems = STAFF);

/// Returns the days, ascending.
#[utoipa::path(
    get,
    path = "/api/staff/registration-days",
    responses((status = 200, description = "The days", body = RegistrationDays), GetProblems)
)]
pub async fn get_registration_days(
    State(store): State<Store>,
    _: CurrentStaff,
) -> Result<Json<RegistrationDays>, ApiError> {
    Ok(Json(RegistrationDays { days: registration_day::all(&store.read_db).await? }))
}

problems!(SetProblems = UNSAFE, ADMINISTRATOR, JSON_BODY);

/// Replaces the days. An empty table limits nothing.
#[utoipa::path(
    put,
    path = "/api/staff/registration-days",
    params(Guard),
    request_body = RegistrationDays,
    responses((status = 200, description = "The days, ascending and each once", body = RegistrationDays), SetProblems)
)]
pub async fn set_registration_days(
    State(store): State<Store>,
    _: Administrator,
    Body(RegistrationDays { mut days }): Body<RegistrationDays>,
) -> Result<Json<RegistrationDays>, ApiError> {
    days.sort_unstable();
    days.dedup();
    let transaction = store::begin(&store.db).await?;
    registration_day::replace(&transaction, &days).await?;
    transaction.commit().await?;
    Ok(Json(RegistrationDays { days }))
}
