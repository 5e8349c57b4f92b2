//! Rate limits: `nss_core::account::limits`, counted in the store for all processes together.

use std::sync::Arc;

use nss_core::account::limits::{DEVELOPMENT_FACTOR, Limit};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};
use sha2::{Digest, Sha256};

use crate::{
    clock::Clock,
    config::Config,
    error::ApiError,
    security::SecurityEvent,
    store::{self, Store, hex, millis, rate_limit_counter},
};

/// Milliseconds by which the clocks of two processes may differ.
const MAX_SKEW_MILLIS: i64 = 60_000;

/// A limit and its subject: an address, an ID.
pub type Counted<'a> = (Limit, &'a str);

/// Counts tries.
#[derive(Clone, Debug)]
pub struct RateLimiter {
    store: Store,
    clock: Clock,
    config: Arc<Config>,
}

impl RateLimiter {
    /// Counts in that store.
    pub const fn new(store: Store, clock: Clock, config: Arc<Config>) -> Self {
        Self { store, clock, config }
    }

    /// The tries that each limit has counted in this window. Fails if one of the limits is reached, with the time to
    /// wait. Reads only.
    pub async fn check<const N: usize>(&self, limits: [Counted<'_>; N]) -> Result<[u32; N], ApiError> {
        let now = millis(self.clock.now());
        let keys = limits.map(|counted| self.key(counted));
        let rows = rate_limit_counter::Entity::find()
            .filter(rate_limit_counter::Column::Key.is_in(keys.clone()))
            .all(&self.store.read_db)
            .await?;
        let (mut before, mut wait) = ([0; N], 0);
        for (index, (limit, _)) in limits.into_iter().enumerate() {
            let row = rows.iter().find(|row| row.key == keys[index] && is_current(limit, row, now));
            let Some(row) = row else { continue };
            before[index] = row.count.unsigned_abs();
            if before[index] >= self.allowed(limit) {
                SecurityEvent::LimitReached(limit.name).record();
                wait = Ord::max(wait, row.ends_at - now);
            }
        }
        if wait > 0 { Err(to_wait(wait)) } else { Ok(before) }
    }

    /// Counts one try towards every limit. If one of them is reached, it counts nothing and says how long to wait.
    ///
    /// Counted before the try is made, parallel tries do not slip through.
    pub async fn count<const N: usize>(&self, limits: [Counted<'_>; N]) -> Result<(), ApiError> {
        let now = millis(self.clock.now());
        let transaction = store::begin(&self.store.db).await?;
        // All callers lock in the order of the keys, which rules out deadlocks.
        let mut order: Vec<usize> = (0..N).collect();
        order.sort_by_key(|&index| self.key(limits[index]));
        let mut wait = 0;
        for index in order {
            let (limit, _) = limits[index];
            let window_end = now + i64::from(limit.seconds) * 1000;
            let mut row = lock(&transaction, self.key(limits[index]), window_end).await?;
            if !is_current(limit, &row, now) {
                row.count = 0;
                row.ends_at = window_end;
            }
            let allowed = self.allowed(limit);
            if row.count.unsigned_abs() >= allowed {
                SecurityEvent::LimitReached(limit.name).record();
                wait = Ord::max(wait, row.ends_at - now);
                continue;
            }
            row.count += 1;
            if row.count.unsigned_abs() == allowed && limit.penalty > 0 {
                row.ends_at = now + i64::from(limit.penalty) * 1000;
            }
            let change =
                rate_limit_counter::ActiveModel { key: Set(row.key), count: Set(row.count), ends_at: Set(row.ends_at) };
            change.update(&transaction).await?;
        }
        if wait > 0 {
            transaction.rollback().await?;
            return Err(to_wait(wait));
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Deletes the counters, after the right password.
    pub async fn reset<const N: usize>(&self, counted: [Counted<'_>; N]) -> Result<(), DbErr> {
        let keys = counted.map(|counted| self.key(counted));
        rate_limit_counter::Entity::delete_many()
            .filter(rate_limit_counter::Column::Key.is_in(keys))
            .exec(&self.store.db)
            .await
            .map(drop)
    }

    fn allowed(&self, limit: Limit) -> u32 {
        let factor = if limit.per_address && self.config.is_development() { DEVELOPMENT_FACTOR } else { 1 };
        limit.tries.saturating_mul(factor)
    }

    /// The subject is stored as a keyed hash: the store holds no address and no ID.
    fn key(&self, (limit, subject): Counted<'_>) -> String {
        let hash = Sha256::new()
            .chain_update(*self.config.secret)
            .chain_update(limit.name)
            .chain_update([0])
            .chain_update(subject)
            .finalize();
        format!("{}:{}", limit.name, hex(&hash[..16]))
    }
}

/// Whether the row's window has not ended. A window that ends later than any that begins now was written by a clock that
/// ran ahead, and is over.
fn is_current(limit: Limit, row: &rate_limit_counter::Model, now: i64) -> bool {
    let longest = i64::from(Ord::max(limit.seconds, limit.penalty)) * 1000;
    now < row.ends_at && row.ends_at <= now + longest + MAX_SKEW_MILLIS
}

fn to_wait(millis: i64) -> ApiError {
    ApiError::retry_after(u32::try_from((millis + 999) / 1000).unwrap_or(u32::MAX))
}

/// The counter's row, inserted if it is missing, locked until the transaction ends.
async fn lock(
    transaction: &DatabaseTransaction,
    key: String,
    ends_at: i64,
) -> Result<rate_limit_counter::Model, DbErr> {
    use rate_limit_counter::{ActiveModel, Column, Entity};
    let unchanged = OnConflict::column(Column::Key).value(Column::Count, Expr::col((Entity, Column::Count))).to_owned();
    Entity::insert(ActiveModel { key: Set(key), count: Set(0), ends_at: Set(ends_at) })
        .on_conflict(unchanged)
        .exec_with_returning(transaction)
        .await
}
