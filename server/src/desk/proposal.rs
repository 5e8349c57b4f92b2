//! The contract that an approval would make, with the codes that come next.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nss_core::{
    api::desk::Proposal,
    application::office,
    form::{At, Draft, Submission, Wire, center},
    review::contract::{Series, unallotted},
};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    review::{MoveError, change::changed_contract, proposed},
    store::{application, code, contract_version, sequence},
};

/// The proposed contract of an application. Nothing is reserved: another approval may take the codes first.
pub async fn proposal(
    db: &impl ConnectionTrait,
    application: &application::Model,
    submission: &Submission,
    today: NaiveDate,
) -> Result<Proposal, MoveError> {
    let changed = changed_contract(db, application).await?;
    let changed = changed.as_ref().map(contract_version::Model::document).transpose()?;
    let contract = proposed(submission, changed.as_ref(), &Wire::default(), today)?;
    let codes = next_codes(db, &contract).await?;
    Ok(Proposal { center: center::only(&contract), codes })
}

async fn next_codes(db: &impl ConnectionTrait, contract: &Draft) -> Result<BTreeMap<String, String>, DbErr> {
    let mut abbreviation = contract.get(At::once(&office::ABBREVIATION)).to_owned();
    let mut next = BTreeMap::new();
    for series in Series::ALL {
        let places = unallotted(contract, series);
        let last = sequence::last(db, &sequence::code_name(series, &abbreviation)).await?;
        let free = code::next_free(db, series, &abbreviation, last, places.len()).await?;
        if let (Series::Abbreviation, Some(first)) = (series, free.first()) {
            abbreviation.clone_from(first);
        }
        next.extend(places.iter().map(At::path).zip(free));
    }
    Ok(next)
}
