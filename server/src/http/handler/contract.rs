//! `/api/contracts`: 契約内容確認 (C-011), the account's contracts and what is in force on a day.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use chrono::NaiveDate;
use nss_core::{
    api::{
        ProblemKind,
        contract::{ContractOn, OfficeContract, Version, VersionInForce},
    },
    value::date,
};
use sea_orm::DbErr;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    clock::Clock,
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{PATH, SESSION, problems},
    },
    store::{
        Store, contract,
        contract_version::{self, Line},
    },
};

problems!(ListProblems = SESSION);

/// Returns the contracts of the account with their versions.
#[utoipa::path(
    get,
    path = "/api/contracts",
    responses((status = 200, description = "The contracts", body = Vec<OfficeContract>), ListProblems)
)]
pub async fn list_contracts(
    State(store): State<Store>,
    current: CurrentAccount,
) -> Result<Json<Vec<OfficeContract>>, ApiError> {
    Ok(Json(contracts(&store, &current.account.id).await?))
}

/// The day that is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct On {
    /// YYYY-MM-DD; today without it.
    pub on: Option<NaiveDate>,
}

problems!(ContractProblems = SESSION, PATH, &[ProblemKind::Malformed]);

/// Returns what is in force on a day. A contract of another account gives the same error as one that does not exist.
#[utoipa::path(
    get,
    path = "/api/contracts/{id}",
    params(On, ("id" = String, Path, description = "Identity of the contract")),
    responses((status = 200, description = "What is in force", body = ContractOn), ContractProblems)
)]
pub async fn get_contract(
    State(store): State<Store>,
    State(clock): State<Clock>,
    current: CurrentAccount,
    Path(id): Path<String>,
    Query(On { on }): Query<On>,
) -> Result<Json<ContractOn>, ApiError> {
    let own = contracts(&store, &current.account.id).await?;
    let contract = own.into_iter().find(|contract| contract.id == id).ok_or(ProblemKind::NotFound)?;
    let on = on.unwrap_or_else(|| clock.now().date_naive());
    let stored = contract_version::in_force(&store.read_db, &id, on).await?;
    let number = stored.as_ref().map(|stored| stored.number.as_str());
    let version = contract.versions.into_iter().find(|version| Some(version.number.as_str()) == number);
    let in_force = match (version, stored) {
        (Some(version), Some(stored)) => {
            Some(VersionInForce { version, document: serde_json::from_str(&stored.body)? })
        }
        _ => None,
    };
    Ok(Json(ContractOn { on, in_force }))
}

/// The contracts of an account that have a version, by 事業所コード.
async fn contracts(store: &Store, account_id: &str) -> Result<Vec<OfficeContract>, DbErr> {
    let offices = contract::of_account(&store.read_db, account_id).await?;
    let lines = contract_version::history(&store.read_db, offices.keys().map(String::as_str)).await?;
    let versions = |id: &str| lines.iter().filter(|line| line.contract_id == id).filter_map(version).collect();
    let contracts = offices.iter().map(|(id, office)| OfficeContract {
        id: id.clone(),
        office: office.clone(),
        versions: versions(id),
    });
    let mut contracts: Vec<_> = contracts.filter(|contract| !contract.versions.is_empty()).collect();
    contracts.sort_by(|one, other| one.office.cmp(&other.office));
    Ok(contracts)
}

fn version(line: &Line) -> Option<Version> {
    Some(Version {
        effective_on: date::parse(&line.effective_on)?,
        number: line.number.clone(),
        application: line.application.clone(),
    })
}
