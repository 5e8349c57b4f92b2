//! How often something may be tried: `nss_core::account::limits`, counted in the store for all processes together.

use nss_core::account::limits::{DEVELOPMENT_FACTOR, Limit};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    problem::Refusal,
    store::{self, hex, millis, tries},
};

/// A limit and whom it counts: an address, an ID.
pub type Counted<'a> = (Limit, &'a str);

/// Counts one try towards every limit, or towards none: then it is refused, and says how long to wait.
///
/// A try is counted before it is made, so that many at once do not slip through; [`forgive`] takes it back. Gives for each
/// limit the tries of this window before this one.
pub async fn take<const N: usize>(app: &App, limits: [Counted<'_>; N]) -> Result<[u32; N], Refusal> {
    let now = millis(app.now());
    let transaction = store::begin(&app.store).await?;
    // Everybody locks in the order of the keys, so that two who lock the same never wait for each other.
    let mut order: Vec<usize> = (0..N).collect();
    order.sort_by_key(|&place| key(app, limits[place]));
    let mut before = [0; N];
    let mut wait = 0;
    for place in order {
        let (limit, _) = limits[place];
        let mut row = lock(&transaction, key(app, limits[place]), now + i64::from(limit.seconds) * 1000).await?;
        if now >= row.ends_at {
            row.count = 0;
            row.ends_at = now + i64::from(limit.seconds) * 1000;
        }
        before[place] = row.count.unsigned_abs();
        let allowed = allowed(app, limit);
        if before[place] >= allowed {
            wait = Ord::max(wait, row.ends_at - now);
            continue;
        }
        row.count += 1;
        if row.count.unsigned_abs() == allowed && limit.penalty > 0 {
            row.ends_at = now + i64::from(limit.penalty) * 1000;
        }
        let change = tries::ActiveModel { key: Set(row.key), count: Set(row.count), ends_at: Set(row.ends_at) };
        change.update(&transaction).await?;
    }
    if wait > 0 {
        transaction.rollback().await?;
        return Err(Refusal::wait(u32::try_from((wait + 999) / 1000).unwrap_or(u32::MAX)));
    }
    transaction.commit().await?;
    Ok(before)
}

/// Takes one counted try back, because it was a good one.
pub async fn forgive(app: &App, counted: Counted<'_>) -> Result<(), DbErr> {
    tries::Entity::update_many()
        .col_expr(tries::Column::Count, Expr::col(tries::Column::Count).sub(1))
        .filter(tries::Column::Key.eq(key(app, counted)))
        .filter(tries::Column::Count.gt(0))
        .exec(&app.store)
        .await
        .map(drop)
}

/// Begins anew, because the right password came.
pub async fn forget(app: &App, counted: Counted<'_>) -> Result<(), DbErr> {
    tries::Entity::delete_by_id(key(app, counted)).exec(&app.store).await.map(drop)
}

/// The counter's row, made if it is missing, locked until the transaction ends.
async fn lock(transaction: &DatabaseTransaction, key: String, ends_at: i64) -> Result<tries::Model, DbErr> {
    let unchanged = OnConflict::column(tries::Column::Key)
        .value(tries::Column::Count, Expr::col((tries::Entity, tries::Column::Count)))
        .to_owned();
    tries::Entity::insert(tries::ActiveModel { key: Set(key), count: Set(0), ends_at: Set(ends_at) })
        .on_conflict(unchanged)
        .exec_with_returning(transaction)
        .await
}

fn allowed(app: &App, limit: Limit) -> u32 {
    let factor = if limit.per_address && app.config.is_development() { DEVELOPMENT_FACTOR } else { 1 };
    limit.tries.saturating_mul(factor)
}

/// What is counted stands in the store as a keyed hash: no address, no ID.
fn key(app: &App, (limit, subject): Counted<'_>) -> String {
    let hash = Sha256::new()
        .chain_update(app.config.secret)
        .chain_update(limit.name)
        .chain_update([0])
        .chain_update(subject)
        .finalize();
    format!("{}:{}", limit.name, hex(&hash[..16]))
}
