//! Passwords: drawn, hashed, compared. The plain text lives only until the mail is written.

use std::{io, sync::Arc, thread};

use argon2::{
    Argon2, Params,
    password_hash::{self, CustomizedPasswordHasher as _, PasswordHasher as _, phc::PasswordHash},
};
use nss_core::{account::password, api::ProblemKind};
use tokio::{
    sync::{AcquireError, Semaphore, oneshot},
    task::JoinError,
};

use crate::{error::ApiError, store};

/// Passwords that are hashed at the same time: each takes 19 MiB and a core. One core is left to all other requests.
fn max_hashes() -> usize {
    thread::available_parallelism().map_or(1, |cores| Ord::max(cores.get() - 1, 1))
}

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
    /// The system gave no thread.
    #[error("thread: {0}")]
    Spawn(io::Error),
    /// The thread that hashes panicked.
    #[error("hashing panicked")]
    Panicked,
    /// The task that counts a try panicked.
    #[error("log-in: {0}")]
    Task(#[from] JoinError),
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
        Ok(Self { hash_permits: Arc::new(Semaphore::new(max_hashes())), dummy_hash: hash(&dummy)?.into() })
    }

    /// A new random password and its hash.
    pub async fn draw(&self) -> Result<(String, String), PasswordError> {
        let plain = password::password(store::random()?);
        let hash = self.hash(plain.clone()).await?;
        Ok((plain, hash))
    }

    /// The hash of a password.
    pub async fn hash(&self, plain: String) -> Result<String, PasswordError> {
        self.compute(move || hash(&plain)).await
    }

    /// A new random password for an account with that hash, and its hash with the same salt. Without a hash it takes the
    /// salt of the dummy hash, for the same work.
    pub async fn draw_again(&self, hash: Option<&str>) -> Result<(String, String), PasswordError> {
        let plain = password::password(store::random()?);
        let (secret, like) = (plain.clone(), hash.unwrap_or(&self.dummy_hash).to_owned());
        Ok((plain, self.compute(move || Ok(hash_like(&secret, &parse(&like)?)?.to_string())).await?))
    }

    /// The hash among `hashes` whose password is `typed`. All hashes of an account have one salt ([`Self::draw_again`]):
    /// `typed` is hashed once, however many there are. Without any it is hashed with the dummy's salt and matches none.
    pub async fn find_match(&self, typed: String, hashes: Vec<String>) -> Result<Option<String>, PasswordError> {
        let like = hashes.first().map_or(&*self.dummy_hash, String::as_str).to_owned();
        let find = move || {
            let computed = hash_like(&typed, &parse(&like)?)?;
            for hash in hashes {
                // The crate compares outputs in constant time.
                if parse(&hash)?.hash == computed.hash {
                    return Ok(Some(hash));
                }
            }
            Ok(None)
        };
        self.compute(find).await
    }

    /// Computes in a thread of its own, which gives way to all others: a flood of log-ins does not delay saves. The permit
    /// ends with the thread: a client that hangs up ends only the wait.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let permit = Arc::clone(&self.hash_permits).acquire_owned().await?;
        let (answer, answered) = oneshot::channel();
        let compute = move || {
            let _permit = permit;
            give_way();
            // Fails if nobody waits any more.
            drop(answer.send(work()));
        };
        thread::Builder::new().name("password".to_owned()).spawn(compute).map_err(PasswordError::Spawn)?;
        answered.await.map_err(|_| PasswordError::Panicked)?
    }
}

/// Lowers the priority of this thread. On Linux it is a thread's own; elsewhere it would be the process's, and stays.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(10) {
        tracing::warn!(%error, "priority");
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

/// The hash of `plain` with the salt and the parameters of another hash.
fn hash_like(plain: &str, other: &PasswordHash) -> Result<PasswordHash, password_hash::Error> {
    let salt = other.salt.as_ref().ok_or(password_hash::Error::SaltInvalid)?;
    let (algorithm, params) = (Some(other.algorithm.as_str()), Params::try_from(other)?);
    Argon2::default().hash_password_customized(plain.as_bytes(), salt, algorithm, other.version, params)
}

fn parse(hash: &str) -> Result<PasswordHash, PasswordError> {
    PasswordHash::new(hash).map_err(PasswordError::StoredHash)
}
