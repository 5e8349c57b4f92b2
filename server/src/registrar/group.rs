//! One group in one transaction, with as many statements for many as for one.

use std::collections::{HashMap, HashSet};

use nss_core::{
    account::life::{Event, State, after},
    api::{ApplicationState, Instant, ProblemKind},
    receipt_number::{ReceiptNumber, Series, year_of},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{Entry, Outcome};
use crate::{
    app::App,
    outbox,
    problem::Refusal,
    store::{self, account, application, draft, millis, sequence},
};

/// Registers what can be registered, and says of each what became of it. All of it stands afterwards, or nothing.
pub(super) async fn write(app: &App, group: Vec<Entry>) -> Result<Vec<Outcome>, Refusal> {
    let now = app.now();
    let transaction = store::begin(&app.store).await?;
    let outcomes = enter(app, &transaction, group, now).await?;
    if outcomes.iter().any(|outcome| matches!(outcome, Ok(Some(_)))) {
        transaction.commit().await?;
        app.bell.notify_one();
    } else {
        transaction.rollback().await?;
    }
    Ok(outcomes)
}

/// The counter comes first: processes that register at the same time wait for each other there, and nowhere else.
async fn enter(
    app: &App,
    transaction: &DatabaseTransaction,
    group: Vec<Entry>,
    now: Instant,
) -> Result<Vec<Outcome>, Refusal> {
    let (year, series) = (year_of(&now), Series::Application);
    let counter = format!("{year:02}{}", series.letter());
    let count = i32::try_from(group.len()).unwrap_or(i32::MAX);
    let taken = sequence::take(transaction, &counter, count).await?;
    let mut last = taken - count;
    let open = open_accounts(transaction, &group, now).await?;
    let mut locked = lock(transaction, group.iter().filter(|entry| open.contains_key(&entry.account_id)), now).await?;
    let (mut outcomes, mut applications, mut mails) = (Vec::new(), Vec::new(), Vec::new());
    for entry in group {
        if !open.contains_key(&entry.account_id) {
            outcomes.push(Err(ProblemKind::DraftLocked.into()));
            continue;
        }
        // Once for each draft: of several tries in one group the first gets it.
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
            state: ApplicationState::Received.code().to_owned(),
            submitted_at: millis(now),
            body: entry.body,
            idempotency_key: entry.idempotency_key,
        };
        for (to, mail) in entry.letters.write(number, &now, &app.config.operator, &app.config.login_url()) {
            mails.push(outbox::row(Some(to), mail, now)?);
        }
        outcomes.push(Ok(Some(application.receipt())));
        applications.push(application.into_active_model().reset_all());
    }
    if applications.is_empty() {
        return Ok(outcomes);
    }
    let accounts = applications.iter().map(|application| application.account_id.as_ref());
    settle(transaction, accounts.filter(|id| open[*id]).collect()).await?;
    application::Entity::insert_many(applications).exec_without_returning(transaction).await?;
    store::outbox::Entity::insert_many(mails).exec_without_returning(transaction).await?;
    if last != taken {
        sequence::give_back(transaction, &counter, last).await?;
    }
    Ok(outcomes)
}

/// The accounts of the group that may register at `now` (V-01), held until the transaction ends; each with whether it is still
/// to be moved. Asked for by their ids alone: told the states too, SQLite goes through all accounts of those states.
async fn open_accounts(
    transaction: &DatabaseTransaction,
    group: &[Entry],
    now: Instant,
) -> Result<HashMap<String, bool>, DbErr> {
    let ids = group.iter().map(|entry| entry.account_id.as_str());
    let held = account::Entity::find().filter(account::Column::Id.is_in(ids)).lock_exclusive().all(transaction).await?;
    let open = held.into_iter().filter(|account| account.is_open_at(now));
    Ok(open.map(|account| (account.id.clone(), account.state_at(now) == State::Provisional)).collect())
}

/// The accounts live on (V-01). They are held: what they were read as, they are.
async fn settle(transaction: &DatabaseTransaction, ids: Vec<&String>) -> Result<(), DbErr> {
    let Some(to) = after(State::Provisional, Event::Submission) else { return Ok(()) };
    let moves = account::Entity::update_many().col_expr(account::Column::State, Expr::value(to.code()));
    moves.filter(account::Column::Id.is_in(ids)).exec(transaction).await.map(drop)
}

/// Takes the drafts, as they were read, out of all changes; gives those that were still so.
async fn lock(
    transaction: &DatabaseTransaction,
    entries: impl Iterator<Item = &Entry>,
    now: Instant,
) -> Result<HashSet<(String, i32)>, DbErr> {
    let as_read = entries.fold(Condition::any(), |any, entry| {
        any.add(draft::Column::Id.eq(&entry.draft_id).and(draft::Column::Revision.eq(entry.revision)))
    });
    if as_read.is_empty() {
        return Ok(HashSet::new());
    }
    let mut taken = draft::Entity::update_many()
        .col_expr(draft::Column::OpenUntil, Expr::value(millis(now)))
        .filter(as_read)
        .filter(draft::Column::OpenUntil.eq(draft::FOREVER))
        .into_query();
    // Not the whole rows: the drafts themselves are at hand.
    taken.returning(Query::returning().columns([draft::Column::Id, draft::Column::Revision]));
    let rows = transaction.query_all(&taken).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
