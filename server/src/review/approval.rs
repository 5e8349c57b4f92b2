//! 承認: the codes, the company, the first version of the contract, and the passwords of the ID notice.

use nss_core::{
    api::Instant,
    application::office,
    form::{At, Draft, Fault, Place, Violation},
    review::contract::{self, Series},
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::{By, MoveError, Reviews, credentials};
use crate::store::{
    self, application, code, company, contract as contract_row, contract_version, millis, registration_day,
};

/// Writes the contract of an application that was just approved. `office_password` is plain text and hash.
pub(super) async fn write(
    reviews: &Reviews,
    transaction: &DatabaseTransaction,
    application: &application::Model,
    contract: &mut Draft,
    by: By<'_>,
    office_password: (String, String),
    now: Instant,
) -> Result<(), MoveError> {
    let id = store::new_id()?;
    allot(transaction, contract, None, &id).await?;
    let mut faults = contract::check(contract, now.date_naive());
    let days = registration_day::all(transaction).await?;
    faults.extend(contract::check_registration_day(contract, &days, now.date_naive()));
    if faults.iter().any(Fault::blocks) {
        return Err(MoveError::Faulty(faults));
    }
    let text = |field| contract.get(At::once(field)).to_owned();
    let row = contract_row::Model {
        id: id.clone(),
        office_code: text(&office::CODE),
        abbreviation: text(&office::ABBREVIATION),
        account_id: application.account_id.clone(),
        created_at: millis(now),
    };
    let company = company::Model {
        abbreviation: row.abbreviation.clone(),
        name: text(&office::COMPANY),
        kana: text(&office::COMPANY_KANA),
        created_at: millis(now),
    };
    // The second office of a company finds the row.
    company::Entity::insert(company.into_active_model().reset_all())
        .on_conflict_do_nothing_on([company::Column::Abbreviation])
        .exec_without_returning(transaction)
        .await?;
    let version = contract_version::Model {
        id: store::new_id()?,
        contract_id: id,
        effective_on: application.effective_on.clone().unwrap_or_default(),
        number: application.number.clone(),
        approved_by: by.id().unwrap_or_default(),
        approved_at: millis(now),
        body: serde_json::to_string(&*contract)?,
    };
    let credentials = credentials::draw(&reviews.cipher, contract, &row, office_password)?;
    contract_row::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(transaction).await?;
    let version = version.into_active_model().reset_all();
    contract_version::Entity::insert(version).exec_without_returning(transaction).await?;
    insert(transaction, &credentials).await
}

/// Inserts passwords.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    credentials: &[store::credential::Model],
) -> Result<(), MoveError> {
    for some in credentials.chunks(credentials::MAX_ROWS) {
        let some = some.iter().cloned().map(|row| row.into_active_model().reset_all());
        store::credential::Entity::insert_many(some).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Allots every code that the reviewer left open, and reserves those that were written; those that stand in the contract `before` a
/// change stay. The lock on a counter orders approvals at the same time.
pub(super) async fn allot(
    transaction: &DatabaseTransaction,
    contract: &mut Draft,
    before: Option<&Draft>,
    id: &str,
) -> Result<(), MoveError> {
    for series in Series::ALL {
        for at in series.places(contract) {
            let abbreviation = contract.get(At::once(&office::ABBREVIATION)).to_owned();
            let written = contract.get(at).to_owned();
            let stays = !written.is_empty() && before.is_some_and(|before| before.get(at) == written);
            if stays {
                continue;
            }
            if written.is_empty() {
                let given = code::give_next(transaction, series, &abbreviation, id).await?;
                contract.set(at, &given.ok_or_else(|| faulty(at, &contract::USED_UP, ""))?);
            } else if !code::give(transaction, series, &written, id).await? {
                return Err(faulty(at, &contract::TAKEN, &written));
            }
        }
        let at = At::once(&office::ABBREVIATION);
        if series == Series::Abbreviation && series.places(contract).is_empty() {
            let known = company::Entity::find_by_id(contract.get(at)).one(transaction).await?;
            known.ok_or_else(|| faulty(at, &contract::UNKNOWN_COMPANY, contract.get(at)))?;
        }
    }
    Ok(())
}

fn faulty(at: At, message: &'static nss_core::form::Message, code: &str) -> MoveError {
    let violation = Violation::new(message).with("code", code.to_owned());
    MoveError::Faulty(vec![Fault { place: Place::Answer(at), violation }])
}
