//! パスワード再発行: asked for by the applicant, given by staff, read by the applicant alone (N-269).

use nss_core::{
    account::{life::State as Life, password},
    api::{CredentialsReissued, Instant, ProblemKind, ReissueRequest},
    review::{deadline::last_readable_day, news as sentences},
    value::date,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
};

use super::{Reviews, credentials::encrypt};
use crate::{
    error::ApiError,
    security::SecurityEvent,
    store::{self, account, application, contract, credential, credential_reissue, instant, millis, news},
};

impl Reviews {
    /// Notes a request for new passwords. A second one before the answer is the first one.
    pub async fn request_reissue(&self, application: &application::Model) -> Result<ReissueRequest, ApiError> {
        let contract_id = self.contract_with_passwords(application).await?;
        let now = self.clock.now();
        let transaction = store::begin(&self.db).await?;
        lock(&transaction, &contract_id).await?;
        let open = credential_reissue::open(&transaction, &contract_id).await?;
        if open.is_none() {
            insert(&transaction, application, &contract_id, now, None).await?;
        }
        let requested_at = open.map_or(now, |open| instant(open.requested_at));
        transaction.commit().await?;
        Ok(ReissueRequest { requested_at })
    }

    /// Gives a contract new passwords, readable for two business days and never for less than before, and tells the
    /// applicant by 新着情報. From 利用開始日 on the old password of the office opens the account until the new one is
    /// first used: it opens the notice.
    pub async fn reissue(
        &self,
        application: &application::Model,
        staff_id: &str,
    ) -> Result<CredentialsReissued, ApiError> {
        let contract_id = self.contract_with_passwords(application).await?;
        let in_use = |owner: &account::Model| owner.state == Life::InUse.code();
        let seen = account::Entity::find_by_id(&application.account_id).one(&self.db).await?.filter(in_use);
        let seen = seen.map(|owner| owner.password_hash);
        let (office_password, office_hash) = match &seen {
            Some(hash) => self.passwords.draw_again(Some(hash)).await?,
            None => self.passwords.draw().await?,
        };
        let now = self.clock.now();
        // Before 利用開始日 the window does not end earlier than it would have (V-20).
        let start = application.effective_on.as_deref().and_then(date::parse);
        let from = start.map_or(now.date_naive(), |start| start.max(now.date_naive()));
        let readable_until = date::write(last_readable_day(from));
        let transaction = store::begin(&self.db).await?;
        lock(&transaction, &contract_id).await?;
        // 利用開始 and a change of the password lock the account too. The new hash has the salt of the old one.
        let in_use = account::locked(&transaction, &application.account_id).await?.filter(in_use);
        if in_use.as_ref().map(|owner| &owner.password_hash) != seen.as_ref() {
            return Err(ProblemKind::Unavailable.into());
        }
        let of_contract = credential::Column::ContractId.eq(&contract_id);
        for row in credential::Entity::find().filter(of_contract).all(&transaction).await? {
            let is_office = row.kind == credential::kind::OFFICE;
            let plain = if is_office { office_password.clone() } else { password::password(store::random()?) };
            let encrypted = encrypt(&self.cipher, &row.id, &row.code, &plain)?;
            let mut change = row.into_active_model();
            change.encrypted = Set(Some(encrypted.text));
            change.key_id = Set(Some(encrypted.key_id));
            change.readable_until = Set(readable_until.clone());
            if is_office && in_use.is_none() {
                change.hash = Set(Some(office_hash.clone()));
            }
            change.update(&transaction).await?;
        }
        if let Some(owner) = in_use {
            let mut change = owner.into_active_model();
            change.reissued_hash = Set(Some(office_hash));
            change.update(&transaction).await?;
        }
        match credential_reissue::open(&transaction, &contract_id).await? {
            Some(open) => {
                let mut answered = open.into_active_model();
                answered.issued_at = Set(Some(millis(now)));
                answered.issued_by = Set(Some(staff_id.to_owned()));
                answered.update(&transaction).await?;
            }
            None => insert(&transaction, application, &contract_id, now, Some(staff_id)).await?,
        }
        let line = news::Model {
            id: store::new_id()?,
            account_id: application.account_id.clone(),
            contract_id: Some(contract_id),
            at: millis(now),
            kind: application.kind.clone(),
            number: Some(application.number.clone()),
            text: sentences::REISSUED.to_owned(),
        };
        news::Entity::insert(line.into_active_model().reset_all()).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        SecurityEvent::CredentialsReissued(&application.account_id).record();
        Ok(CredentialsReissued { readable_until })
    }

    /// The contract whose passwords open anything; one that has ended has none.
    async fn contract_with_passwords(&self, application: &application::Model) -> Result<String, ApiError> {
        if !application.has_passwords() {
            return Err(ProblemKind::NotFound.into());
        }
        Ok(self.version_of(application).await?.contract_id)
    }
}

/// Locks the contract: requests and answers at the same time come one after the other.
async fn lock(transaction: &DatabaseTransaction, contract_id: &str) -> Result<(), ApiError> {
    contract::Entity::find_by_id(contract_id).lock_exclusive().one(transaction).await?;
    Ok(())
}

async fn insert(
    transaction: &DatabaseTransaction,
    application: &application::Model,
    contract_id: &str,
    now: Instant,
    issued_by: Option<&str>,
) -> Result<(), ApiError> {
    let row = credential_reissue::Model {
        id: store::new_id()?,
        contract_id: contract_id.to_owned(),
        application_id: application.id.clone(),
        requested_at: millis(now),
        issued_at: issued_by.map(|_| millis(now)),
        issued_by: issued_by.map(str::to_owned),
    };
    let row = row.into_active_model().reset_all();
    credential_reissue::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}
