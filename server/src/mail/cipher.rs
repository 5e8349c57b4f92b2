//! Encrypts the text of a mail from the transaction that queues it until it is sent.

use crate::{
    cipher::{Cipher, CipherError, EncryptedText, Purpose},
    store::outbox,
};

/// The cipher of mails.
#[derive(Clone, Debug)]
pub struct MailCipher(Cipher);

impl MailCipher {
    /// The keys that are derived from the operator's key and from the previous ones.
    pub fn new(secret: &[u8; 32], previous: &[[u8; 32]]) -> Self {
        Self(Cipher::new(Purpose::Mail, secret, previous))
    }

    /// Encrypts the text of the mail `id` to `recipient`: no other row decrypts to it.
    pub fn encrypt(&self, id: &str, recipient: &str, text: &str) -> Result<EncryptedText, CipherError> {
        self.0.encrypt(&row(id, recipient), text)
    }

    /// The text of a row that waits. A row of an older version has it in plain.
    pub fn text(&self, mail: &outbox::Model) -> Result<String, CipherError> {
        match &mail.key_id {
            Some(key_id) => self.0.decrypt(&row(&mail.id, &mail.recipient), key_id, &mail.body),
            None => Ok(mail.body.clone()),
        }
    }
}

/// The name of a row. No address contains a zero.
fn row(id: &str, recipient: &str) -> String {
    format!("{id}\0{recipient}")
}
