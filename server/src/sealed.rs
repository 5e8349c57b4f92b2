//! The sealed draft (封をした下書き): what an address had typed when the 48 hours of its account ended. Nobody can open it. Whoever
//! registers again with the same address and logs in with the mailed password is told of it, and takes it over or refuses it;
//! unasked, it is erased after 30 days (`jobs`).

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
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::{
    app::App,
    file::hand_over::hand_over,
    handler::draft::read,
    problem::Refusal,
    registered,
    store::{self, account, draft, instant, millis},
};

/// How long it is kept after the 48 hours, in milliseconds.
pub const KEPT_MILLIS: i64 = SEALED_DAYS * 24 * 3600 * 1000;
/// Times that a take-over reads again what another tab saved meanwhile.
const TRIES: u32 = 10;
/// What a save says besides the draft, in bytes at most: what is taken over must still fit into one.
const ENVELOPE: usize = 100;

/// A sealed draft that goes beyond what it began with.
#[derive(Debug)]
pub struct Sealed {
    stored: draft::Model,
    start: Draft,
    typed: Draft,
}

impl Sealed {
    /// What is told of it before it is taken over.
    pub fn offer(&self) -> SealedDraft {
        SealedDraft {
            id: self.stored.id.clone(),
            saved_at: instant(self.stored.saved_at),
            pages: self.typed.pages_beyond(&self.start).map(|page| page.title.to_owned()).collect(),
        }
    }

    /// None if nothing was answered in it, or if it cannot be read: then it only waits to be erased.
    fn open(account: &account::Model, stored: draft::Model) -> Option<Self> {
        let start = application::start(registered::of(account).ok()?.answers());
        let typed = read(&serde_json::from_str(&stored.body).ok()?).ok()?;
        typed.goes_beyond(&start).then_some(Self { stored, start, typed })
    }

    /// The draft goes, and all that is personal of its account; says whether it still was as it was read.
    async fn end(&self, transaction: &DatabaseTransaction, event: Event, now: Instant) -> Result<bool, Refusal> {
        let draft::Model { id, revision, account_id, .. } = &self.stored;
        let gone =
            draft::Entity::delete_by_id(id).filter(draft::Column::Revision.eq(*revision)).exec(transaction).await?;
        let this = || expired(now).add(account::Column::Id.eq(account_id));
        // The job may not have been by.
        account::happen(transaction, State::Provisional, Event::HoursOver, this()).await?;
        let moved = account::happen(transaction, State::Expired, event, this()).await?;
        Ok(gone.rows_affected == 1 && moved == 1)
    }
}

/// The 48 hours are over, and the 30 days are not.
fn expired(now: Instant) -> Condition {
    let ends = account::Column::ExpiresAt;
    Condition::all().add(ends.lte(millis(now))).add(ends.gt(millis(now) - KEPT_MILLIS))
}

/// The sealed draft that is offered to an account: of the same address, the one saved last. None after 登録.
pub async fn offered(app: &App, account: &account::Model) -> Result<Option<Sealed>, Refusal> {
    let now = app.now();
    if account.state_at(now) != State::Provisional {
        return Ok(None);
    }
    let same_address = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Mail.eq(&account.mail))
        .filter(account::Column::State.is_in([State::Provisional.word(), State::Expired.word()]))
        .filter(expired(now))
        .into_query();
    let drafts = draft::Entity::find()
        .filter(draft::Column::AccountId.in_subquery(same_address))
        // Whoever registers and types nothing leaves nothing to be read here.
        .filter(draft::Column::Revision.gt(1))
        .order_by_desc(draft::Column::SavedAt)
        .order_by_desc(draft::Column::Id)
        .all(&app.store)
        .await?;
    for stored in drafts {
        let ended = account::Entity::find_by_id(&stored.account_id).one(&app.store).await?;
        if let Some(sealed) = ended.and_then(|ended| Sealed::open(&ended, stored)) {
            return Ok(Some(sealed));
        }
    }
    Ok(None)
}

async fn offered_as(app: &App, account: &account::Model, id: &str) -> Result<Sealed, Refusal> {
    let sealed = offered(app, account).await?.filter(|sealed| sealed.stored.id == id);
    sealed.ok_or_else(|| ProblemKind::NotFound.into())
}

/// The sealed draft joins the account's own one, its files go along, and it is gone. Where both answered the same question the
/// own answer stands: it is newer. The own draft as it now stands.
pub async fn take_over(app: &App, account: &account::Model, id: &str) -> Result<draft::Model, Refusal> {
    for _ in 0..TRIES {
        let own = draft::open_of(&app.store, &account.id).await?.ok_or(ProblemKind::NotFound)?;
        let sealed = offered_as(app, account, id).await?;
        let mine = read(&serde_json::from_str(&own.body)?)?;
        let merged = merge(&sealed.start, &mine, &sealed.typed).draft;
        let wire = merged.to_wire();
        let body = serde_json::to_string(&wire)?;
        if body.len() + ENVELOPE > BODY_LIMIT || read(&wire).is_err() {
            return Err(ProblemKind::TooLarge.into());
        }
        let now = app.now();
        let next = draft::Model { revision: own.revision + 1, saved_at: millis(now), body, ..own };
        let transaction = store::begin(&app.store).await?;
        if join(&transaction, &sealed, &next, &merged, now).await? {
            transaction.commit().await?;
            return Ok(next);
        }
        transaction.rollback().await?;
    }
    Err(ProblemKind::Unavailable.into())
}

/// All of it or nothing; says whether both drafts still were as they were read.
async fn join(
    transaction: &DatabaseTransaction,
    sealed: &Sealed,
    next: &draft::Model,
    merged: &Draft,
    now: Instant,
) -> Result<bool, Refusal> {
    let is_saved = draft::save(transaction, &next.id, next.revision - 1, next.body.clone(), now).await?;
    if !is_saved || !sealed.end(transaction, Event::TakenOver, now).await? {
        return Ok(false);
    }
    hand_over(transaction, &sealed.stored.id, next, merged, now).await?;
    Ok(true)
}

/// The sealed draft is not wanted: it is erased. Its files go with it (`file::sweep`).
pub async fn refuse(app: &App, account: &account::Model, id: &str) -> Result<(), Refusal> {
    let sealed = offered_as(app, account, id).await?;
    let transaction = store::begin(&app.store).await?;
    if !sealed.end(&transaction, Event::Refused, app.now()).await? {
        transaction.rollback().await?;
        return Err(ProblemKind::NotFound.into());
    }
    Ok(transaction.commit().await?)
}
