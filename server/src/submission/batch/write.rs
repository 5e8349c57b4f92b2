//! One batch in one transaction. The number of statements does not depend on the number of drafts.

use std::collections::{HashMap, HashSet};

use metrics::counter;
use nss_core::{
    account::life::{Event, State, after},
    api::{Instant, ProblemKind},
    receipt_number::{ReceiptNumber, Series, year_of},
    review,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{Context, Outcome, PendingSubmission};
use crate::{
    error::ApiError,
    mail::outbox::Recipient,
    store::{self, account, application, application_event, draft, millis, sequence},
};

/// Registers the drafts that can be registered, and returns the outcome of each. Either all of that is committed, or
/// nothing.
pub(super) async fn write(context: &Context, batch: Vec<PendingSubmission>) -> Result<Vec<Outcome>, ApiError> {
    let now = context.clock.now();
    let transaction = store::begin(&context.db).await?;
    let outcomes = insert(context, &transaction, batch, now).await?;
    let registered = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Some(_)))).count();
    if registered > 0 {
        transaction.commit().await?;
        counter!("nss_submissions_total").increment(registered as u64);
        context.outbox.notify();
    } else {
        transaction.rollback().await?;
    }
    Ok(outcomes)
}

/// Takes the numbers first: processes that register at the same time wait for each other at the counter, and nowhere
/// else.
async fn insert(
    context: &Context,
    transaction: &DatabaseTransaction,
    batch: Vec<PendingSubmission>,
    now: Instant,
) -> Result<Vec<Outcome>, ApiError> {
    let (year, series) = (year_of(&now), Series::Application);
    let counter = sequence::name(year, series);
    let count = i32::try_from(batch.len()).unwrap_or(i32::MAX);
    let taken = sequence::take(transaction, &counter, count).await?;
    let mut last = taken - count;
    let open = open_accounts(transaction, &batch, now).await?;
    let mut locked = lock(transaction, batch.iter().filter(|entry| open.contains_key(&entry.account_id)), now).await?;
    let (mut outcomes, mut applications, mut events, mut mails) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in batch {
        if !open.contains_key(&entry.account_id) {
            outcomes.push(Err(ProblemKind::DraftLocked.into()));
            continue;
        }
        // Each draft once: of several tries in one batch the first one gets the number.
        let Some(draft_id) = locked.take(&(entry.draft_id, entry.revision)).map(|(draft_id, _)| draft_id) else {
            outcomes.push(Ok(None));
            continue;
        };
        last += 1;
        let number = ReceiptNumber::new(year, last.unsigned_abs(), series).ok_or_else(|| {
            tracing::error!(last, "the receipt numbers of this year are used up");
            ProblemKind::Unavailable
        })?;
        let application = application::Model {
            id: store::new_id()?,
            draft_id,
            account_id: entry.account_id,
            number: number.to_string(),
            kind: entry.summary.kind.code().to_owned(),
            state: review::State::Received.code().to_owned(),
            submitted_at: millis(now),
            body: entry.body,
            idempotency_key: entry.idempotency_key,
            revision: application_event::FIRST,
            changed_at: millis(now),
            company: entry.summary.company,
            office: entry.summary.office,
            assignee: None,
            effective_on: None,
        };
        events.push(application_event::registered(&application)?);
        for (to, mail) in entry.receipt_mails.write(number, &now, &context.config.operator, &context.config.login_url())
        {
            let recipient = Recipient { account_id: &application.account_id, address: to };
            mails.push(context.outbox.row(Some(recipient), &mail, now)?);
        }
        outcomes.push(Ok(Some(application.receipt())));
        applications.push(application.into_active_model().reset_all());
    }
    if applications.is_empty() {
        return Ok(outcomes);
    }
    let accounts = applications.iter().map(|application| application.account_id.as_ref());
    apply_submission(transaction, accounts.filter(|id| open[*id]).collect()).await?;
    application::Entity::insert_many(applications).exec_without_returning(transaction).await?;
    application_event::Entity::insert_many(events).exec_without_returning(transaction).await?;
    store::outbox::Entity::insert_many(mails).exec_without_returning(transaction).await?;
    if last != taken {
        sequence::give_back(transaction, &counter, last).await?;
    }
    Ok(outcomes)
}

/// The accounts of the batch that may register at `now` (V-01), locked until the transaction ends; each with whether it
/// is still provisional. The query filters by id only: with the states in it, SQLite would scan all accounts of those
/// states.
async fn open_accounts(
    transaction: &DatabaseTransaction,
    batch: &[PendingSubmission],
    now: Instant,
) -> Result<HashMap<String, bool>, DbErr> {
    let ids = batch.iter().map(|entry| entry.account_id.as_str());
    let held = account::Entity::find().filter(account::Column::Id.is_in(ids)).lock_exclusive().all(transaction).await?;
    let open = held.into_iter().filter(|account| account.is_open_at(now));
    Ok(open.map(|account| (account.id.clone(), account.state_at(now) == State::Provisional)).collect())
}

/// Moves the accounts to the state after 登録 (V-01). The rows are locked, so their states are still as they were read.
async fn apply_submission(transaction: &DatabaseTransaction, ids: Vec<&String>) -> Result<(), DbErr> {
    let Some(to) = after(State::Provisional, Event::Submission) else { return Ok(()) };
    let moves = account::Entity::update_many().col_expr(account::Column::State, Expr::value(to.code()));
    moves.filter(account::Column::Id.is_in(ids)).exec(transaction).await.map(drop)
}

/// Locks the drafts against changes, if they are still as they were read; returns id and revision of those.
async fn lock<'a>(
    transaction: &DatabaseTransaction,
    entries: impl Iterator<Item = &'a PendingSubmission>,
    now: Instant,
) -> Result<HashSet<(String, i32)>, DbErr> {
    let as_read = entries.fold(Condition::any(), |any, entry| {
        any.add(draft::Column::Id.eq(&entry.draft_id).and(draft::Column::Revision.eq(entry.revision)))
    });
    if as_read.is_empty() {
        return Ok(HashSet::new());
    }
    // The draft of a returned application is open, and has its number already.
    let made = application::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((application::Entity, application::Column::DraftId)).equals((draft::Entity, draft::Column::Id)),
        )
        .into_query();
    let mut taken = draft::Entity::update_many()
        .col_expr(draft::Column::OpenUntil, Expr::value(millis(now)))
        .filter(as_read)
        .filter(draft::Column::OpenUntil.eq(draft::FOREVER))
        .filter(Expr::exists(made).not())
        .into_query();
    // Only id and revision: the bodies are in memory already.
    taken.returning(Query::returning().columns([draft::Column::Id, draft::Column::Revision]));
    let rows = transaction.query_all(&taken).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
