//! 承認 of a change: the codes of what is new, the versions of the contract, and the passwords of new users.
//!
//! Changes stack in the order of their days: a version that comes into force later is made anew with this change in it.

use std::collections::HashSet;

use nss_core::{
    api::{Instant, ProblemKind},
    application::start,
    form::{Draft, Fault, merge},
    review::contract,
    value::date,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};

use super::{By, MoveError, Reviews, approval, change, credentials};
use crate::store::{
    self, application, contract as contract_row, contract_version, credential, millis, registration_day,
};

/// Writes what an approved change makes of a contract. `changed` is the version that it was begun from, `contract` that document
/// with the change and the center's answers.
pub(super) async fn write(
    reviews: &Reviews,
    transaction: &DatabaseTransaction,
    application: &application::Model,
    changed: &contract_version::Model,
    contract: &mut Draft,
    by: By<'_>,
    now: Instant,
) -> Result<(), MoveError> {
    let row = change::locked(transaction, &changed.contract_id).await?;
    let base = changed.document()?;
    approval::allot(transaction, contract, Some(&base), &row.id).await?;
    let mut faults = contract::check_change(contract, now.date_naive());
    let days = registration_day::all(transaction).await?;
    faults.extend(contract::check_registration_day(contract, &days, now.date_naive()));
    if faults.iter().any(Fault::blocks) {
        return Err(MoveError::Faulty(faults));
    }
    let versions = stacked(transaction, application, &base, contract, &row, by, now).await?;
    for version in versions {
        let version = version.into_active_model().reset_all();
        contract_version::Entity::insert(version).exec_without_returning(transaction).await?;
    }
    let known = credential::Entity::find().filter(credential::Column::ContractId.eq(&row.id)).all(transaction).await?;
    let known: HashSet<String> = known.into_iter().map(|known| known.code).collect();
    let new = credentials::draw_users(&reviews.cipher, contract, &row, &known)?;
    approval::insert(transaction, &new).await?;
    reviews.rebase_others(transaction, application, &row, now).await
}

/// The version of the change, and those that come into force after it.
async fn stacked(
    transaction: &DatabaseTransaction,
    application: &application::Model,
    base: &Draft,
    contract: &Draft,
    row: &contract_row::Model,
    by: By<'_>,
    now: Instant,
) -> Result<Vec<contract_version::Model>, MoveError> {
    let from = contract::day(contract, &start::CONFIRMED_DATE).map(date::write).ok_or(ProblemKind::Internal)?;
    let stack = contract_version::stack(transaction, &row.id).await?;
    let (before, later): (Vec<_>, Vec<_>) = stack.into_iter().partition(|version| version.effective_on <= from);
    // The contract is in use, and the change is in force from today on at the earliest.
    let before = before.last().ok_or(ProblemKind::Internal)?;
    let version = |number: &str, effective_on: &str, document: &Draft| {
        Ok::<_, MoveError>(contract_version::Model {
            id: store::new_id()?,
            contract_id: row.id.clone(),
            effective_on: effective_on.to_owned(),
            number: number.to_owned(),
            approved_by: by.id().unwrap_or_default(),
            approved_at: millis(now),
            body: serde_json::to_string(document)?,
        })
    };
    // Each document: the one before and after this change, as it stands below the next one.
    let mut old = before.document()?;
    let mut new = merge(base, contract, &old).draft;
    let mut versions = vec![version(&application.number, &from, &new)?];
    for above in later {
        let document = above.document()?;
        new = merge(&old, &document, &new).draft;
        old = document;
        versions.push(version(&above.number, &above.effective_on, &new)?);
    }
    Ok(versions)
}
