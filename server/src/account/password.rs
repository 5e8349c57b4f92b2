//! Passwords: drawn, hashed, compared. The plain text lives only until the mail is written.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{self, PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use nss_core::{account::password, api::ProblemKind};
use tokio::{
    sync::{AcquireError, Semaphore},
    task::{JoinError, spawn_blocking},
};

use crate::{error::ApiError, store};

/// Passwords that are hashed at the same time: each takes 19 MiB and a core.
const MAX_HASHES: usize = 4;

/// Hashing or drawing failed: a fault of the machine, never of the password.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The system gave no random bytes.
    #[error("randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// argon2 failed.
    #[error("hash: {0}")]
    Hash(#[from] password_hash::Error),
    /// A stored hash is not a PHC text.
    #[error("stored hash: {0}")]
    StoredHash(password_hash::phc::Error),
    /// The thread that hashes panicked.
    #[error("hashing: {0}")]
    Thread(#[from] JoinError),
    /// The server stops.
    #[error("permit: {0}")]
    Permit(#[from] AcquireError),
}

impl From<PasswordError> for ApiError {
    fn from(error: PasswordError) -> Self {
        tracing::error!(%error, "password");
        Self::new(ProblemKind::Internal)
    }
}

/// Hashes and compares passwords, a few at a time.
#[derive(Clone, Debug)]
pub struct PasswordHasher {
    hash_permits: Arc<Semaphore>,
    /// The hash of a random password: a login with an unknown ID costs as much as one with a known ID.
    dummy_hash: Arc<str>,
}

impl PasswordHasher {
    /// A hasher with a dummy hash of its own.
    pub fn new() -> Result<Self, PasswordError> {
        let dummy = store::hex(&store::random::<16>()?);
        Ok(Self { hash_permits: Arc::new(Semaphore::new(MAX_HASHES)), dummy_hash: hash(&dummy)?.into() })
    }

    /// A new random password and its hash.
    pub async fn draw(&self) -> Result<(String, String), PasswordError> {
        let plain = password::password(store::random()?);
        let secret = plain.clone();
        let _permit = self.hash_permits.acquire().await?;
        let hash = spawn_blocking(move || hash(&secret)).await??;
        Ok((plain, hash))
    }

    /// Whether `typed` is the password behind `hash`. Without a hash it compares with the dummy hash and says no.
    pub async fn matches(&self, typed: String, hash: Option<String>) -> Result<bool, PasswordError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.dummy_hash.as_ref().to_owned());
        let _permit = self.hash_permits.acquire().await?;
        let matches = spawn_blocking(move || {
            let hash = PasswordHash::new(&hash).map_err(PasswordError::StoredHash)?;
            Ok::<_, PasswordError>(Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
        });
        Ok(matches.await?? && known)
    }
}

/// A new random login ID; another account may have it already.
pub fn draw_login_id() -> Result<String, PasswordError> {
    loop {
        let random = u32::from_le_bytes(store::random()?);
        if let Some(id) = password::login_id(random) {
            return Ok(id);
        }
    }
}

/// argon2id with the crate's parameters (19 MiB, two passes), as a PHC text.
fn hash(plain: &str) -> Result<String, PasswordError> {
    Ok(Argon2::default().hash_password(plain.as_bytes())?.to_string())
}
