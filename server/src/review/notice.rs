//! ID通知: the codes of the contract in force, and its passwords inside their window (N-260 … N-269, V-20).

use std::collections::BTreeMap;

use nss_core::{
    api::{CredentialNotice, Instant, ProblemKind},
    review::notice,
    value::date,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{Reviews, plain};
use crate::{
    error::ApiError,
    security::SecurityEvent,
    store::{self, application, contract_version, credential, credential_reading, credential_reissue, instant, millis},
};

impl Reviews {
    /// The notice of an application that was approved. Passwords that go out are noted first: who read which, and when.
    pub async fn credential_notice(&self, application: &application::Model) -> Result<CredentialNotice, ApiError> {
        let now = self.clock.now();
        let today = now.date_naive();
        let own = self.version_of(application).await?;
        let contract_id = own.contract_id.clone();
        let start = application.effective_on.as_deref().and_then(date::parse).unwrap_or(today);
        let version = contract_version::in_force(&self.db, &contract_id, Ord::max(today, start)).await?;
        // That of an application that lapsed is never in force.
        let version = version.unwrap_or(own);
        let contract = version.document()?;
        let rows =
            credential::Entity::find().filter(credential::Column::ContractId.eq(&contract_id)).all(&self.db).await?;
        let until = rows.iter().filter_map(|row| date::parse(&row.readable_until)).max();
        let can_reissue = application.has_passwords();
        let is_readable = can_reissue && until.is_some_and(|until| today <= until);
        let mut passwords = BTreeMap::new();
        for row in rows.iter().filter(|row| is_readable && row.readable_until >= date::write(today)) {
            if let Some(password) = plain(&self.cipher, row)? {
                passwords.insert(row.code.as_str(), password);
            }
        }
        self.note_reading(application, &contract_id, passwords.keys().copied().collect(), now).await?;
        let request = credential_reissue::open(&self.db, &contract_id).await?;
        Ok(CredentialNotice {
            is_readable,
            explanation: match until.filter(|_| is_readable) {
                Some(until) => notice::countdown(until, today),
                None if !can_reissue => notice::ENDED.to_owned(),
                None => notice::closed(until),
            },
            can_reissue,
            reissue_requested_at: request.map(|request| instant(request.requested_at)),
            ..notice::compose(&contract, &application.number, |code| passwords.get(code).cloned())
        })
    }

    /// The version of an application. Before the approval there is none, which is the same as an unknown application.
    pub(super) async fn version_of(
        &self,
        application: &application::Model,
    ) -> Result<contract_version::Model, ApiError> {
        let version = contract_version::of_application(&self.db, application).await?;
        version.ok_or_else(|| ProblemKind::NotFound.into())
    }

    async fn note_reading(
        &self,
        application: &application::Model,
        contract_id: &str,
        codes: Vec<&str>,
        now: Instant,
    ) -> Result<(), ApiError> {
        if codes.is_empty() {
            return Ok(());
        }
        let reading = credential_reading::Model {
            id: store::new_id()?,
            contract_id: contract_id.to_owned(),
            account_id: application.account_id.clone(),
            at: millis(now),
            codes: codes.join(" "),
        };
        let reading = reading.into_active_model().reset_all();
        credential_reading::Entity::insert(reading).exec_without_returning(&self.db).await?;
        SecurityEvent::CredentialsRead(&application.account_id).record();
        Ok(())
    }
}
