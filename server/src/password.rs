//! Passwords: drawn, hashed, compared. Plain text lives only until the mail is written.

use std::fmt;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use nss_core::account::password;

use crate::{app::App, store};

/// Hashing or drawing failed: the machine's fault, never the password's.
#[derive(Debug)]
pub struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

impl Failed {
    fn because(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// A new random password and its hash.
pub async fn draw(app: &App) -> Result<(String, String), Failed> {
    let plain = password::password(store::random().map_err(Failed::because)?);
    let secret = plain.clone();
    let _turn = app.hashing.acquire().await.map_err(Failed::because)?;
    let hash = tokio::task::spawn_blocking(move || hash(&secret)).await.map_err(Failed::because)??;
    Ok((plain, hash))
}

/// A new random login ID; it may be taken.
pub fn draw_login_id() -> Result<String, Failed> {
    loop {
        let random = u32::from_le_bytes(store::random().map_err(Failed::because)?);
        if let Some(id) = password::login_id(random) {
            return Ok(id);
        }
    }
}

/// Whether `typed` is the password behind `hash`; with no hash the work is the same and the answer is no.
pub async fn fits(app: &App, typed: String, hash: Option<String>) -> Result<bool, Failed> {
    let known = hash.is_some();
    let hash = hash.unwrap_or_else(|| app.nobodys_hash.clone());
    let _turn = app.hashing.acquire().await.map_err(Failed::because)?;
    let fits = tokio::task::spawn_blocking(move || {
        let hash = PasswordHash::new(&hash).map_err(Failed::because)?;
        Ok::<_, Failed>(Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
    });
    Ok(fits.await.map_err(Failed::because)?? && known)
}

/// The hash of a password that nobody has.
pub fn nobodys_hash() -> Result<String, Failed> {
    hash(&store::hex(&store::random::<16>().map_err(Failed::because)?))
}

/// argon2id with the crate's parameters (19 MiB, two passes), as a PHC text.
fn hash(plain: &str) -> Result<String, Failed> {
    Argon2::default().hash_password(plain.as_bytes()).map(|hash| hash.to_string()).map_err(Failed::because)
}
