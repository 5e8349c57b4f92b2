//! 審査: every move of an application, in one transaction with its history, its mails, 新着情報 and its contract.

mod account;
mod applicant;
mod approval;
pub mod change;
mod change_approval;
mod content;
mod credentials;
mod error;
mod notice;
mod notices;
mod registration;
mod reissue;
mod renewal;
pub mod settings;
mod sharing;

use std::sync::Arc;

use chrono::NaiveDate;
use nss_core::{
    api::{Instant, ProblemKind},
    review::{Actor, Move, State, life},
    value::date,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, Set,
};

use crate::{
    account::password::PasswordHasher,
    cipher::Cipher,
    clock::Clock,
    config::Config,
    mail::outbox::Outbox,
    store::{self, application, application_event, contract_version, millis, reminder},
};

pub(crate) use content::{proposed, submission};

pub use change::base_of_application;
pub use content::Content;
pub use credentials::plain;
pub use error::MoveError;
pub use notices::calendar_of;

/// The person or the job that moves an application.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The account of an applicant, which moves its own applications only.
    Applicant(&'a str),
    /// A reviewer, by the ID of the staff's account.
    Reviewer(&'a str),
    /// A job.
    Clock,
}

impl By<'_> {
    /// The side.
    pub const fn actor(self) -> Actor {
        match self {
            Self::Applicant(_) => Actor::Applicant,
            Self::Reviewer(_) => Actor::Reviewer,
            Self::Clock => Actor::Clock,
        }
    }

    fn id(&self) -> Option<String> {
        match self {
            Self::Applicant(id) | Self::Reviewer(id) => Some((*id).to_owned()),
            Self::Clock => None,
        }
    }
}

/// A move that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct MoveRequest<'a> {
    /// The application.
    pub application_id: &'a str,
    /// The revision that was looked at.
    pub revision: i32,
    /// The person or the job.
    pub by: By<'a>,
    /// The move.
    pub step: Move,
    /// The content that comes with it.
    pub content: Content<'a>,
}

/// Moves applications.
#[derive(Clone, Debug)]
pub struct Reviews {
    db: DatabaseConnection,
    clock: Clock,
    config: Arc<Config>,
    outbox: Outbox,
    passwords: PasswordHasher,
    cipher: Cipher,
}

impl Reviews {
    /// Moves the applications of that database.
    pub fn new(
        db: DatabaseConnection,
        clock: Clock,
        config: Arc<Config>,
        outbox: Outbox,
        passwords: PasswordHasher,
        cipher: Cipher,
    ) -> Self {
        Self { db, clock, config, outbox, passwords, cipher }
    }

