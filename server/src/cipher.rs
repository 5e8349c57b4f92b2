//! Encrypts texts that open an account, such as a password: the database and its backups never hold one in plain.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use nss_core::api::ProblemKind;
use sha2::Sha256;

use crate::{
    error::ApiError,
    store::{self, hex},
};

/// Bytes of a nonce of XChaCha20-Poly1305. It is random for each text.
const NONCE: usize = 24;
/// Bytes of the name of a key.
const KEY_ID: usize = 8;

/// The purpose of the derived keys: each use of the operator's key gets other keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The text of a mail, from the transaction that queues it until it is sent.
    Mail,
    /// A password of the ID notice, until its window closes (V-20).
    Credential,
    /// The secret of the second factor of a member of the staff.
    SecondFactor,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Mail => b"nss outbox mail v1",
            Self::Credential => b"nss credential v1",
            Self::SecondFactor => b"nss staff second factor v1",
        }
    }
}

/// The keys for one purpose: the first one encrypts, all of them decrypt.
#[derive(Clone, Debug)]
pub struct Cipher {
    keys: Vec<CipherKey>,
}

#[derive(Clone)]
struct CipherKey {
    id: String,
    cipher: XChaCha20Poly1305,
}

impl std::fmt::Debug for CipherKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.id)
    }
}

/// An encrypted text, as the row keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptedText {
    /// The name of the key.
    pub key_id: String,
    /// Nonce and ciphertext, base64.
    pub text: String,
}

/// A text cannot be encrypted or decrypted.
#[derive(Debug, thiserror::Error)]
pub enum CipherError {
    /// The system gave no random bytes.
    #[error("randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// The cipher failed to encrypt.
    #[error("encryption failed")]
    Encrypt,
    /// Neither the present key nor a previous one has this name.
    #[error("its key {0} is neither in NSS_SECRET_KEY_FILE nor in NSS_PREVIOUS_SECRET_KEY_FILES")]
    UnknownKey(String),
    /// The row was changed after it was queued.
    #[error("its text does not belong to its row, or is damaged")]
    Damaged,
}

impl From<CipherError> for ApiError {
    fn from(error: CipherError) -> Self {
        tracing::error!(%error, "cipher");
        Self::new(ProblemKind::Internal)
    }
}

impl Cipher {
    /// The keys that are derived from the operator's key and from the previous ones.
    pub fn new(purpose: Purpose, secret: &[u8; 32], previous: &[[u8; 32]]) -> Self {
        let keys = std::iter::once(secret).chain(previous).filter_map(|secret| CipherKey::derive(purpose, secret));
        Self { keys: keys.collect() }
    }

    /// The name of the key that encrypts.
    pub fn key_id(&self) -> Option<&str> {
        self.keys.first().map(|key| &*key.id)
    }

    /// Encrypts the text of a row: no other row decrypts to it.
    pub fn encrypt(&self, row: &str, text: &str) -> Result<EncryptedText, CipherError> {
        let key = self.keys.first().ok_or(CipherError::Encrypt)?;
        let nonce = store::random::<NONCE>()?;
        let encrypted = key.cipher.encrypt(&XNonce::from(nonce), Payload { msg: text.as_bytes(), aad: row.as_bytes() });
        let encrypted = encrypted.map_err(|_| CipherError::Encrypt)?;
        Ok(EncryptedText { key_id: key.id.clone(), text: BASE64.encode([nonce.as_slice(), &encrypted].concat()) })
    }

    /// The text that was encrypted for that row.
    pub fn decrypt(&self, row: &str, key_id: &str, text: &str) -> Result<String, CipherError> {
        let Some(key) = self.keys.iter().find(|key| key.id == key_id) else {
            return Err(CipherError::UnknownKey(key_id.to_owned()));
        };
        let bytes = BASE64.decode(text).map_err(|_| CipherError::Damaged)?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE>().ok_or(CipherError::Damaged)?;
        let text = key.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: row.as_bytes() });
        String::from_utf8(text.map_err(|_| CipherError::Damaged)?).map_err(|_| CipherError::Damaged)
    }
}

impl CipherKey {
    /// None only if HKDF refuses the length, which is constant.
    fn derive(purpose: Purpose, secret: &[u8; 32]) -> Option<Self> {
        let mut derived = [0; 32 + KEY_ID];
        Hkdf::<Sha256>::new(None, secret).expand(purpose.label(), &mut derived).ok()?;
        let (key, id) = derived.split_at(32);
        Some(Self { id: hex(id), cipher: XChaCha20Poly1305::new_from_slice(key).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cipher, CipherError, Purpose};

    const TEXT: &str = "仮パスワード：8A8A8A8A";

    fn mails(secret: u8, previous: &[[u8; 32]]) -> Cipher {
        Cipher::new(Purpose::Mail, &[secret; 32], previous)
    }

    #[test]
    fn a_text_is_read_with_its_key_even_if_that_is_a_previous_one_by_now() {
        let encrypted = mails(1, &[]).encrypt("0a", TEXT).unwrap();
        assert!(!encrypted.text.contains("8A8A8A8A"));
        let new = mails(2, &[[3; 32], [1; 32]]);
        assert_eq!(new.decrypt("0a", &encrypted.key_id, &encrypted.text).unwrap(), TEXT);
        assert_ne!(new.encrypt("0a", TEXT).unwrap().key_id, encrypted.key_id);
        let other = mails(2, &[]).decrypt("0a", &encrypted.key_id, &encrypted.text).unwrap_err();
        assert!(matches!(other, CipherError::UnknownKey(_)), "{other}");
    }

    #[test]
    fn a_text_of_another_row_is_not_read() {
        let encrypted = mails(1, &[]).encrypt("0a", TEXT).unwrap();
        let whole = encrypted.text.as_str();
        for (row, text) in [("0b", whole), ("", whole), ("0a", &whole[..20])] {
            let opened = mails(1, &[]).decrypt(row, &encrypted.key_id, text);
            assert!(matches!(opened, Err(CipherError::Damaged)), "{row} {text}");
        }
    }

    #[test]
    fn each_purpose_has_its_own_keys() {
        let encrypted = mails(1, &[]).encrypt("0a", TEXT).unwrap();
        let credentials = Cipher::new(Purpose::Credential, &[1; 32], &[]);
        assert_ne!(credentials.encrypt("0a", TEXT).unwrap().key_id, encrypted.key_id);
        assert!(credentials.decrypt("0a", &encrypted.key_id, &encrypted.text).is_err());
    }

    #[test]
    fn the_keys_are_not_printed() {
        assert_eq!(format!("{:?}", mails(1, &[])).len(), "Cipher { keys: [] }".len() + 16);
    }
}
