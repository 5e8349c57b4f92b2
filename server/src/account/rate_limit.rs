//! Rate limits: `nss_core::account::limits`, counted in the store for all processes together.

use std::sync::Arc;

use nss_core::account::limits::{DEVELOPMENT_FACTOR, Limit};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use sha2::{Digest, Sha256};

use crate::{
    clock::Clock,
    config::Config,
    error::ApiError,
    security::SecurityEvent,
    store::{self, hex, millis, rate_limit_counter},
};

/// A limit and its subject: an address, an ID.
pub type Counted<'a> = (Limit, &'a str);

/// Counts tries.
#[derive(Clone, Debug)]
pub struct RateLimiter {
    db: DatabaseConnection,
    clock: Clock,
    config: Arc<Config>,
}

impl RateLimiter {
    /// Counts in that database.
    pub const fn new(db: DatabaseConnection, clock: Clock, config: Arc<Config>) -> Self {
        Self { db, clock, config }
    }

    /// Counts one try towards every limit. If one of them is reached, it counts nothing and says how long to wait.
    ///
    /// A try is counted before it is made, so that parallel tries do not slip through; [`Self::take_back`] uncounts it.
    /// Returns for each limit the tries of this window before this one.
    pub async fn count<const N: usize>(&self, limits: [Counted<'_>; N]) -> Result<[u32; N], ApiError> {
        let now = millis(self.clock.now());
        let transaction = store::begin(&self.db).await?;
        // All callers lock in the order of the keys, which rules out deadlocks.
        let mut order: Vec<usize> = (0..N).collect();
        order.sort_by_key(|&index| self.key(limits[index]));
        let mut before = [0; N];
        let mut wait = 0;
        for index in order {
            let (limit, _) = limits[index];
            let window_end = now + i64::from(limit.seconds) * 1000;
            let mut row = lock(&transaction, self.key(limits[index]), window_end).await?;
            if now >= row.ends_at {
                row.count = 0;
                row.ends_at = window_end;
            }
            before[index] = row.count.unsigned_abs();
            let allowed = self.allowed(limit);
            if before[index] >= allowed {
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
            return Err(ApiError::retry_after(u32::try_from((wait + 999) / 1000).unwrap_or(u32::MAX)));
        }
        transaction.commit().await?;
        Ok(before)
    }

    /// Uncounts one try that succeeded.
    pub async fn take_back(&self, counted: Counted<'_>) -> Result<(), DbErr> {
        rate_limit_counter::Entity::update_many()
            .col_expr(rate_limit_counter::Column::Count, Expr::col(rate_limit_counter::Column::Count).sub(1))
            .filter(rate_limit_counter::Column::Key.eq(self.key(counted)))
            .filter(rate_limit_counter::Column::Count.gt(0))
            .exec(&self.db)
            .await
            .map(drop)
    }

    /// Deletes the counter, after the right password.
    pub async fn reset(&self, counted: Counted<'_>) -> Result<(), DbErr> {
        rate_limit_counter::Entity::delete_by_id(self.key(counted)).exec(&self.db).await.map(drop)
    }

    fn allowed(&self, limit: Limit) -> u32 {
        let factor = if limit.per_address && self.config.is_development() { DEVELOPMENT_FACTOR } else { 1 };
        limit.tries.saturating_mul(factor)
    }

    /// The subject is stored as a keyed hash: the store holds no address and no ID.
    fn key(&self, (limit, subject): Counted<'_>) -> String {
        let hash = Sha256::new()
            .chain_update(self.config.secret)
            .chain_update(limit.name)
            .chain_update([0])
            .chain_update(subject)
            .finalize();
        format!("{}:{}", limit.name, hex(&hash[..16]))
    }
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
