//! Encryption of PDF (ISO 32000-2, 7.6): a document that only an owner's password protects opens with the empty one, and
//! its object streams are decrypted, because actions may stand in them.

mod key;

use cbc::cipher::{BlockModeDecrypt, KeyInit, KeyIvInit, StreamCipher, block_padding::NoPadding};
use md5::{Digest, Md5};
use memchr::memmem;
use rc4::Rc4;

use super::{
    dictionary::{Dictionary, name},
    objects, value,
};

/// How streams are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    /// Not at all.
    Identity,
    Rc4,
    /// AES with a key of 128 bits for each object.
    AesV2,
    /// AES with the key of 256 bits of the document.
    AesV3,
}

/// The encryption of a document that opens with the empty password.
#[derive(Debug)]
pub(super) struct Encryption {
    key: Vec<u8>,
    method: Method,
}

impl Encryption {
    /// Reads it; none if the document does not open with the empty password, or in no known way.
    pub(super) fn read(file: &[u8], trailer: &Dictionary) -> Option<Self> {
        let written = trailer.value(b"Encrypt")?;
        let dictionary = if written.starts_with(b"<<") {
            Dictionary::read(written)?
        } else {
            let wanted = value::reference(written)?;
            // Updates repeat it at most.
            let place = objects(file).filter(|place| value::number_before(&file[..*place]) == Some(wanted)).last()?;
            Dictionary::read(super::skip_blank(&file[place + 3..]))?
        };
        if name_of(&dictionary, b"Filter")? != b"Standard" {
            return None;
        }
        let method = method(&dictionary)?;
        let id = trailer.value(b"ID").and_then(|list| value::string(super::skip_blank(list.strip_prefix(b"[")?)));
        Some(Self { key: key::of_empty_password(&dictionary, &id.unwrap_or_default())?, method })
    }

    /// The content of an object stream, decrypted; `before` ends before the word `obj`, `stream` is what follows the
    /// word `stream`. None if it cannot be told.
    pub(super) fn open(&self, before: &[u8], object: &Dictionary, stream: &[u8]) -> Option<Vec<u8>> {
        let is_own = object.names.iter().any(|name| name == b"Crypt");
        let stream = [&b"\r\n"[..], b"\n", b"\r"].iter().find_map(|end| stream.strip_prefix(*end)).unwrap_or(stream);
        let length = if object.has(b"Filter") {
            // Packed bytes have an end of their own, and one that is cut is noticed.
            memmem::find(stream, b"endstream")?
        } else {
            usize::try_from(value::integer(object.value(b"Length")?)?).ok()?
        };
        if is_own {
            return None;
        }
        self.decrypt(value::number_before(before)?, stream.get(..length)?)
    }

    fn decrypt(&self, object: (i64, i64), bytes: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = bytes.to_vec();
        let key = self.object_key(object);
        match self.method {
            Method::Identity => {}
            Method::Rc4 => Rc4::new_from_slice(&key).ok()?.apply_keystream(&mut bytes),
            Method::AesV2 => return decrypt_aes::<cbc::Decryptor<aes::Aes128>>(&key, bytes),
            Method::AesV3 => return decrypt_aes::<cbc::Decryptor<aes::Aes256>>(&key, bytes),
        }
        Some(bytes)
    }

    /// The key of one object (7.6.3.2, algorithm 1).
    fn object_key(&self, (number, generation): (i64, i64)) -> Vec<u8> {
        if self.method == Method::AesV3 {
            return self.key.clone();
        }
        let mut hash = Md5::new_with_prefix(&self.key);
        hash.update(&number.to_le_bytes()[..3]);
        hash.update(&generation.to_le_bytes()[..2]);
        if self.method == Method::AesV2 {
            hash.update(b"sAlT");
        }
        hash.finalize()[..(self.key.len() + 5).min(16)].to_vec()
    }
}

/// Decrypts whole blocks behind an initialization vector; a line end may follow them.
fn decrypt_aes<D: KeyIvInit + BlockModeDecrypt>(key: &[u8], mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    bytes.truncate(bytes.len() / 16 * 16);
    let (vector, blocks) = bytes.split_at_mut_checked(16)?;
    let plain = D::new_from_slices(key, vector).ok()?.decrypt_padded::<NoPadding>(blocks).ok()?;
    Some(plain.to_vec())
}

fn name_of(dictionary: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    Some(name(dictionary.value(key)?.strip_prefix(b"/")?).0)
}

/// The method of streams: by the version, or by the crypt filter that it names (7.6.6).
fn method(dictionary: &Dictionary) -> Option<Method> {
    match value::integer(dictionary.value(b"V")?)? {
        1 | 2 => Some(Method::Rc4),
        4 | 5 => {
            let filter = name_of(dictionary, b"StmF").unwrap_or(b"Identity".to_vec());
            if filter == b"Identity" {
                return Some(Method::Identity);
            }
            let filters = Dictionary::read(dictionary.value(b"CF")?)?;
            let filter = Dictionary::read(filters.value(&filter)?)?;
            match &*name_of(&filter, b"CFM")? {
                b"None" => Some(Method::Identity),
                b"V2" => Some(Method::Rc4),
                b"AESV2" => Some(Method::AesV2),
                b"AESV3" => Some(Method::AesV3),
                _ => None,
            }
        }
        _ => None,
    }
}
