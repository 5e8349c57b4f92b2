//! Background jobs. Each step is one conditional update, so that any number of processes may run them.

mod applications;

use std::time::{Duration, Instant};

use metrics::{counter, gauge};
use nss_core::{
    account::life::{Event, State},
    value::date,
};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

use tokio::{sync::watch, task::JoinSet};

use crate::{
    clock::DAY_MILLIS,
    draft::sealed_draft,
    file::sweep,
    security::SecurityEvent,
    state::AppState,
    store::{self, account, application, credential, draft, job_run, millis, probe, rate_limit_counter},
};

/// Interval at which the outbox is polled, besides the notification.
const POLL_INTERVAL: Duration = Duration::from_secs(5);
/// Delay after a notification, so that the mails of many requests are claimed together.
const BATCH_DELAY: Duration = Duration::from_millis(25);
/// Calls of the delivery that run at the same time.
const MAX_DELIVERIES: usize = 8;
/// Interval of the clean-up, which scans whole tables.
const CLEANUP_INTERVAL: Duration = Duration::from_mins(1);

/// Runs the jobs until `stop` says so. Work that has begun ends first: mails on their way, and the step of the clean-up.
pub async fn run(app: AppState, stop: watch::Receiver<bool>) {
    tokio::join!(deliver(&app, stop.clone()), clean_up(&app, stop));
}

/// Each notification begins a call of its own: mails that are queued while others wait for a server that hangs go by the
/// next one.
async fn deliver(app: &AppState, mut stop: watch::Receiver<bool>) {
    let mut running = JoinSet::new();
    let mut noted = None;
    while !*stop.borrow() {
        if running.len() < MAX_DELIVERIES {
            let outbox = app.outbox.clone();
            running.spawn(async move { outbox.deliver().await });
        }
        tokio::select! {
            () = app.outbox.notified() => tokio::time::sleep(BATCH_DELAY).await,
            () = tokio::time::sleep(POLL_INTERVAL) => {}
            () = stopped(&mut stop) => {}
        }
        while let Some(ended) = running.try_join_next() {
            match ended {
                // The store learns once a minute that there was nothing to send.
                Ok(Ok(0)) if noted.is_some_and(|noted: Instant| noted.elapsed() < CLEANUP_INTERVAL) => {}
                Ok(outcome) => {
                    noted = Some(Instant::now());
                    note(app, "mail", outcome.map(|sent| sent as u64)).await;
                }
                Err(error) => tracing::error!(%error, job = "mail", "job failed"),
            }
        }
    }
    while running.join_next().await.is_some() {}
}

async fn clean_up(app: &AppState, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        run_clean_up(app).await;
        tokio::select! {
            () = tokio::time::sleep(CLEANUP_INTERVAL) => {}
            () = stopped(&mut stop) => {}
        }
    }
}

/// Waits until the server stops. An error says that it is gone already.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
}

/// One run of the clean-up. A failed step does not stop the others.
pub async fn run_clean_up(app: &AppState) {
    note(app, "expiry", expire(app).await).await;
    note(app, "moves", applications::make_moves(app).await).await;
    note(app, "reminders", applications::remind(app).await).await;
    note(app, "passwords", erase_passwords(app).await).await;
    note(app, "files", sweep::run(&app.files).await).await;
    note(app, "retention", delete_old(app).await).await;
    note(app, "keys", renew(app).await.map(|()| 0)).await;
    note(app, "mail report", app.outbox.report().await.map(|counts| counts.late)).await;
    note(app, "statistics", store::optimize(&app.store.db).await.map(|()| 0)).await;
    note(app, "log truncation", store::truncate_log(&app.store.db).await.map(|()| 0)).await;
}

/// Sets the instant of the job's last run and notes in the store what it acted on, or logs its failure.
async fn note(app: &AppState, job: &'static str, outcome: Result<u64, DbErr>) {
    let now = millis(app.clock.now());
    match &outcome {
        Ok(_) => {
            gauge!("nss_job_last_run_timestamp_seconds", "job" => job).set(Duration::from_millis(now.unsigned_abs()));
        }
        Err(error) => {
            counter!("nss_job_failures_total", "job" => job).increment(1);
            tracing::error!(%error, job, "job failed");
        }
    }
    if let Err(error) = job_run::note(&app.store.db, job, now, &outcome).await {
        tracing::warn!(%error, job, "the run of a job was not noted");
    }
}

