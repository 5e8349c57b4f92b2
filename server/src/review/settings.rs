//! システム設定申込: begun for a contract, registered with a number of its own, and moved together with it (N-015, N-280, C-062).

use nss_core::{
    api::{Instant, ProblemKind, Receipt, SettingsDraft},
    form::{Draft, Fault, Submission},
    mail,
    receipt_number::Series,
    review::{Actor, Kind, Move, deadline::settings_deadline, life},
    settings,
    value::date,
};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QuerySelect,
};

use super::{
    By, Content, MoveError, MoveRequest, Reviews, content, notices,
    registration::{self, Registration},
};
use crate::{
    account::applicant_answers,
    error::ApiError,
    mail::outbox::Recipient,
    store::{self, application, contract_version, draft, millis},
};

impl Reviews {
    /// The open draft of システム設定申込 for the contract of an application, which is that of the contract or its システム設定申込; the
    /// first call begins it.
    pub async fn begin_settings(&self, application: &application::Model) -> Result<SettingsDraft, MoveError> {
        let of = contract_application(&self.db, application).await?;
        let of = of.as_ref().unwrap_or(application);
        let contract = contract(&self.db, of).await?;
        let transaction = store::begin(&self.db).await?;
        // Calls at the same time find one draft.
        let found = locked(&transaction, &of.id).await?;
        let draft = if let Some(open) = draft::open_settings_of(&transaction, &found.id).await? {
            open.id
        } else {
            require_time(&found, self.clock.now())?;
            insert_draft(&transaction, &found, &settings::start(&contract), self.clock.now()).await?
        };
        let returned = application::of_draft(&transaction, &draft).await?.map(|returned| returned.id);
        transaction.commit().await?;
        let trades = settings::trades(&contract).iter().map(|trade| trade.code.to_owned()).collect();
        Ok(SettingsDraft { draft, deadline: deadline(&found), trades, returned })
    }

