//! The effects of a move beside the application: the account (N-048, N-265), and the passwords of a contract that ends.

use nss_core::review::{Kind, Move};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::MoveError;
use crate::{
    account::session,
    store::{account, application, contract_version, credential},
};

/// Changes it, for the moves that do.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    application: &application::Model,
    kind: Kind,
    step: Move,
) -> Result<(), MoveError> {
    if !kind.makes_contract() || !matches!(step, Move::Start | Move::Void) {
        return Ok(());
    }
    let version = contract_version::of_application(transaction, application).await?;
    let Some(version) = version else {
        tracing::error!(application = application.id, "a contract is missing");
        return Err(nss_core::api::ProblemKind::Internal.into());
    };
    if step == Move::Void {
        credential::erase(transaction, credential::Column::ContractId.eq(version.contract_id)).await?;
        return Ok(());
    }
    account::locked(transaction, &application.account_id).await?;
    let office = credential::Entity::find()
        .filter(credential::Column::ContractId.eq(version.contract_id))
        .filter(credential::Column::Kind.eq(credential::kind::OFFICE))
        .one(transaction)
        .await?;
    let Some((code, hash)) = office.and_then(|office| Some((office.code, office.hash?))) else {
        tracing::error!(application = application.id, "the password of an office is missing");
        return Err(nss_core::api::ProblemKind::Internal.into());
    };
    if account::start(transaction, &application.account_id, &code, &hash).await? {
        session::end_all(transaction, &application.account_id).await?;
    }
    Ok(())
}
