//! The check that only the store can make of 機器共用: the other office has a contract in the same company (V-15, C-072).

use nss_core::{
    application::start,
    change_application::{SharingChange, sharing_changes, unknown_partner},
    form::{Draft, Fault},
    review::contract::day,
};
use sea_orm::ConnectionTrait;

use super::MoveError;
use crate::store::{contract, contract_version};

/// Refuses an addition to an office that is none of `others`, the company's other contracts, or whose contract ends.
pub(super) async fn check(
    db: &impl ConnectionTrait,
    answers: &Draft,
    base: &Draft,
    others: &[contract::Model],
) -> Result<(), MoveError> {
    let mut added = sharing_changes(answers, base);
    added.retain(|change| !change.is_release);
    if added.is_empty() {
        return Ok(());
    }
    let mut faults: Vec<Fault> = Vec::new();
    for SharingChange { partner, .. } in added {
        let office = others.iter().find(|office| office.office_code == partner);
        let last = match office {
            Some(office) => contract_version::stack(db, &office.id).await?.pop(),
            None => None,
        };
        let document = last.as_ref().map(contract_version::Model::document).transpose()?;
        if document.is_none_or(|document| day(&document, &start::END_DATE).is_some()) {
            faults.extend(unknown_partner(answers, &partner));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(MoveError::Faulty(faults)) }
}
