//! The passwords of the ID notice: one of the office, one of each 識別番号 (N-260, N-261). They are encrypted at rest until their
//! window closes, and erased then (V-20).

use std::collections::HashSet;

use nss_core::{
    account::password,
    api::ProblemKind,
    application::{
        start,
        user_codes::{self, ids},
    },
    form::{Draft, Scope},
    review::{contract::day, deadline::last_readable_day, notice::user_name},
    value::{codes, date},
};

use super::MoveError;
use crate::{
    cipher::{Cipher, CipherError, EncryptedText},
    store::{self, contract, credential},
};

/// Rows of one statement: far below the limits of the databases.
pub(super) const MAX_ROWS: usize = 500;

/// The password of the office, as plain text and hash, and new ones for all users that a contract names.
pub(super) fn draw(
    cipher: &Cipher,
    document: &Draft,
    contract: &contract::Model,
    (office_password, office_hash): (String, String),
) -> Result<Vec<credential::Model>, MoveError> {
    let office =
        row(cipher, contract, credential::kind::OFFICE, &contract.office_code, &office_password, &until(document)?)?;
    let mut all = vec![credential::Model { hash: Some(office_hash), ..office }];
    all.extend(draw_users(cipher, document, contract, &HashSet::new())?);
    Ok(all)
}

/// The last day on which they can be read.
fn until(document: &Draft) -> Result<String, MoveError> {
    let start = day(document, &start::CONFIRMED_DATE).ok_or(ProblemKind::Internal)?;
    Ok(date::write(last_readable_day(start)))
}

/// New passwords for the users that a contract names and that have none yet.
pub(super) fn draw_users(
    cipher: &Cipher,
    document: &Draft,
    contract: &contract::Model,
    known: &HashSet<String>,
) -> Result<Vec<credential::Model>, MoveError> {
    let until = until(document)?;
    let mut all = Vec::new();
    for code in Scope::whole(document).rows(&user_codes::USER_CODES) {
        for id in code.rows(&ids::IDS) {
            for number in codes::each(&id.text(&ids::NUMBERS)) {
                let name = user_name(&code.text(&user_codes::CODE), number);
                if !known.contains(&name) {
                    let plain = password::password(store::random()?);
                    all.push(row(cipher, contract, credential::kind::USER, &name, &plain, &until)?);
                }
            }
        }
    }
    Ok(all)
}

fn row(
    cipher: &Cipher,
    contract: &contract::Model,
    kind: &str,
    code: &str,
    plain: &str,
    until: &str,
) -> Result<credential::Model, MoveError> {
    let id = store::new_id()?;
    let encrypted = encrypt(cipher, &id, code, plain)?;
    Ok(credential::Model {
        id,
        contract_id: contract.id.clone(),
        kind: kind.to_owned(),
        code: code.to_owned(),
        hash: None,
        encrypted: Some(encrypted.text),
        key_id: Some(encrypted.key_id),
        readable_until: until.to_owned(),
    })
}

/// Encrypts the password of a row.
pub(super) fn encrypt(cipher: &Cipher, id: &str, code: &str, plain: &str) -> Result<EncryptedText, CipherError> {
    cipher.encrypt(&name(id, code), plain)
}

/// The password of a row, for the ID notice inside its window (V-20); none once it is erased.
pub fn plain(cipher: &Cipher, credential: &credential::Model) -> Result<Option<String>, CipherError> {
    let (Some(text), Some(key_id)) = (&credential.encrypted, &credential.key_id) else { return Ok(None) };
    cipher.decrypt(&name(&credential.id, &credential.code), key_id, text).map(Some)
}

/// The name of a row: no other row decrypts to its password.
fn name(id: &str, code: &str) -> String {
    format!("{id}/{code}")
}