    /// 登録 of システム設定申込: its number has the letter S. A second call gets the first receipt.
    pub async fn register_settings(
        &self,
        draft: &draft::Model,
        submission: &Submission,
        idempotency_key: Option<&str>,
    ) -> Result<Receipt, MoveError> {
        let now = self.clock.now();
        let transaction = store::begin(&self.db).await?;
        match self.write_settings(&transaction, draft, submission, idempotency_key, now).await {
            Ok(receipt) => {
                transaction.commit().await?;
                self.outbox.notify();
                Ok(receipt)
            }
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    async fn write_settings(
        &self,
        transaction: &DatabaseTransaction,
        draft: &draft::Model,
        submission: &Submission,
        idempotency_key: Option<&str>,
        now: Instant,
    ) -> Result<Receipt, MoveError> {
        let of = locked(transaction, draft.settings_of.as_deref().unwrap_or_default()).await?;
        if let Some(first) = application::of_draft(transaction, &draft.id).await? {
            return Ok(first.receipt());
        }
        require_time(&of, now)?;
        let series = Series::SystemSettings;
        let registration = Registration { draft, submission, series, idempotency_key };
        let (registered, number) = registration::write(transaction, registration, now).await?;
        self.bring_along(transaction, &of, By::Applicant(&of.account_id), Move::ApplyForSettings, now).await?;
        let sent = content::submission(&of)?;
        let login_url = self.config.login_url();
        let received = mail::Received { number, at: &now, login_url: &login_url };
        let mail = mail::settings_receipt(&self.config.operator, &applicant_answers::salutation(&sent), &received);
        for address in notices::recipients(&sent) {
            let recipient = Recipient { account_id: &of.account_id, address };
            self.outbox.queue(transaction, Some(recipient), mail.clone(), now).await?;
        }
        Ok(registered.receipt())
    }

    /// Moves the other one of the two applications as well, for the moves that do.
    pub(super) async fn follow(
        &self,
        transaction: &DatabaseTransaction,
        moved: &application::Model,
        kind: Kind,
        request: MoveRequest<'_>,
        now: Instant,
    ) -> Result<(), MoveError> {
        let (other, step) = match (kind, request.step) {
            (Kind::Settings, step) => (contract_application(transaction, moved).await?, life::follower(step)),
            (_, Move::Void) => (under_review(transaction, moved, request.by.actor()).await?, Some(Move::Void)),
            _ => (None, None),
        };
        match other.zip(step) {
            Some((other, step)) => self.bring_along(transaction, &other, request.by, step, now).await,
            None => Ok(()),
        }
    }

    async fn bring_along(
        &self,
        transaction: &DatabaseTransaction,
        other: &application::Model,
        by: By<'_>,
        step: Move,
        now: Instant,
    ) -> Result<(), MoveError> {
        let content = Content::Nothing;
        let request = MoveRequest { application_id: &other.id, revision: other.revision, by, step, content };
        Box::pin(self.write(transaction, request, None, now)).await.map(drop)
    }
}

/// The contract that a システム設定申込 is for: as its approval wrote it.
pub async fn contract(db: &impl ConnectionTrait, application: &application::Model) -> Result<Draft, MoveError> {
    let version = contract_version::of_application(db, application).await?.ok_or(MoveError::NotFound)?;
    Ok(version.document()?)
}

/// The faults of システム設定申込 that its contract decides.
pub async fn faults(
    db: &impl ConnectionTrait,
    draft: &draft::Model,
    answers: &Draft,
) -> Result<Option<Fault>, MoveError> {
    let contract = contract_of_draft(db, draft).await?;
    Ok(contract.and_then(|contract| settings::documents::missing(answers, &contract)))
}

/// The contract that a draft sets up; none for 利用申込.
pub async fn contract_of_draft(db: &impl ConnectionTrait, draft: &draft::Model) -> Result<Option<Draft>, MoveError> {
    let Some(of) = &draft.settings_of else { return Ok(None) };
    let of = application::Entity::find_by_id(of).one(db).await?.ok_or(MoveError::NotFound)?;
    contract(db, &of).await.map(Some)
}

/// The application whose contract a システム設定申込 sets up; none for any other application.
pub(super) async fn contract_application(
    db: &impl ConnectionTrait,
    application: &application::Model,
) -> Result<Option<application::Model>, DbErr> {
    let draft = draft::Entity::find_by_id(&application.draft_id).one(db).await?;
    let Some(of) = draft.and_then(|draft| draft.settings_of) else { return Ok(None) };
    application::Entity::find_by_id(of).one(db).await
}

/// The システム設定申込 of a contract that ends while it is under review.
async fn under_review(
    db: &impl ConnectionTrait,
    of: &application::Model,
    actor: Actor,
) -> Result<Option<application::Model>, DbErr> {
    let made = application::settings_of(db, &of.id).await?;
    let ends = |made: &application::Model| {
        made.state().is_some_and(|state| life::after(Kind::Settings, state, actor, Move::Void).is_some())
    };
    Ok(made.into_iter().find(ends))
}

async fn locked(transaction: &DatabaseTransaction, id: &str) -> Result<application::Model, MoveError> {
    application::Entity::find_by_id(id).lock_exclusive().one(transaction).await?.ok_or(MoveError::NotFound)
}

/// Fails if the contract does not wait for システム設定申込, or its day has passed before the clock's job has run (V-21).
fn require_time(of: &application::Model, now: Instant) -> Result<(), MoveError> {
    let (kind, state) = of.kind().zip(of.state()).ok_or(ProblemKind::Internal)?;
    if life::after(kind, state, Actor::Applicant, Move::ApplyForSettings).is_none() {
        return Err(MoveError::Refused { state });
    }
    match deadline(of).filter(|last| *last < now.date_naive()) {
        Some(last) => {
            let words = format!("システム設定申込締切日（{}）を過ぎています。", date::japanese(last));
            Err(ApiError::with_detail(ProblemKind::MoveRefused, words).into())
        }
        None => Ok(()),
    }
}

fn deadline(of: &application::Model) -> Option<chrono::NaiveDate> {
    of.effective_on.as_deref().and_then(date::parse).and_then(settings_deadline)
}

async fn insert_draft(
    transaction: &DatabaseTransaction,
    of: &application::Model,
    start: &Draft,
    now: Instant,
) -> Result<String, MoveError> {
    let begun = draft::Model {
        id: store::new_id()?,
        account_id: of.account_id.clone(),
        body: serde_json::to_string(&start.to_wire())?,
        revision: 1,
        saved_at: millis(now),
        open_until: draft::FOREVER,
        settings_of: Some(of.id.clone()),
        change_of: None,
    };
    let row = begun.clone().into_active_model().reset_all();
    draft::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(begun.id)
}
