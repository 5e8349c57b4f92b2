//! Log-ins of the staff: ID, password and code in one try, so that a refusal does not say which of them was wrong.

use nss_core::{
    account::limits::{DELAY_WINDOW, Limit, WRONG_PER_ADDRESS, WRONG_PER_ID_AND_ADDRESS},
    api::{ProblemKind, StaffLogin},
    staff::{login_id, normalise},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{members::active, second_factor::SecondFactors};
use crate::{
    account::{
        password::PasswordHasher,
        rate_limit::RateLimiter,
        tries::{Tries, TryLimits},
    },
    clock::Clock,
    error::ApiError,
    security::SecurityEvent,
    store::{Store, staff},
};

/// Failed tries of the staff: as many as an applicant has, counted apart from theirs.
const LIMITS: TryLimits = TryLimits {
    per_id_and_address: Limit { name: "staff-login-id-address", ..WRONG_PER_ID_AND_ADDRESS },
    per_address: Limit { name: "staff-login-address", ..WRONG_PER_ADDRESS },
    per_id: Limit { name: "staff-login-id", tries: u32::MAX, seconds: DELAY_WINDOW, penalty: 0, per_address: false },
};

/// Log-ins of the staff, and what they need.
#[derive(Clone, Debug)]
pub struct StaffLogins {
    store: Store,
    clock: Clock,
    passwords: PasswordHasher,
    second_factors: SecondFactors,
    tries: Tries,
}

impl StaffLogins {
    /// Log-ins of the members of that store.
    pub fn new(
        store: Store,
        clock: Clock,
        passwords: PasswordHasher,
        rate_limiter: RateLimiter,
        second_factors: SecondFactors,
    ) -> Self {
        let tries = Tries::new(clock.clone(), rate_limiter, LIMITS);
        Self { store, clock, passwords, second_factors, tries }
    }

    /// The member whom ID, password and code let in. A member without a confirmed second factor needs no code.
    pub async fn attempt(&self, login: StaffLogin, address: String) -> Result<staff::Model, ApiError> {
        let id = login_id(&login.login_id).unwrap_or_default();
        self.tries.attempt(&id, address, self.clone().compare(id.clone(), login)).await
    }

    async fn compare(self, id: String, login: StaffLogin) -> Result<Option<staff::Model>, ApiError> {
        let found = active().filter(staff::Column::LoginId.eq(id)).one(&self.store.read_db).await?;
        let known = found.as_ref().map(|member| member.id.clone());
        let let_in = match self.with_password(found, login.password).await? {
            Some(member) if member.is_confirmed => self.accept_code(&member, &login.code).await?.then_some(member),
            other => other,
        };
        if let_in.is_none() {
            SecurityEvent::StaffRefused(known.as_deref()).record();
        }
        Ok(let_in)
    }

    /// Fails unless the password is the member's. A wrong one counts as a failed log-in: a session that was left open
    /// is no place to guess it.
    pub async fn confirm_password(
        &self,
        member: &staff::Model,
        password: String,
        address: String,
    ) -> Result<(), ApiError> {
        let (logins, member) = (self.clone(), member.clone());
        let id = member.login_id.clone();
        let compare = async move {
            let id = member.id.clone();
            let confirmed = logins.with_password(Some(member), password).await?;
            if confirmed.is_none() {
                SecurityEvent::StaffRefused(Some(&id)).record();
            }
            Ok(confirmed)
        };
        self.tries.attempt(&id, address, compare).await.map(drop)
    }

    /// The member, if the password is theirs. Without a member the work is the same.
    async fn with_password(
        &self,
        member: Option<staff::Model>,
        password: String,
    ) -> Result<Option<staff::Model>, ApiError> {
        let hashes = member.iter().map(|member| member.password_hash.clone()).collect();
        let used = self.passwords.find_match(normalise(&password), hashes).await?;
        Ok(member.filter(|_| used.is_some()))
    }

    /// Whether the code is good. If it is, no try accepts it again.
    async fn accept_code(&self, member: &staff::Model, typed: &str) -> Result<bool, ApiError> {
        let step = self.second_factors.of(member)?.step(typed, self.clock.now());
        match step {
            Some(step) => Ok(accept_step(&self.store.db, member, step).await?),
            None => Ok(false),
        }
    }

    /// The step of the code that confirms a new second factor.
    pub fn step(&self, member: &staff::Model, typed: &str) -> Result<i64, ApiError> {
        let step = self.second_factors.of(member)?.step(typed, self.clock.now());
        step.ok_or_else(|| ProblemKind::CodeRefused.into())
    }
}

/// Stores the step as the last accepted one, unless it or a later one was accepted before. Of two tries at the same time
/// only one does so.
async fn accept_step(db: &impl ConnectionTrait, member: &staff::Model, step: i64) -> Result<bool, DbErr> {
    let accepted = staff::Entity::update_many()
        .col_expr(staff::Column::LastStep, Expr::value(step))
        .filter(staff::Column::Id.eq(&member.id))
        .filter(staff::Column::LastStep.lt(step))
        // A reset in between has drawn another secret.
        .filter(staff::Column::IsConfirmed.eq(true))
        .exec(db)
        .await?;
    Ok(accepted.rows_affected == 1)
}
