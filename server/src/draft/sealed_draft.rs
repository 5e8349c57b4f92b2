//! The sealed draft (封をした下書き): the draft of an account whose 48 hours ended. Nobody can open it. A new account of the
//! same address is offered it after the login with the mailed password, and takes it over or discards it. A job erases
//! it after 30 days.

use nss_core::{
    account::{
        life::{Event, State},
        provisional::SEALED_DAYS,
    },
    api::{BODY_LIMIT, Instant, ProblemKind, SealedDraft},
    application,
    form::{Draft, merge},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::from_wire;
use crate::{
    account::applicant_answers,
    clock::{Clock, DAY_MILLIS},
    error::ApiError,
    file::transfer::transfer,
    security::SecurityEvent,
    store::{self, account, draft, instant, millis},
};

/// Milliseconds between the end of the 48 hours and its erasure.
pub const RETENTION_MILLIS: i64 = SEALED_DAYS * DAY_MILLIS;
/// Tries of a take-over when another tab saves at the same time.
const MAX_TRIES: u32 = 10;
/// Most bytes of a save besides the draft: the merged draft must still fit into a request.
const ENVELOPE: usize = 100;

/// A sealed draft with answers beyond its initial content.
#[derive(Debug)]
pub struct Sealed {
    stored: draft::Model,
    start: Draft,
    typed: Draft,
}

impl Sealed {
    /// Its description before it is taken over: no answers.
    pub fn offer(&self) -> SealedDraft {
        SealedDraft {
            id: self.stored.id.clone(),
            saved_at: instant(self.stored.saved_at),
            pages: self.typed.changed_pages(&self.start).map(|page| page.title.to_owned()).collect(),
        }
    }

    /// None if nothing was answered in it, or if it cannot be read: then it is not offered, only erased in time.
    fn open(account: &account::Model, stored: draft::Model) -> Option<Self> {
        let start = application::start(applicant_answers::registration(account).ok()?.answers());
        let typed = from_wire(&application::FORM, &serde_json::from_str(&stored.body).ok()?).ok()?;
        typed.differs_from(&start).then_some(Self { stored, start, typed })
    }

    /// Deletes the draft and erases the personal data of its account. Returns whether both were still as they were
    /// read.
    async fn end(&self, transaction: &DatabaseTransaction, event: Event, now: Instant) -> Result<bool, ApiError> {
        let draft::Model { id, revision, account_id, .. } = &self.stored;
        let gone =
            draft::Entity::delete_by_id(id).filter(draft::Column::Revision.eq(*revision)).exec(transaction).await?;
        let this = || expired(now).add(account::Column::Id.eq(account_id));
        // The job that expires accounts may not have run yet.
        account::apply_event(transaction, State::Provisional, Event::HoursOver, this()).await?;
        let moved = account::apply_event(transaction, State::Expired, event, this()).await?;
        Ok(gone.rows_affected == 1 && moved == 1)
    }
}

/// The 48 hours have ended, and the 30 days have not.
fn expired(now: Instant) -> Condition {
    let ends = account::Column::ExpiresAt;
    Condition::all().add(ends.lte(millis(now))).add(ends.gt(millis(now) - RETENTION_MILLIS))
}

/// The sealed draft that an account is offered: of the same address, the one saved last. None after 登録.
pub async fn offered(
    db: &DatabaseConnection,
    account: &account::Model,
    now: Instant,
) -> Result<Option<Sealed>, ApiError> {
    if account.state_at(now) != State::Provisional {
        return Ok(None);
    }
    let same_address = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Mail.eq(&account.mail))
        .filter(account::Column::State.is_in([State::Provisional.code(), State::Expired.code()]))
        .filter(expired(now))
        .into_query();
    let drafts = draft::Entity::find()
        .filter(draft::Column::AccountId.in_subquery(same_address))
        // A draft that was never saved has only its initial content.
        .filter(draft::Column::Revision.gt(1))
        .order_by_desc(draft::Column::SavedAt)
        .order_by_desc(draft::Column::Id)
        .all(db)
        .await?;
    for stored in drafts {
        let ended = account::Entity::find_by_id(&stored.account_id).one(db).await?;
        // Another request may have taken it over or discarded it since the drafts were read: then the account is erased.
        let ended = ended.filter(|ended| ended.state_at(now) == State::Expired);
        if let Some(sealed) = ended.and_then(|ended| Sealed::open(&ended, stored)) {
            return Ok(Some(sealed));
        }
    }
    Ok(None)
}

async fn find_offered(
    db: &DatabaseConnection,
    account: &account::Model,
    id: &str,
    now: Instant,
) -> Result<Sealed, ApiError> {
    let sealed = offered(db, account, now).await?.filter(|sealed| sealed.stored.id == id);
    sealed.ok_or_else(|| ProblemKind::NotFound.into())
}

/// Merges the sealed draft into the account's own one, transfers its files, and deletes it. If both answered a
/// question, the own answer wins, because it is newer. Returns the own draft as it is stored afterwards.
pub async fn take_over(
    db: &DatabaseConnection,
    clock: &Clock,
    account: &account::Model,
    id: &str,
) -> Result<draft::Model, ApiError> {
    for _ in 0..MAX_TRIES {
        let now = clock.now();
        let own = draft::open_of(db, &account.id).await?.ok_or(ProblemKind::NotFound)?;
        let sealed = find_offered(db, account, id, now).await?;
        let mine = from_wire(&application::FORM, &serde_json::from_str(&own.body)?)?;
        let merged = merge(&sealed.start, &mine, &sealed.typed).draft;
        let wire = merged.to_wire();
        let body = serde_json::to_string(&wire)?;
        if body.len() + ENVELOPE > BODY_LIMIT || from_wire(&application::FORM, &wire).is_err() {
            return Err(ProblemKind::TooLarge.into());
        }
        let next = draft::Model { revision: own.revision + 1, saved_at: millis(now), body, ..own };
        let transaction = store::begin(db).await?;
        if write_take_over(&transaction, &sealed, &next, &merged, now).await? {
            transaction.commit().await?;
            SecurityEvent::AccountsErased(1).record();
            return Ok(next);
        }
        transaction.rollback().await?;
    }
    Err(ProblemKind::Unavailable.into())
}

/// Writes the take-over. Returns whether both drafts were still as they were read; if not, the transaction must be
/// rolled back.
async fn write_take_over(
    transaction: &DatabaseTransaction,
    sealed: &Sealed,
    next: &draft::Model,
    merged: &Draft,
    now: Instant,
) -> Result<bool, ApiError> {
    let is_saved = draft::save(transaction, &next.id, next.revision - 1, next.body.clone(), now).await?;
    if !is_saved || !sealed.end(transaction, Event::TakenOver, now).await? {
        return Ok(false);
    }
    transfer(transaction, &sealed.stored.id, next, merged, now).await?;
    Ok(true)
}

/// Erases the sealed draft. The sweep erases its files.
pub async fn discard(
    db: &DatabaseConnection,
    account: &account::Model,
    id: &str,
    now: Instant,
) -> Result<(), ApiError> {
    let sealed = find_offered(db, account, id, now).await?;
    let transaction = store::begin(db).await?;
    if !sealed.end(&transaction, Event::Refused, now).await? {
        transaction.rollback().await?;
        return Err(ProblemKind::NotFound.into());
    }
    transaction.commit().await?;
    SecurityEvent::AccountsErased(1).record();
    Ok(())
}
