//! What happens by itself. Each step is one conditional update, so that any number of processes may do it.

use std::{sync::Arc, time::Duration};

use nss_core::account::life::{Event, State};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    app::App,
    file::sweep,
    outbox, sealed, session,
    store::{self, account, draft, millis, tries},
};

const DAY_MILLIS: i64 = 24 * 3600 * 1000;
/// How often it is looked for mails, besides the bell.
const LOOK: Duration = Duration::from_secs(5);
/// How long the bell is let ring, so that the mails of many requests are taken together.
const GATHER: Duration = Duration::from_millis(25);
/// How often it is tidied up, which goes through whole tables.
const TIDY: Duration = Duration::from_mins(1);

/// Runs the jobs until the server stops.
pub async fn run(app: Arc<App>) {
    tokio::join!(deliver(&app), tidy(&app));
}

async fn deliver(app: &App) {
    loop {
        if let Err(error) = outbox::deliver(app).await {
            tracing::error!(%error, "outbox");
        }
        tokio::select! {
            () = app.bell.notified() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

async fn tidy(app: &App) {
    loop {
        if let Err(error) = expire(app).await {
            tracing::error!(%error, "expiry");
        }
        if let Err(error) = sweep::run(app).await {
            tracing::error!(%error, "files");
        }
        if let Err(error) = store::optimize(&app.store).await {
            tracing::error!(%error, "statistics");
        }
        tokio::time::sleep(TIDY).await;
    }
}

/// Ends accounts whose 48 hours are over, locks their drafts, and erases what was sealed for 30 days.
///
/// Whether an account is open is decided by the instant, not by this job: it only tidies. Each step stands by itself, so
/// that it never holds one row while it waits for another: 登録 locks in the other order.
pub async fn expire(app: &App) -> Result<(), DbErr> {
    let now = millis(app.now());
    let ended = |until| Condition::all().add(account::Column::ExpiresAt.lte(until));
    account::happen(&app.store, State::Provisional, Event::HoursOver, ended(now)).await?;
    draft::Entity::update_many()
        .col_expr(draft::Column::OpenUntil, Expr::value(now))
        .filter(draft::Column::OpenUntil.eq(draft::FOREVER))
        .filter(draft::Column::AccountId.in_subquery(accounts_in(State::Expired)))
        .exec(&app.store)
        .await?;
    account::happen(&app.store, State::Expired, Event::SealOver, ended(now - sealed::KEPT_MILLIS)).await?;
    draft::Entity::delete_many()
        .filter(draft::Column::AccountId.in_subquery(accounts_in(State::Erased)))
        .exec(&app.store)
        .await?;
    tries::Entity::delete_many().filter(tries::Column::EndsAt.lt(now - DAY_MILLIS)).exec(&app.store).await?;
    session::forget_ended(app).await
}

fn accounts_in(state: State) -> SelectStatement {
    account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::State.eq(state.code()))
        .into_query()
}
