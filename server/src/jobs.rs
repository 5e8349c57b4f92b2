//! What happens by itself. Each step is one conditional update, so that any number of processes may do it.

use std::{sync::Arc, time::Duration};

use nss_core::account::{
    life::{Event, State, after},
    provisional::SEALED_DAYS,
};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    app::App,
    file::sweep,
    outbox, session,
    store::{account, draft, millis, tries},
};

const DAY_MILLIS: i64 = 24 * 3600 * 1000;
/// How often it is looked for mails, besides the bell.
const LOOK: Duration = Duration::from_secs(5);
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
            () = app.bell.notified() => {}
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
        tokio::time::sleep(TIDY).await;
    }
}

/// Ends accounts whose 48 hours are over, locks their drafts, and erases what was sealed for 30 days.
///
/// Whether an account is open is decided by the instant, not by this job: it only tidies. Each step stands by itself, so
/// that it never holds one row while it waits for another: 登録 locks in the other order.
pub async fn expire(app: &App) -> Result<(), DbErr> {
    let now = millis(app.now());
    move_accounts(app, State::Provisional, Event::HoursOver, now).await?;
    draft::Entity::update_many()
        .col_expr(draft::Column::LockedAt, Expr::value(now))
        .filter(draft::Column::LockedAt.is_null())
        .filter(draft::Column::AccountId.in_subquery(accounts_in(State::Expired)))
        .exec(&app.store)
        .await?;
    move_accounts(app, State::Expired, Event::SealOver, now - SEALED_DAYS * DAY_MILLIS).await?;
    draft::Entity::delete_many()
        .filter(draft::Column::AccountId.in_subquery(accounts_in(State::Erased)))
        .exec(&app.store)
        .await?;
    account::Entity::update_many()
        .col_expr(account::Column::Mail, Expr::value(""))
        .col_expr(account::Column::Answers, Expr::value(""))
        .col_expr(account::Column::PasswordHash, Expr::value(""))
        .filter(account::Column::State.eq(State::Erased.word()))
        .filter(account::Column::Mail.ne(""))
        .exec(&app.store)
        .await?;
    tries::Entity::delete_many().filter(tries::Column::EndsAt.lt(now - DAY_MILLIS)).exec(&app.store).await?;
    session::forget_ended(app).await
}

/// Moves every account that stands in `from` and ended before `until`, if the table has the move.
async fn move_accounts(app: &App, from: State, event: Event, until: i64) -> Result<(), DbErr> {
    let Some(to) = after(from, event) else { return Ok(()) };
    account::Entity::update_many()
        .col_expr(account::Column::State, Expr::value(to.word()))
        .filter(account::Column::State.eq(from.word()))
        .filter(account::Column::ExpiresAt.lte(until))
        .exec(&app.store)
        .await
        .map(drop)
}

fn accounts_in(state: State) -> SelectStatement {
    account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::State.eq(state.word()))
        .into_query()
}
