//! Encrypts the text of a mail from the transaction that queues it until it is sent: the database and its backups never
//! hold a password that opens an account.

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
    store::{self, hex, outbox},
};

/// Bytes of a nonce of XChaCha20-Poly1305. It is random for each mail.
const NONCE: usize = 24;
/// Bytes of the name of a key.
const KEY_ID: usize = 8;
/// The purpose of the derived keys: other uses of the operator's key get other keys.
const PURPOSE: &[u8] = b"nss outbox mail v1";

/// The keys for the text of mails: the first one encrypts, all of them decrypt.
#[derive(Clone, Debug)]
pub struct MailCipher {
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
    #[error("its text does not belong to its id and recipient, or is damaged")]
    Damaged,
}

impl From<CipherError> for ApiError {
    fn from(error: CipherError) -> Self {
        tracing::error!(%error, "mail");
        Self::new(ProblemKind::Internal)
    }
}

impl MailCipher {
    /// The keys that are derived from the operator's key and from the previous ones.
    pub fn new(secret: &[u8; 32], previous: &[[u8; 32]]) -> Self {
        Self { keys: std::iter::once(secret).chain(previous).filter_map(CipherKey::derive).collect() }
    }

    /// Encrypts the text of the mail `id` to `recipient`: no other row decrypts to it.
    pub fn encrypt(&self, id: &str, recipient: &str, text: &str) -> Result<EncryptedText, CipherError> {
        let key = self.keys.first().ok_or(CipherError::Encrypt)?;
        let nonce = store::random::<NONCE>()?;
        let row = row(id, recipient);
        let encrypted = key.cipher.encrypt(&XNonce::from(nonce), Payload { msg: text.as_bytes(), aad: row.as_bytes() });
        let encrypted = encrypted.map_err(|_| CipherError::Encrypt)?;
        Ok(EncryptedText { key_id: key.id.clone(), text: BASE64.encode([nonce.as_slice(), &encrypted].concat()) })
    }

    /// The text of a row that waits. A row of an older version has it in plain.
    pub fn text(&self, row: &outbox::Model) -> Result<String, CipherError> {
        match &row.key_id {
            Some(key_id) => self.decrypt(&row.id, &row.recipient, key_id, &row.body),
            None => Ok(row.body.clone()),
        }
    }

    fn decrypt(&self, id: &str, recipient: &str, key_id: &str, text: &str) -> Result<String, CipherError> {
        let Some(key) = self.keys.iter().find(|key| key.id == key_id) else {
            return Err(CipherError::UnknownKey(key_id.to_owned()));
        };
        let bytes = BASE64.decode(text).map_err(|_| CipherError::Damaged)?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE>().ok_or(CipherError::Damaged)?;
        let row = row(id, recipient);
        let text = key.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: row.as_bytes() });
        String::from_utf8(text.map_err(|_| CipherError::Damaged)?).map_err(|_| CipherError::Damaged)
    }
}

impl CipherKey {
    /// None only if HKDF refuses the length, which is constant.
    fn derive(secret: &[u8; 32]) -> Option<Self> {
        let mut derived = [0; 32 + KEY_ID];
        Hkdf::<Sha256>::new(None, secret).expand(PURPOSE, &mut derived).ok()?;
        let (key, id) = derived.split_at(32);
        Some(Self { id: hex(id), cipher: XChaCha20Poly1305::new_from_slice(key).ok()? })
    }
}

/// The associated data. No address contains a zero.
fn row(id: &str, recipient: &str) -> String {
    format!("{id}\0{recipient}")
}

#[cfg(test)]
mod tests {
    use super::{CipherError, MailCipher};

    const TEXT: &str = "仮パスワード：8A8A8A8A";

    #[test]
    fn a_text_is_read_with_its_key_even_if_that_is_a_previous_one_by_now() {
        let old = MailCipher::new(&[1; 32], &[]);
        let encrypted = old.encrypt("0a", "a@example.jp", TEXT).unwrap();
        assert!(!encrypted.text.contains("8A8A8A8A"));
        let new = MailCipher::new(&[2; 32], &[[3; 32], [1; 32]]);
        assert_eq!(new.decrypt("0a", "a@example.jp", &encrypted.key_id, &encrypted.text).unwrap(), TEXT);
        assert_ne!(new.encrypt("0a", "a@example.jp", TEXT).unwrap().key_id, encrypted.key_id);
        let other = MailCipher::new(&[2; 32], &[]);
        let other = other.decrypt("0a", "a@example.jp", &encrypted.key_id, &encrypted.text).unwrap_err();
        assert!(matches!(other, CipherError::UnknownKey(_)), "{other}");
    }

    #[test]
    fn a_text_of_another_row_or_recipient_is_not_read() {
        let cipher = MailCipher::new(&[1; 32], &[]);
        let encrypted = cipher.encrypt("0a", "a@example.jp", TEXT).unwrap();
        let whole = encrypted.text.as_str();
        for (id, recipient, text) in
            [("0b", "a@example.jp", whole), ("0a", "b@example.jp", whole), ("0a", "a@example.jp", &whole[..20])]
        {
            let opened = cipher.decrypt(id, recipient, &encrypted.key_id, text);
            assert!(matches!(opened, Err(CipherError::Damaged)), "{id} {recipient} {text}");
        }
    }

    #[test]
    fn the_keys_are_not_printed() {
        let cipher = MailCipher::new(&[1; 32], &[]);
        assert_eq!(format!("{cipher:?}").len(), "MailCipher { keys: [] }".len() + 16);
    }
}
