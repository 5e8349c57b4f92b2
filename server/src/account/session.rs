//! Sessions: a random token in a cookie, its hash in the store.

use nss_core::api::Instant;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect, Set,
    sea_query::{Expr, ExprTrait},
};
use sha2::{Digest, Sha256};

use super::session_times::SessionTimes;
use crate::{
    clock::Clock,
    error::ApiError,
    store::{self, Store, account, credential, hex, instant, millis, random, session},
};

/// Begins, finds and ends sessions.
#[derive(Clone, Debug)]
pub struct Sessions {
    store: Store,
    clock: Clock,
    times: SessionTimes,
}

impl Sessions {
    /// Sessions of that store.
    pub const fn new(store: Store, clock: Clock, times: SessionTimes) -> Self {
        Self { store, clock, times }
    }

    /// The session of a token with its account, if it has not ended.
    pub async fn find(&self, token: &str) -> Result<Option<(session::Model, account::Model)>, DbErr> {
        let found = session::with_account(&self.store.read_db, &hash(token)).await?;
        let now = millis(self.clock.now());
        Ok(found.filter(|(session, _)| now < self.ends_at(session)))
    }

    /// Restarts the idle time. The write is skipped for half a minute: autosave comes every second, and each write
    /// costs as much as the save itself.
    pub async fn touch(&self, session: &mut session::Model) -> Result<(), DbErr> {
        if self.is_stale(session) {
            session.seen_at = millis(self.clock.now());
            write_seen_at(&self.store.db, session).await?;
        }
        Ok(())
    }

    /// As [`Self::touch`], but the write goes on by itself: a request that only reads does not wait for the connection
    /// that writes, and succeeds while the store takes no writes.
    pub fn touch_later(&self, session: &mut session::Model) {
        if !self.is_stale(session) {
            return;
        }
        session.seen_at = millis(self.clock.now());
        let (db, session) = (self.store.db.clone(), session.clone());
        tokio::spawn(async move {
            if let Err(error) = write_seen_at(&db, &session).await {
                tracing::warn!(%error, "the last activity of a session was not written");
            }
        });
    }

    fn is_stale(&self, session: &session::Model) -> bool {
        SessionTimes::is_stale(session.seen_at, millis(self.clock.now()))
    }

    /// Begins a session; returns it with its token, which is new at every login. None if the password with the hash
    /// `used` no longer opens the account. The first use of a reissued or mailed password makes it the password, and ends
    /// all other sessions: the lock on the account keeps out a session that the old password begins at the same time. A
    /// password that staff gave stays behind a mailed one: the ID notice shows it.
    pub async fn begin(&self, account_id: &str, used: &str) -> Result<Option<(session::Model, String)>, ApiError> {
        let token = hex(&random::<32>()?);
        let now = millis(self.clock.now());
        let transaction = store::begin(&self.store.db).await?;
        let account = account::Entity::find_by_id(account_id).lock_exclusive().one(&transaction).await?;
        let Some(account) = account.filter(|account| account.password_hashes().iter().any(|hash| hash == used)) else {
            transaction.rollback().await?;
            return Ok(None);
        };
        if account.password_hash != used {
            let is_reissued = account.reissued_hash.as_deref() == Some(used);
            if account.reissued_hash.is_none() {
                erase_office_password(&transaction, &account).await?;
            }
            let mut change = account.into_active_model();
            change.password_hash = Set(used.to_owned());
            change.mailed_hash = Set(None);
            if is_reissued {
                change.reissued_hash = Set(None);
            }
            change.update(&transaction).await?;
            end_all(&transaction, account_id).await?;
        }
        let row = session::ActiveModel {
            token_hash: Set(hash(&token)),
            account_id: Set(account_id.to_owned()),
            created_at: Set(now),
            seen_at: Set(now),
        };
        let session = row.insert(&transaction).await?;
        transaction.commit().await?;
        Ok(Some((session, token)))
    }

    /// Gives an account a password that its owner chose, which the password with the hash `used` entitles to, and begins a
    /// session; all others end. The ID notice shows no password any more that opens nothing. None as for [`Self::begin`].
    pub async fn change_password(
        &self,
        account: &account::Model,
        used: &str,
        password_hash: &str,
    ) -> Result<Option<(session::Model, String)>, ApiError> {
        let transaction = store::begin(&self.store.db).await?;
        let found = account::Entity::find_by_id(&account.id).lock_exclusive().one(&transaction).await?;
        let Some(found) = found.filter(|account| account.password_hashes().iter().any(|hash| hash == used)) else {
            transaction.rollback().await?;
            return Ok(None);
        };
        erase_office_password(&transaction, &found).await?;
        let mut change = found.into_active_model();
        change.password_hash = Set(password_hash.to_owned());
        change.reissued_hash = Set(None);
        change.mailed_hash = Set(None);
        change.update(&transaction).await?;
        end_all(&transaction, &account.id).await?;
        transaction.commit().await?;
        self.begin(&account.id, password_hash).await
    }

    /// Ends the session of a token.
    pub async fn end(&self, token: &str) -> Result<(), DbErr> {
        session::Entity::delete_by_id(hash(token)).exec(&self.store.db).await.map(drop)
    }

    /// Deletes the rows of sessions that have ended.
    pub async fn delete_ended(&self) -> Result<(), DbErr> {
        let (seen_at, created_at) = self.times.ended_by(millis(self.clock.now()));
        let ended = session::Column::SeenAt.lte(seen_at).or(session::Column::CreatedAt.lte(created_at));
        session::Entity::delete_many().filter(ended).exec(&self.store.db).await.map(drop)
    }

    /// The instant at which the session ends without further activity.
    pub fn expires_at(&self, session: &session::Model) -> Instant {
        instant(self.ends_at(session))
    }

    fn ends_at(&self, session: &session::Model) -> i64 {
        self.times.ends_at(session.created_at, session.seen_at)
    }
}

async fn write_seen_at(db: &DatabaseConnection, session: &session::Model) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(session.seen_at))
        .filter(session::Column::TokenHash.eq(&session.token_hash))
        .exec(db)
        .await
        .map(drop)
}

/// Erases the readable password of an office in use that another one has replaced: it opens nothing any more.
async fn erase_office_password(transaction: &DatabaseTransaction, account: &account::Model) -> Result<(), DbErr> {
    let of_office = credential::Column::Kind.eq(credential::kind::OFFICE);
    let condition = of_office.and(credential::Column::Code.eq(&account.login_id));
    credential::erase(transaction, condition).await.map(drop)
}

/// Ends every session of an account, because its password has changed.
pub async fn end_all(transaction: &DatabaseTransaction, account_id: &str) -> Result<(), DbErr> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account_id)).exec(transaction).await.map(drop)
}

/// The hash under which a token is stored.
pub(crate) fn hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}