/// Deletes rows that no page and no job needs any more: of mails, and of accounts whose data was erased.
pub async fn delete_old(app: &AppState) -> Result<u64, DbErr> {
    let mails = app.outbox.delete_old(app.config.mail_retention_days).await?;
    let retention = sealed_draft::RETENTION_MILLIS + app.config.account_retention_millis();
    let applicants = application::Entity::find().select_only().column(application::Column::AccountId).into_query();
    let accounts = account::Entity::delete_many()
        .filter(account::Column::State.eq(State::Erased.code()))
        // The end of the 30 days: an account whose draft was taken over earlier is not deleted earlier.
        .filter(account::Column::ExpiresAt.lte(millis(app.clock.now()) - retention))
        // An application outlives the personal data of its account, and names the row.
        .filter(account::Column::Id.not_in_subquery(applicants))
        .exec(&app.store.db)
        .await?;
    Ok(mails + accounts.rows_affected)
}

/// Erases the passwords whose window has closed (V-20); what opens an account is its hash. Returns their number.
pub async fn erase_passwords(app: &AppState) -> Result<u64, DbErr> {
    let today = date::write(app.clock.now().date_naive());
    credential::erase(&app.store.db, credential::Column::ReadableUntil.lt(today)).await
}

/// Encrypts with the operator's present key what outlives the change of a key.
async fn renew(app: &AppState) -> Result<(), DbErr> {
    app.second_factors.renew(&app.store).await?;
    app.reviews.renew_credentials(&app.store).await
}

/// Expires accounts after 48 hours, locks their drafts, erases sealed drafts after 30 days, and ended accounts after their
/// retention.
///
/// The instant alone decides whether an account is open; this job only updates the rows. Each step is a transaction of
/// its own: it never holds one row while it waits for another, since 登録 locks in the other order.
pub async fn expire(app: &AppState) -> Result<u64, DbErr> {
    let now = millis(app.clock.now());
    let ended = |until| Condition::all().add(account::Column::ExpiresAt.lte(until));
    let expired = account::apply_event(&app.store.db, State::Provisional, Event::HoursOver, ended(now)).await?;
    SecurityEvent::AccountsExpired(expired).record();
    draft::Entity::update_many()
        .col_expr(draft::Column::OpenUntil, Expr::value(now))
        .filter(draft::Column::OpenUntil.eq(draft::FOREVER))
        .filter(draft::Column::AccountId.in_subquery(accounts_in(State::Expired)))
        .exec(&app.store.db)
        .await?;
    let sealed_until = ended(now - sealed_draft::RETENTION_MILLIS);
    let erased = account::apply_event(&app.store.db, State::Expired, Event::SealOver, sealed_until).await?;
    let closed = account::apply_event(&app.store.db, State::Ended, Event::RetentionOver, ended(now)).await?;
    SecurityEvent::AccountsErased(erased + closed).record();
    // The files of an application are found by its draft, and are kept as long as the application.
    let of_applications = application::Entity::find().select_only().column(application::Column::DraftId).into_query();
    draft::Entity::delete_many()
        .filter(draft::Column::AccountId.in_subquery(accounts_in(State::Erased)))
        .filter(draft::Column::Id.not_in_subquery(of_applications))
        .exec(&app.store.db)
        .await?;
    rate_limit_counter::Entity::delete_many()
        .filter(rate_limit_counter::Column::EndsAt.lt(now - DAY_MILLIS))
        .exec(&app.store.db)
        .await?;
    // Rows of processes that have ended.
    probe::Entity::delete_many().filter(probe::Column::At.lt(now - DAY_MILLIS)).exec(&app.store.db).await?;
    app.sessions.delete_ended().await?;
    app.staff_sessions.delete_ended().await?;
    Ok(expired + erased + closed)
}

fn accounts_in(state: State) -> SelectStatement {
    account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::State.eq(state.code()))
        .into_query()
}
