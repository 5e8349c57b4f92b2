//! The passwords of the ID notice under the operator's present key.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{
    Reviews,
    credentials::{MAX_ROWS, encrypt, plain},
};
use crate::{
    cipher::{CipherError, EncryptedText},
    store::{Store, credential},
};

impl Reviews {
    /// Encrypts passwords of a previous key anew, so that it is not needed for longer.
    pub async fn renew_credentials(&self, store: &Store) -> Result<(), DbErr> {
        let Some(key_id) = self.cipher.key_id() else { return Ok(()) };
        let mut after = String::new();
        let (mut unreadable, mut why) = (0_u64, None);
        loop {
            let old = credential::Entity::find()
                // An erased password has no key, and is not found.
                .filter(credential::Column::KeyId.ne(key_id))
                .filter(credential::Column::Id.gt(&after))
                .order_by_asc(credential::Column::Id)
                .limit(MAX_ROWS as u64)
                .all(&store.read_db)
                .await?;
            let Some(last) = old.last() else { break };
            after.clone_from(&last.id);
            for credential in old {
                match self.encrypt_anew(&credential) {
                    Ok(Some(renewed)) => write(store, &credential, renewed).await?,
                    Ok(None) => {}
                    Err(error) => {
                        unreadable += 1;
                        why = Some(error);
                    }
                }
            }
        }
        if let Some(error) = why {
            // One line: a notice has hundreds of passwords.
            tracing::error!(%error, unreadable, "passwords of the ID notice cannot be read");
        }
        Ok(())
    }

    fn encrypt_anew(&self, credential: &credential::Model) -> Result<Option<EncryptedText>, CipherError> {
        let plain = plain(&self.cipher, credential)?;
        plain.map(|plain| encrypt(&self.cipher, &credential.id, &credential.code, &plain)).transpose()
    }
}

/// Writes the new text if the row is as it was read: since then its window may have closed, or 再発行 drawn a password.
async fn write(store: &Store, credential: &credential::Model, renewed: EncryptedText) -> Result<(), DbErr> {
    credential::Entity::update_many()
        .col_expr(credential::Column::Encrypted, Expr::value(renewed.text))
        .col_expr(credential::Column::KeyId, Expr::value(renewed.key_id))
        .filter(credential::Column::Id.eq(&credential.id))
        .filter(credential::Column::Encrypted.eq(credential.encrypted.as_deref()))
        .exec(&store.db)
        .await?;
    Ok(())
}
