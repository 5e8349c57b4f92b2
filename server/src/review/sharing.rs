//! The check that only the store can make of 機器共用: the other office has a contract in the same company (V-15, C-072).

use nss_core::{
    change_application::{sharing_changes, unknown_partner},
    form::{Draft, Fault},
};
use sea_orm::ConnectionTrait;

use super::MoveError;
use crate::store::{contract, contract_version};

/// Refuses an addition to an office that is none of `others`, the company's other contracts, or whose contract has ended.
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
    let standing = contract_version::standing_among(db, others.to_vec()).await?;
    let is_unknown = |partner: &str| standing.iter().all(|office| office.office_code != partner);
    let unknown = added.iter().filter(|change| is_unknown(&change.partner));
    let faults: Vec<Fault> = unknown.filter_map(|change| unknown_partner(answers, &change.partner)).collect();
    if faults.is_empty() { Ok(()) } else { Err(MoveError::Faulty(faults)) }
}
