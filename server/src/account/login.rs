//! Log-ins of applicants.

use nss_core::{
    account::{
        limits::{DELAY_WINDOW, Limit, WRONG_PER_ADDRESS, WRONG_PER_ID_AND_ADDRESS},
        password::{is_login_id, normalise},
    },
    api::Login,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    password::PasswordHasher,
    rate_limit::RateLimiter,
    tries::{Tries, TryLimits},
};
use crate::{
    clock::Clock,
    error::ApiError,
    security::SecurityEvent,
    store::{Store, account},
};

/// Wrong passwords of applicants.
const LIMITS: TryLimits = TryLimits {
    per_id_and_address: WRONG_PER_ID_AND_ADDRESS,
    per_address: WRONG_PER_ADDRESS,
    per_id: Limit { name: "login-id", tries: u32::MAX, seconds: DELAY_WINDOW, penalty: 0, per_address: false },
};

/// Log-ins, and what they need.
#[derive(Clone, Debug)]
pub struct Logins {
    store: Store,
    clock: Clock,
    passwords: PasswordHasher,
    tries: Tries,
}

impl Logins {
    /// Log-ins to the accounts of that store.
    pub fn new(store: Store, clock: Clock, passwords: PasswordHasher, rate_limiter: RateLimiter) -> Self {
        let tries = Tries::new(clock.clone(), rate_limiter, LIMITS);
        Self { store, clock, passwords, tries }
    }

    /// The open account that ID and password open, and the hash that the password has.
    pub async fn attempt(&self, login: &Login, address: String) -> Result<(account::Model, String), ApiError> {
        let (id, password) = (normalise(&login.login_id), normalise(&login.password));
        let compare = self.clone().compare(id.clone(), password);
        self.tries.attempt(&id, address, compare).await
    }

    async fn compare(self, id: String, password: String) -> Result<Option<(account::Model, String)>, ApiError> {
        let with_id = account::Column::LoginId.eq(known(&id));
        let found = account::Entity::find().filter(with_id).one(&self.store.read_db).await?;
        let open = found.filter(|account| account.is_open_at(self.clock.now()));
        let hashes = open.as_ref().map(account::Model::password_hashes).unwrap_or_default();
        let used = self.passwords.find_match(password, hashes).await?;
        if used.is_none() {
            SecurityEvent::WrongPassword(open.as_ref().map(|account| &*account.id)).record();
        }
        Ok(open.zip(used))
    }
}

/// The typed ID, or nothing if it cannot be one.
fn known(id: &str) -> &str {
    if is_login_id(id) { id } else { "" }
}