    /// Makes a move and all that it causes, or nothing. Returns the application after it.
    pub async fn apply_move(&self, request: MoveRequest<'_>) -> Result<application::Model, MoveError> {
        let now = self.clock.now();
        // Hashing takes long: the transaction does not wait for it.
        let office_password = match request.content {
            Content::Center(_) => Some(self.passwords.draw().await.map_err(crate::error::ApiError::from)?),
            _ => None,
        };
        let transaction = store::begin(&self.db).await?;
        match self.write(&transaction, request, office_password, now).await {
            Ok(moved) => {
                transaction.commit().await?;
                self.outbox.notify();
                Ok(moved)
            }
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    /// Queues the reminder of a deadline, if the application still waits for システム設定申込 and was not reminded of that
    /// deadline. Returns whether it is queued now.
    pub async fn remind(&self, application_id: &str, deadline: NaiveDate) -> Result<bool, MoveError> {
        let now = self.clock.now();
        let transaction = store::begin(&self.db).await?;
        let waiting = application::Entity::find_by_id(application_id)
            .filter(application::Column::State.eq(State::Approved.code()))
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let reminder = reminder::Model {
            id: store::new_id()?,
            application_id: application_id.to_owned(),
            deadline: date::write(deadline),
            at: millis(now),
        };
        let is_first = match &waiting {
            Some(application) if reminder::begin(&transaction, reminder).await? => {
                notices::remind(self, &transaction, application, deadline, now).await?;
                true
            }
            _ => false,
        };
        transaction.commit().await?;
        self.outbox.notify();
        Ok(is_first)
    }

    async fn write(
        &self,
        transaction: &DatabaseTransaction,
        request: MoveRequest<'_>,
        office_password: Option<(String, String)>,
        now: Instant,
    ) -> Result<application::Model, MoveError> {
        let seen = find(transaction, request).await?;
        Box::pin(change::lock_contract(transaction, &seen, request.step)).await?;
        // Another move may have come first.
        let found = find(transaction, request).await?;
        let (Some(kind), Some(state)) = (found.kind(), found.state()) else {
            tracing::error!(application = found.id, "unknown kind or state");
            return Err(ProblemKind::Internal.into());
        };
        if found.revision != request.revision {
            return Err(MoveError::Stale { revision: found.revision, state });
        }
        let after = life::after(kind, state, request.by.actor(), request.step).ok_or(MoveError::Refused { state })?;
        let changed = match request.step {
            Move::Approve => change::changed_contract(transaction, &found).await?,
            _ => None,
        };
        let document = changed.as_ref().map(contract_version::Model::document).transpose()?;
        let mut content = content::read(&found, kind, request, document.as_ref(), now.date_naive())?;
        let moved = application::Model {
            state: after.code().to_owned(),
            revision: found.revision + 1,
            changed_at: millis(now),
            ..content.change(&found, request)?
        };
        update(transaction, &found, &moved).await?;
        applicant::follow(transaction, &moved, kind, (state, after), request.content, &self.config, now).await?;
        match (content.contract.as_mut(), &changed, office_password) {
            (Some(contract), Some(changed), _) => {
                let write = change_approval::write(self, transaction, &moved, changed, contract, request.by, now);
                // Few moves are changes: the others do not carry its state.
                Box::pin(write).await?;
            }
            (Some(contract), None, Some(password)) => {
                approval::write(self, transaction, &moved, contract, request.by, password, now).await?;
            }
            _ => {}
        }
        let event = application_event::Model {
            id: store::new_id()?,
            application_id: moved.id.clone(),
            revision: moved.revision,
            at: moved.changed_at,
            actor: request.by.actor().code().to_owned(),
            actor_id: request.by.id(),
            step: request.step.code().to_owned(),
            before: Some(state.code().to_owned()),
            after: moved.state.clone(),
            reason: content.reason.clone(),
            body: (request.step == Move::Return).then_some(found.body),
        };
        let event = event.into_active_model().reset_all();
        application_event::Entity::insert(event).exec_without_returning(transaction).await?;
        account::write(transaction, &moved, kind, request.step).await?;
        notices::write(self, transaction, &moved, kind, request.step, now).await?;
        self.follow(transaction, &moved, kind, request, now).await?;
        Ok(moved)
    }
}

/// The application; for an applicant only an own one.
async fn find(transaction: &DatabaseTransaction, request: MoveRequest<'_>) -> Result<application::Model, MoveError> {
    let found = application::Entity::find_by_id(request.application_id).one(transaction).await?;
    let is_own = |found: &application::Model| match request.by {
        By::Applicant(account_id) => found.account_id == account_id,
        By::Reviewer(_) | By::Clock => true,
    };
    found.filter(is_own).ok_or(MoveError::NotFound)
}

/// Updates the row if it is still as it was read; another process may have moved it since.
async fn update(
    transaction: &DatabaseTransaction,
    found: &application::Model,
    moved: &application::Model,
) -> Result<(), MoveError> {
    let mut changes = application::ActiveModel {
        kind: Set(moved.kind.clone()),
        state: Set(moved.state.clone()),
        revision: Set(moved.revision),
        changed_at: Set(moved.changed_at),
        company: Set(moved.company.clone()),
        office: Set(moved.office.clone()),
        effective_on: Set(moved.effective_on.clone()),
        ..Default::default()
    };
    // The body is large: it is written only if it changed.
    if moved.body != found.body {
        changes.body = Set(moved.body.clone());
    }
    // An assignment in between is kept.
    if moved.assignee != found.assignee {
        changes.assignee = Set(moved.assignee.clone());
    }
    let updated = application::Entity::update_many()
        .set(changes)
        .filter(application::Column::Id.eq(&found.id))
        .filter(application::Column::Revision.eq(found.revision))
        .filter(application::Column::State.eq(&found.state))
        .exec(transaction)
        .await?;
    if updated.rows_affected == 1 {
        return Ok(());
    }
    let now = application::Entity::find_by_id(&found.id).one(transaction).await?.ok_or(MoveError::NotFound)?;
    Err(MoveError::Stale { revision: now.revision, state: now.state().unwrap_or(State::Received) })
}
