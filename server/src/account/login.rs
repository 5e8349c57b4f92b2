//! Tries to log in: limited, and one at a time for each ID and for each address.
//!
//! A try counts when it has failed. Parallel tries do not slip through the limits all the same: the counters are read in
//! the turns of ID and address, and the next turns begin when a failure is counted. Several processes can let each
//! other's try of the same moment through, one for each process.

use nss_core::{
    account::{
        limits::{DELAY_WINDOW, Limit, WRONG_PER_ADDRESS, WRONG_PER_ID_AND_ADDRESS, delay_per_id},
        password::{LOGIN_ID_LENGTH, normalise},
    },
    api::{Login, ProblemKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tracing::Instrument;

use super::{
    password::{PasswordError, PasswordHasher},
    rate_limit::{Counted, RateLimiter},
};
use crate::{
    clock::Clock,
    error::ApiError,
    security::SecurityEvent,
    store::{Store, account},
    turns::{Turn, Turns},
};

/// Counts wrong tries per ID from all addresses; it only delays the answer and never refuses.
const PER_ID: Limit =
    Limit { name: "login-id", tries: u32::MAX, seconds: DELAY_WINDOW, penalty: 0, per_address: false };
/// Tries of one address that wait for their turn: some seconds of hashing.
const MAX_WAITING: u32 = 200;
/// Seconds after which a client may come again if more tries of its address wait.
const FULL_RETRY: u32 = 5;

/// Tries of one process, and what they need.
#[derive(Clone, Debug)]
pub struct Logins {
    store: Store,
    clock: Clock,
    passwords: PasswordHasher,
    rate_limiter: RateLimiter,
    ids: Turns,
    addresses: Turns,
}

/// One try.
struct Try {
    id: String,
    id_and_address: String,
    address: String,
    password: String,
}

impl Try {
    fn new(login: &Login, address: String) -> Self {
        let id = normalise(&login.login_id);
        Self { id_and_address: format!("{id} {address}"), id, address, password: normalise(&login.password) }
    }

    /// The limits that a failure counts towards. A text that is no ID has counters of its own, as an ID has.
    fn limits(&self) -> [Counted<'_>; 3] {
        [(WRONG_PER_ID_AND_ADDRESS, &self.id_and_address), (WRONG_PER_ADDRESS, &self.address), (PER_ID, &self.id)]
    }

    /// The typed ID, or nothing if it cannot be one.
    fn known_id(&self) -> &str {
        let is_id = self.id.len() == LOGIN_ID_LENGTH && self.id.bytes().all(|digit| digit.is_ascii_digit());
        if is_id { &self.id } else { "" }
    }
}

impl Logins {
    /// Tries on the accounts of that store.
    pub fn new(store: Store, clock: Clock, passwords: PasswordHasher, rate_limiter: RateLimiter) -> Self {
        Self { store, clock, passwords, rate_limiter, ids: Turns::default(), addresses: Turns::default() }
    }

    /// The open account that ID and password open, and the hash that the password has. Waits for the tries of the same
    /// ID and of the same address; fails with the time to wait if a limit is reached.
    pub async fn attempt(&self, login: &Login, address: String) -> Result<(account::Model, String), ApiError> {
        let attempt = Try::new(login, address);
        let place = self.addresses.join(&attempt.address);
        if place.ahead() > MAX_WAITING {
            return Err(ApiError::retry_after(FULL_RETRY));
        }
        let turns = (self.turn_of_id(&attempt).await?, place.turn().await);
        let logins = self.clone();
        // In a task of its own: a try whose client hangs up is counted too.
        let compared = tokio::spawn(
            async move {
                let compared = logins.compare(attempt).await;
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
            let [_, _, wrong] = self.rate_limiter.check(attempt.limits()).await?;
            let delay = delay_per_id(wrong);
            if delay <= waited {
                return Ok(turn);
            }
            drop(turn);
            self.clock.wait(delay - waited).await;
            waited = delay;
        }
    }

    /// Compares the password, in the turns of ID and address, and counts a failure.
    async fn compare(&self, attempt: Try) -> Result<(account::Model, String), ApiError> {
        // Again: failures may have been counted while this try waited.
        let [by_both, _, by_id] = self.rate_limiter.check(attempt.limits()).await?;
        let with_id = account::Column::LoginId.eq(attempt.known_id());
        let found = account::Entity::find().filter(with_id).one(&self.store.read_db).await?;
        let open = found.filter(|account| account.is_open_at(self.clock.now()));
        let known = open.as_ref().map(|account| account.id.clone());
        let hashes = open.as_ref().map(account::Model::password_hashes).unwrap_or_default();
        let used = self.passwords.find_match(attempt.password.clone(), hashes).await?;
        let [both, address, id] = attempt.limits();
        let Some(opened) = open.zip(used) else {
            SecurityEvent::WrongPassword(known.as_deref()).record();
            self.rate_limiter.count([both, address, id]).await?;
            return Err(ProblemKind::LoginRefused.into());
        };
        // Without failures nothing is written.
        if by_both + by_id > 0 {
            self.rate_limiter.reset([both, id]).await?;
        }
        Ok(opened)
    }
}
