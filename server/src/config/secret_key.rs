//! `NSS_SECRET_KEY_FILE`: the key of the operator.

use std::{
    collections::BTreeSet,
    fmt, fs,
    io::{self, Read},
    ops::Deref,
    path::Path,
};

use sha2::{Digest, Sha256};

/// Least bytes of the file.
const MIN_BYTES: usize = 32;
/// Most bytes of the file.
const MAX_BYTES: u64 = 64 << 10;
/// Least different bytes among them: 32 random bytes have about 30, and their hexadecimal digits 16.
const MIN_DIFFERENT: usize = 8;

/// The key, which no text of this program contains.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecretKey(pub [u8; 32]);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl Deref for SecretKey {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The hash of the file. In development it is a constant without a file, and protects nothing.
pub(super) fn read(path: Option<&Path>, production: bool) -> Result<SecretKey, String> {
    let bytes = match path {
        Some(path) => bytes("NSS_SECRET_KEY_FILE", path)?,
        None if production => {
            return Err("NSS_SECRET_KEY_FILE must name a file with at least 32 random bytes".to_owned());
        }
        None => b"development, where nothing is secret".to_vec(),
    };
    if bytes.iter().collect::<BTreeSet<_>>().len() < MIN_DIFFERENT {
        return Err("NSS_SECRET_KEY_FILE must hold random bytes; these repeat themselves".to_owned());
    }
    Ok(SecretKey(Sha256::digest(&bytes).into()))
}

/// The hash of a file that held the key before. A weak one is read too, since it is on its way out.
pub(super) fn read_previous(path: &Path) -> Result<SecretKey, String> {
    Ok(SecretKey(Sha256::digest(bytes("NSS_PREVIOUS_SECRET_KEY_FILES", path)?).into()))
}

/// The bytes of a key; `setting` names it in an error. A device or a pipe is not opened: it may have no end.
fn bytes(setting: &str, path: &Path) -> Result<Vec<u8>, String> {
    let refused = |why: &str| Err(format!("{setting} {} {why}", path.display()));
    let read = || -> io::Result<Option<Vec<u8>>> {
        if !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    };
    match read() {
        Err(error) => Err(format!("{setting} {}: {error}", path.display())),
        Ok(None) => refused("must be a regular file"),
        Ok(Some(bytes)) if bytes.len() < MIN_BYTES => refused("must hold at least 32 bytes"),
        Ok(Some(bytes)) if bytes.len() as u64 > MAX_BYTES => refused("must hold at most 64 KiB"),
        Ok(Some(bytes)) => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::read;

    #[test]
    fn a_key_is_random_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let of = |bytes: &[u8]| {
            fs::write(&file, bytes).unwrap();
            read(Some(&file), true)
        };
        let random: [u8; 32] = crate::store::random().unwrap();
        let key = of(&random).unwrap();
        assert!(of(crate::store::hex(&random).as_bytes()).is_ok());
        assert!(!format!("{key:?}").contains(&key.0[0].to_string()));
        for bad in [&[0; 32][..], &[0; 4096], &[7; 32], b"changeme".repeat(8).as_slice(), &random[..31], b""] {
            assert!(of(bad).unwrap_err().starts_with("NSS_SECRET_KEY_FILE "), "{bad:?}");
        }
        assert!(read(None, true).is_err() && read(Some(Path::new("there/is/none")), false).is_err());
    }
    #[test]
    fn a_key_is_a_regular_file_of_at_most_64_kib() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let random: [u8; 64] = crate::store::random().unwrap();
        fs::write(&file, random.repeat(1024)).unwrap();
        assert!(read(Some(&file), true).is_ok());
        fs::write(&file, random.repeat(1025)).unwrap();
        for bad in [&file, folder.path(), Path::new("/dev/urandom")] {
            let refused = read(Some(bad), true).unwrap_err();
            assert!(refused.starts_with("NSS_SECRET_KEY_FILE "), "{refused}");
        }
    }
}
