//! 登録 of an application beside 利用申込, whose own stands in `submission`: of an account that has a contract already.

use nss_core::{
    api::{Instant, ProblemKind},
    form::Submission,
    receipt_number::{ReceiptNumber, Series, year_of},
    review::State,
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::MoveError;
use crate::store::{
    self,
    application::{self, Summary},
    application_event, draft, millis, sequence,
};

/// A checked draft, to be registered exactly as it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Registration<'a> {
    pub(super) draft: &'a draft::Model,
    pub(super) submission: &'a Submission,
    pub(super) series: Series,
    pub(super) idempotency_key: Option<&'a str>,
}

/// Locks the draft, and writes the application with its number and its first event. A draft that was saved meanwhile is refused.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    registration: Registration<'_>,
    now: Instant,
) -> Result<(application::Model, ReceiptNumber), MoveError> {
    let Registration { draft, submission, series, idempotency_key } = registration;
    if !draft::lock(transaction, &draft.id, Some(draft.revision), now).await? {
        return Err(MoveError::DraftChanged);
    }
    let year = year_of(&now);
    let last = sequence::take(transaction, &sequence::name(year, series), 1).await?;
    let number = ReceiptNumber::new(year, last.unsigned_abs(), series).ok_or(ProblemKind::Unavailable)?;
    let Summary { kind, company, office } = Summary::of(submission);
    let registered = application::Model {
        id: store::new_id()?,
        draft_id: draft.id.clone(),
        account_id: draft.account_id.clone(),
        number: number.to_string(),
        kind: kind.code().to_owned(),
        state: State::Received.code().to_owned(),
        submitted_at: millis(now),
        body: serde_json::to_string(submission.answers())?,
        idempotency_key: idempotency_key.map(str::to_owned),
        revision: application_event::FIRST,
        changed_at: millis(now),
        company,
        office,
        assignee: None,
        effective_on: None,
    };
    let event = application_event::registered(&registered)?;
    application_event::Entity::insert(event).exec_without_returning(transaction).await?;
    let row = registered.clone().into_active_model().reset_all();
    application::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok((registered, number))
}
