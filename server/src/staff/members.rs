//! The members: added, listed, disabled, reset. The command `nss staff` and the routes use the same functions.

use nss_core::{
    account::password,
    api::{ProblemKind, StaffRole},
    staff::login_id,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set, SqlErr,
};

use super::{
    second_factor::{Authenticator, SecondFactorError, SecondFactors},
    session::end_all,
};
use crate::{
    account::password::{PasswordError, PasswordHasher},
    clock::Clock,
    error::ApiError,
    security::SecurityEvent,
    store::{self, Store, millis, staff},
};

/// Most characters of a name.
const MAX_NAME: usize = 60;

/// A member cannot be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum MemberError {
    /// The login ID is none.
    #[error("a login ID has 3 to 32 of a-z, 0-9, dot, hyphen and underscore")]
    LoginId,
    /// The name is empty or endless.
    #[error("a name has 1 to {MAX_NAME} characters, and none that control a terminal")]
    Name,
    /// The login ID is another member's, perhaps of a disabled one.
    #[error("another member has this login ID; a disabled one keeps theirs")]
    Taken,
    /// No active member has the ID.
    #[error("no active member has this login ID")]
    Missing,
    /// The store failed.
    #[error("{0}")]
    Store(#[from] DbErr),
    /// The password could not be drawn or hashed.
    #[error("{0}")]
    Password(#[from] PasswordError),
    /// The second factor could not be drawn.
    #[error("{0}")]
    SecondFactor(#[from] SecondFactorError),
}

impl From<MemberError> for ApiError {
    fn from(error: MemberError) -> Self {
        match error {
            MemberError::Missing => ProblemKind::NotFound.into(),
            MemberError::Store(error) => error.into(),
            MemberError::Password(error) => error.into(),
            MemberError::SecondFactor(error) => error.into(),
            MemberError::LoginId | MemberError::Name | MemberError::Taken => ProblemKind::Malformed.into(),
        }
    }
}

impl From<getrandom::Error> for MemberError {
    fn from(error: getrandom::Error) -> Self {
        PasswordError::Random(error).into()
    }
}

/// The parts of an account that a reset replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reset {
    /// A first password takes the place of the password.
    pub password: bool,
    /// A second factor is set up anew.
    pub second_factor: bool,
}

/// The secrets that are handed over to a member. They are shown once.
pub struct Handover {
    /// 初回パスワード, which opens the account until its first use replaces it.
    pub password: Option<String>,
    /// The second factor to be set up.
    pub second_factor: Option<Authenticator>,
}

/// The members of one store.
#[derive(Clone, Debug)]
pub struct Members {
    store: Store,
    clock: Clock,
    passwords: PasswordHasher,
    second_factors: SecondFactors,
}

impl Members {
    /// The members of that store.
    pub const fn new(store: Store, clock: Clock, passwords: PasswordHasher, second_factors: SecondFactors) -> Self {
        Self { store, clock, passwords, second_factors }
    }

    /// Adds a member.
    pub async fn add(&self, typed_id: &str, name: &str, role: StaffRole) -> Result<Handover, MemberError> {
        let login_id = login_id(typed_id).ok_or(MemberError::LoginId)?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
            return Err(MemberError::Name);
        }
        let id = store::new_id()?;
        let (password, hash) = self.draw_password().await?;
        let (second_factor, secret) = self.second_factors.draw(&id, &login_id)?;
        let row = staff::ActiveModel {
            id: Set(id),
            login_id: Set(login_id),
            name: Set(name.to_owned()),
            role: Set(role.code().to_owned()),
            password_hash: Set(hash),
            has_first_password: Set(true),
            secret: Set(secret.text),
            secret_key_id: Set(secret.key_id),
            is_confirmed: Set(false),
            last_step: Set(0),
            created_at: Set(millis(self.clock.now())),
            logged_in_at: Set(None),
            disabled_at: Set(None),
        };
        staff::Entity::insert(row).exec_without_returning(&self.store.db).await.map_err(|error| {
            match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => MemberError::Taken,
                _ => MemberError::Store(error),
            }
        })?;
        Ok(Handover { password: Some(password), second_factor: Some(second_factor) })
    }

    /// Every member, disabled ones too, by login ID.
    pub async fn list(&self) -> Result<Vec<staff::Model>, DbErr> {
        staff::Entity::find().order_by_asc(staff::Column::LoginId).all(&self.store.read_db).await
    }

    /// The id of the active member with that login ID.
    pub async fn find(&self, typed_id: &str) -> Result<String, MemberError> {
        let login_id = login_id(typed_id).ok_or(MemberError::Missing)?;
        let found = active().filter(staff::Column::LoginId.eq(login_id)).one(&self.store.read_db).await?;
        Ok(found.ok_or(MemberError::Missing)?.id)
    }

    /// Ends the sessions of a member and lets them begin no other.
    pub async fn disable(&self, id: &str) -> Result<(), MemberError> {
        let transaction = store::begin(&self.store.db).await?;
        let mut change = lock(&transaction, id).await?.into_active_model();
        change.disabled_at = Set(Some(millis(self.clock.now())));
        change.update(&transaction).await?;
        end_all(&transaction, id).await?;
        transaction.commit().await?;
        SecurityEvent::StaffDisabled(id).record();
        Ok(())
    }

    /// Replaces parts of an account and ends its sessions.
    pub async fn reset(&self, id: &str, reset: Reset) -> Result<Handover, MemberError> {
        // Hashing is slow: it is done before the row is locked.
        let password = if reset.password { Some(self.draw_password().await?) } else { None };
        let transaction = store::begin(&self.store.db).await?;
        let member = lock(&transaction, id).await?;
        let mut handover = Handover { password: None, second_factor: None };
        let mut change = member.clone().into_active_model();
        if let Some((plain, hash)) = password {
            handover.password = Some(plain);
            change.password_hash = Set(hash);
            change.has_first_password = Set(true);
        }
        if reset.second_factor {
            let (second_factor, secret) = self.second_factors.draw(id, &member.login_id)?;
            handover.second_factor = Some(second_factor);
            change.secret = Set(secret.text);
            change.secret_key_id = Set(secret.key_id);
            change.is_confirmed = Set(false);
        }
        change.update(&transaction).await?;
        end_all(&transaction, id).await?;
        transaction.commit().await?;
        SecurityEvent::StaffReset(id).record();
        Ok(handover)
    }

    /// A first password and its hash: twice as long as an applicant's.
    async fn draw_password(&self) -> Result<(String, String), MemberError> {
        let plain = password::password(store::random()?) + &password::password(store::random()?);
        let hash = self.passwords.hash(plain.clone()).await?;
        Ok((plain, hash))
    }
}

/// The members who can log in.
pub(super) fn active() -> sea_orm::Select<staff::Entity> {
    staff::Entity::find().filter(staff::Column::DisabledAt.is_null())
}

/// The row of an active member, locked until the transaction ends.
async fn lock(transaction: &DatabaseTransaction, id: &str) -> Result<staff::Model, MemberError> {
    let row = active().filter(staff::Column::Id.eq(id)).lock_exclusive().one(transaction).await?;
    row.ok_or(MemberError::Missing)
}
