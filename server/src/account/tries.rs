//! Tries to log in: limited, and one at a time for each ID and for each address.
//!
//! A try counts when it has failed. Parallel tries do not slip through the limits all the same: the counters are read in
//! the turns of ID and address, and the next turns begin when a failure is counted. Several processes can let each
//! other's try of the same moment through, one for each process.

use std::future::Future;

use nss_core::{
    account::limits::{Limit, delay_per_id},
    api::ProblemKind,
};
use tracing::Instrument;

use super::{
    password::PasswordError,
    rate_limit::{Counted, RateLimiter},
};
use crate::{
    clock::Clock,
    error::ApiError,
    turns::{Turn, Turns},
};

/// Tries of one address that wait for their turn: some seconds of hashing.
const MAX_WAITING: u32 = 200;
/// Seconds after which a client may come again if more tries of its address wait.
const FULL_RETRY: u32 = 5;

/// The limits of one kind of log-in.
#[derive(Clone, Copy, Debug)]
pub struct TryLimits {
    /// Failures with one ID from one address.
    pub per_id_and_address: Limit,
    /// Failures from one address.
    pub per_address: Limit,
    /// Failures with one ID from all addresses; it only delays the answer and never refuses.
    pub per_id: Limit,
}

/// The tries of one kind of log-in in one process.
#[derive(Clone, Debug)]
pub struct Tries {
    clock: Clock,
    rate_limiter: RateLimiter,
    limits: TryLimits,
    ids: Turns,
    addresses: Turns,
}

/// The subject of one try.
struct Try {
    limits: TryLimits,
    id: String,
    id_and_address: String,
    address: String,
}

impl Try {
    /// The limits that a failure counts towards. A text that is no ID has counters of its own, as an ID has.
    fn counted(&self) -> [Counted<'_>; 3] {
        let TryLimits { per_id_and_address, per_address, per_id } = self.limits;
        [(per_id_and_address, &self.id_and_address), (per_address, &self.address), (per_id, &self.id)]
    }
}

impl Tries {
    /// Tries that count towards these limits.
    pub fn new(clock: Clock, rate_limiter: RateLimiter, limits: TryLimits) -> Self {
        Self { clock, rate_limiter, limits, ids: Turns::default(), addresses: Turns::default() }
    }

    /// Makes a try with that ID from that address: `compare` gives nothing if it has failed. Waits for the tries of the
    /// same ID and of the same address; fails with the time to wait if a limit is reached.
    pub async fn attempt<T: Send + 'static>(
        &self,
        id: &str,
        address: String,
        compare: impl Future<Output = Result<Option<T>, ApiError>> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (id, id_and_address) = (id.to_owned(), format!("{id} {address}"));
        let attempt = Try { limits: self.limits, id, id_and_address, address };
        let place = self.addresses.join(&attempt.address);
        if place.ahead() > MAX_WAITING {
            return Err(ApiError::retry_after(FULL_RETRY));
        }
        let turns = (self.turn_of_id(&attempt).await?, place.turn().await);
        let rate_limiter = self.rate_limiter.clone();
        // In a task of its own: a try whose client hangs up is counted too.
        let compared = tokio::spawn(
            async move {
                let compared = count(&rate_limiter, &attempt, compare).await;
                drop(turns);
                compared
            }
            .in_current_span(),
        );
        compared.await.map_err(PasswordError::Task)?
    }

    /// The turn of the ID, after the delay that the failures counted so far ask for. The delay passes outside the turn: a
    /// guesser who waits does not hold up the owner.
    async fn turn_of_id(&self, attempt: &Try) -> Result<Turn, ApiError> {
        let mut waited = 0;
        loop {
            let turn = self.ids.join(&attempt.id).turn().await;
            let [_, _, wrong] = self.rate_limiter.check(attempt.counted()).await?;
            let delay = delay_per_id(wrong);
            if delay <= waited {
                return Ok(turn);
            }
            drop(turn);
            self.clock.wait(delay - waited).await;
            waited = delay;
        }
    }
}

/// Compares, in the turns of ID and address, and counts a failure.
async fn count<T>(
    rate_limiter: &RateLimiter,
    attempt: &Try,
    compare: impl Future<Output = Result<Option<T>, ApiError>>,
) -> Result<T, ApiError> {
    // Again: failures may have been counted while this try waited.
    let [by_both, _, by_id] = rate_limiter.check(attempt.counted()).await?;
    let Some(opened) = compare.await? else {
        rate_limiter.count(attempt.counted()).await?;
        return Err(ProblemKind::LoginRefused.into());
    };
    // Without failures nothing is written.
    if by_both + by_id > 0 {
        let [both, _, id] = attempt.counted();
        rate_limiter.reset([both, id]).await?;
    }
    Ok(opened)
}
