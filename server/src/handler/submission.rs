//! `POST /api/drafts/{id}/submission`: 登録 (N-232 … N-235).

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use nss_core::{
    account::life::{Event, State as Life, after},
    api::{ApplicationState, IDEMPOTENCY_HEADER, Instant, ProblemKind, Receipt, SubmissionRequest},
    application::{
        administrator,
        billing::{contact, payment},
    },
    form::{Submission, submit},
    mail::{self, Mail, Received},
    receipt_number::{ReceiptNumber, Series, year_of},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};

use crate::{
    app::{App, Shared},
    file::attach::all_there,
    handler::draft::{not_saved, own, read},
    outbox,
    problem::{Body, Refusal},
    registered,
    session::Visitor,
    store::{self, account, application, draft, instant, millis, sequence},
};

/// Registers the draft. Whoever comes second, by whatever way, gets the first one's answer, to the byte: the draft decides,
/// the `Idempotency-Key` is only kept with the application.
pub async fn create(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(request): Body<SubmissionRequest>,
) -> Result<(StatusCode, Json<Receipt>), Refusal> {
    let key = key(&headers)?;
    let stored = own(&app.store, &visitor, &id).await?;
    if stored.locked_at.is_none() && stored.revision.unsigned_abs() == request.revision {
        // Read and judged before anything is locked: others register meanwhile.
        let now = app.now();
        let typed = read(&serde_json::from_str(&stored.body)?)?;
        let submission = submit(&typed, now.date_naive()).map_err(|faults| Refusal::faulty(&faults))?;
        all_there(&app.store, &stored.id, &submission).await?;
        let transaction = store::begin(&app.store).await?;
        if lock(&transaction, &stored, now).await? {
            let application = register(&app, &transaction, &visitor, (stored, submission), key, now).await?;
            transaction.commit().await?;
            app.bell.notify_one();
            return Ok((StatusCode::CREATED, Json(receipt(application))));
        }
        transaction.rollback().await?;
    }
    let first = application::Entity::find().filter(application::Column::DraftId.eq(&id)).one(&app.store).await?;
    match first {
        Some(first) => Ok((StatusCode::CREATED, Json(receipt(first)))),
        None => Err(not_saved(&own(&app.store, &visitor, &id).await?)?),
    }
}

/// Takes the draft, as it was read, out of all changes. Whoever tries the same meanwhile waits, and then finds it taken.
async fn lock(transaction: &DatabaseTransaction, stored: &draft::Model, now: Instant) -> Result<bool, Refusal> {
    let locked = draft::Entity::update_many()
        .col_expr(draft::Column::LockedAt, Expr::value(millis(now)))
        .filter(draft::Column::Id.eq(&stored.id))
        .filter(draft::Column::Revision.eq(stored.revision))
        .filter(draft::Column::LockedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(locked.rows_affected == 1)
}

/// Gives the number and queues the mail; all of it or nothing.
async fn register(
    app: &App,
    transaction: &DatabaseTransaction,
    visitor: &Visitor,
    (draft, submission): (draft::Model, Submission),
    idempotency_key: Option<String>,
    now: Instant,
) -> Result<application::Model, Refusal> {
    settle_account(transaction, &visitor.account, now).await?;
    let number = number(transaction, now).await?;
    let application = application::Model {
        id: store::new_id()?,
        draft_id: draft.id,
        account_id: visitor.account.id.clone(),
        number: number.to_string(),
        state: ApplicationState::Received.word().to_owned(),
        submitted_at: millis(now),
        body: serde_json::to_string(&submission.wire())?,
        idempotency_key,
    };
    let row = application.clone().into_active_model().reset_all();
    application::Entity::insert(row).exec_without_returning(transaction).await?;
    let login_url = app.config.login_url();
    let received = Received { number, at: &now, login_url: &login_url };
    let to = registered::salutation(&submission);
    let letter = mail::receipt(&app.config.operator, &to, &received);
    send(transaction, &submission, administrator::mail(&submission), &letter, now).await?;
    if payment::needs_new_account(&submission) {
        let letter = mail::debit_form(&app.config.operator, &to, number);
        send(transaction, &submission, contact::mail(&submission), &letter, now).await?;
    }
    Ok(application)
}

/// A letter to 申込担当者, and to another person if that is not the same (N-222, N-235).
async fn send(
    transaction: &DatabaseTransaction,
    submission: &Submission,
    other: &str,
    letter: &Mail,
    now: Instant,
) -> Result<(), Refusal> {
    let applicant = registered::mail(submission);
    for to in std::iter::once(applicant).chain((other != applicant).then_some(other)) {
        outbox::queue(transaction, Some(to), letter.clone(), now).await?;
    }
    Ok(())
}

/// The account lives on (V-01); one whose hours ended meanwhile cannot register.
async fn settle_account(
    transaction: &DatabaseTransaction,
    account: &account::Model,
    now: Instant,
) -> Result<(), Refusal> {
    if account.state_at(now) == Life::Applied {
        return Ok(());
    }
    let to = after(account.state_at(now), Event::Submission).ok_or(ProblemKind::DraftLocked)?;
    let moved = account::Entity::update_many()
        .col_expr(account::Column::State, Expr::value(to.word()))
        .filter(account::Column::Id.eq(&account.id))
        .filter(account::Column::State.eq(Life::Provisional.word()))
        .filter(account::Column::ExpiresAt.gt(millis(now)))
        .exec(transaction)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(ProblemKind::DraftLocked.into()) }
}

async fn number(transaction: &DatabaseTransaction, now: Instant) -> Result<ReceiptNumber, Refusal> {
    let (year, series) = (year_of(&now), Series::Application);
    let next = sequence::next(transaction, format!("{year:02}{}", series.letter())).await?;
    ReceiptNumber::new(year, next.unsigned_abs(), series).ok_or_else(|| {
        tracing::error!(next, "the receipt numbers of this year are used up");
        ProblemKind::Unavailable.into()
    })
}

/// The page's name of this try: printable ASCII, at most 200 characters.
fn key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get(IDEMPOTENCY_HEADER) else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=200).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(ProblemKind::Malformed.into()),
    }
}

fn receipt(application: application::Model) -> Receipt {
    Receipt { id: application.id, number: application.number, submitted_at: instant(application.submitted_at) }
}
