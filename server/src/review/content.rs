//! The content of a move: reasons of a return, the answers of a resend, the center's answers of an approval.

use chrono::NaiveDate;
use nss_core::{
    application::{self, office},
    change_application::next_document,
    form::{At, Draft, RowId, Submission, Unreadable, Wire},
    review::{Kind, Move, Reason, contract, form_of, reason},
    value::date,
};

use super::{MoveError, MoveRequest};
use crate::store::{
    self,
    application::{Model, Summary},
};

/// The content that comes with a move.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Nothing.
    Nothing,
    /// The reasons of a return, or the one of 取下げ.
    Reasons(&'a [Reason]),
    /// The corrected application.
    Submission {
        /// Its answers.
        submission: &'a Submission,
        /// The revision of the draft that they were made of.
        draft_revision: i32,
    },
    /// The center's answers; what is empty is proposed or allotted.
    Center(&'a Wire),
    /// The same application on the contract as another change has left it.
    Rebased(&'a Submission),
}

/// The content, read and checked.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The reasons as JSON.
    pub(super) reason: Option<String>,
    /// The contract before its codes are allotted.
    pub(super) contract: Option<Draft>,
}

/// Reads the content of a move that the table has; `changed` is the contract that a change application changes.
pub(super) fn read(
    found: &Model,
    kind: Kind,
    request: MoveRequest<'_>,
    changed: Option<&Draft>,
    today: NaiveDate,
) -> Result<Read, MoveError> {
    let writes_contract = request.step == Move::Approve && kind != Kind::Settings;
    match (request.step, request.content) {
        (Move::Return | Move::Withdraw, Content::Reasons(reasons)) => {
            if !reason::are_sound(reasons, submission(found)?.answers()) {
                return Err(MoveError::Content);
            }
            Ok(Read { reason: Some(serde_json::to_string(reasons)?), contract: None })
        }
        (Move::Resend, Content::Submission { .. }) | (Move::Rebase, Content::Rebased(_)) => Ok(Read::default()),
        (Move::Approve, Content::Center(center)) if writes_contract => {
            let contract = proposed(&submission(found)?, changed, center, today)?;
            Ok(Read { reason: None, contract: Some(contract) })
        }
        (step, Content::Nothing) if !writes_contract && !matches!(step, Move::Return | Move::Resend | Move::Rebase) => {
            Ok(Read::default())
        }
        _ => Err(MoveError::Content),
    }
}

impl Read {
    /// The application with what the content changes, besides its state.
    pub(super) fn change(&self, found: &Model, request: MoveRequest<'_>) -> Result<Model, MoveError> {
        let mut changed = found.clone();
        if let (Move::Take, super::By::Reviewer(reviewer)) = (request.step, request.by) {
            changed.assignee = Some(reviewer.to_owned());
        }
        if let Content::Submission { submission, .. } | Content::Rebased(submission) = request.content {
            let Summary { kind, company, office } = Summary::of(submission);
            let body = serde_json::to_string(submission.answers())?;
            changed = Model { kind: kind.code().to_owned(), company, office, body, ..changed };
        }
        if let Some(contract) = &self.contract {
            changed.effective_on = contract::day(contract, &application::start::CONFIRMED_DATE).map(date::write);
        }
        Ok(changed)
    }
}

/// The stored submission.
pub(crate) fn submission(found: &Model) -> Result<Submission, MoveError> {
    let wire: Wire = serde_json::from_str(&found.body)?;
    let read = form_of(&wire).and_then(|form| Submission::stored(form, &wire).ok());
    read.ok_or_else(|| {
        tracing::error!(application = found.id, form = wire.form, version = wire.version, "stored application");
        nss_core::api::ProblemKind::Internal.into()
    })
}

/// The contract with what is proposed where the reviewer wrote nothing; new codes are still missing. `changed` is the contract that
/// a change application changes.
pub(crate) fn proposed(
    submission: &Submission,
    changed: Option<&Draft>,
    center: &Wire,
    today: NaiveDate,
) -> Result<Draft, MoveError> {
    let document = match changed {
        Some(contract) => &next_document(contract, submission.answers()).map_err(|error| unreadable(&error))?,
        None => submission.answers(),
    };
    let mut contract = contract::compose(document, center).ok_or(MoveError::Content)?;
    contract::propose(&mut contract, today);
    let mut failed = None;
    let mut new_id = || {
        new_row().unwrap_or_else(|error| {
            failed = Some(error);
            RowId::from_random(0)
        })
    };
    if let Some(before) = changed {
        // An office keeps its code, and its company.
        let kept = [&office::CODE, &office::ABBREVIATION].map(At::once);
        if kept.into_iter().any(|at| contract.get(at) != before.get(at)) {
            return Err(MoveError::Content);
        }
        contract::follow_changes(&mut contract, before, &mut new_id);
    }
    contract::add_terminals(&mut contract, &mut new_id);
    contract::number_ids(&mut contract);
    failed.map_or(Ok(contract), |error| Err(error.into()))
}

/// A random identity of a row that the center adds.
pub(super) fn new_row() -> Result<RowId, getrandom::Error> {
    store::random::<8>().map(|random| RowId::from_random(u64::from_le_bytes(random)))
}

/// The error of a stored document that core cannot read.
pub(super) fn unreadable(error: &Unreadable) -> MoveError {
    tracing::error!(%error, "a stored document");
    nss_core::api::ProblemKind::Internal.into()
}
