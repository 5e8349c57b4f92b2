//! The key of a document that opens with the empty password (ISO 32000-2, 7.6.4): standard security handler, revisions
//! 2 to 6.

use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit, StreamCipher, block_padding::NoPadding};
use md5::{Digest, Md5};
use rc4::Rc4;
use sha2::{Sha256, Sha384, Sha512};

use super::super::{dictionary::Dictionary, value};

/// The padding of the empty password (algorithm 2).
const PADDING: [u8; 32] = *b"\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a";

/// The key, if the empty password is the user's.
pub(super) fn of_empty_password(dictionary: &Dictionary, id: &[u8]) -> Option<Vec<u8>> {
    let integer = |key: &[u8]| value::integer(dictionary.value(key)?);
    let string = |key: &[u8]| value::string(dictionary.value(key)?);
    let (revision, user) = (integer(b"R")?, string(b"U")?);
    match revision {
        2..=4 => {
            let bits = if integer(b"V")? == 1 { 40 } else { integer(b"Length").unwrap_or(40) };
            // Some writers count bytes.
            let bytes = if bits < 40 { bits } else { bits / 8 };
            let length = match (revision, integer(b"V")?) {
                (2, _) => 5,
                (_, 4) => 16,
                _ => usize::try_from(bytes).ok().filter(|bytes| (5..=16).contains(bytes))?,
            };
            // 32 bits, which some writers take as unsigned.
            let permissions = &integer(b"P")?.to_le_bytes()[..4];
            let is_plain = dictionary.value(b"EncryptMetadata").is_some_and(|value| value.starts_with(b"false"));
            let key = file_key(revision, length, string(b"O")?.get(..32)?, permissions, id, is_plain);
            is_users(revision, &key, &user, id)?.then_some(key)
        }
        5 | 6 => {
            let (hash, salts) = user.get(..48)?.split_at(32);
            let (validation, key_salt) = salts.split_at(8);
            if password_hash(revision, validation)? != hash {
                return None;
            }
            let mut key = string(b"UE")?.get(..32)?.to_vec();
            let decryptor =
                cbc::Decryptor::<aes::Aes256>::new_from_slices(&password_hash(revision, key_salt)?, &[0; 16]).ok()?;
            decryptor.decrypt_padded::<NoPadding>(&mut key).ok()?;
            Some(key)
        }
        _ => None,
    }
}

/// Algorithm 2.
fn file_key(revision: i64, length: usize, owner: &[u8], permissions: &[u8], id: &[u8], is_plain: bool) -> Vec<u8> {
    let mut hash = Md5::new_with_prefix(PADDING);
    hash.update(owner);
    hash.update(permissions);
    hash.update(id);
    if revision == 4 && is_plain {
        hash.update([0xff; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision > 2 {
        for _ in 0..50 {
            key = Md5::digest(&key[..length]).to_vec();
        }
    }
    key.truncate(length);
    key
}

/// Whether the key is that of the user's password (algorithms 4, 5 and 6).
fn is_users(revision: i64, key: &[u8], user: &[u8], id: &[u8]) -> Option<bool> {
    if revision == 2 {
        let mut expected = PADDING;
        Rc4::new_from_slice(key).ok()?.apply_keystream(&mut expected);
        return Some(user.get(..32)? == expected);
    }
    let mut hash = Md5::new_with_prefix(PADDING);
    hash.update(id);
    let mut expected = hash.finalize().to_vec();
    for round in 0..20 {
        let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        Rc4::new_from_slice(&key).ok()?.apply_keystream(&mut expected);
    }
    Some(user.get(..16)? == expected)
}

/// The hash of the empty password with a salt (algorithm 2.B; one round of it in revision 5).
fn password_hash(revision: i64, salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    let (mut round, mut last) = (0_usize, 0);
    while revision > 5 && (round < 64 || usize::from(last) + 32 > round) {
        let mut text = key.repeat(64);
        let length = text.len();
        let encryptor = cbc::Encryptor::<aes::Aes128>::new_from_slices(&key[..16], &key[16..32]).ok()?;
        let coded = encryptor.encrypt_padded::<NoPadding>(&mut text, length).ok()?;
        last = *coded.last()?;
        // The first 16 bytes as a number, modulo 3: 256 is 1 modulo 3.
        key = match coded[..16].iter().map(|byte| u32::from(*byte)).sum::<u32>() % 3 {
            0 => Sha256::digest(coded).to_vec(),
            1 => Sha384::digest(coded).to_vec(),
            _ => Sha512::digest(coded).to_vec(),
        };
        round += 1;
    }
    key.truncate(32);
    Some(key)
}
