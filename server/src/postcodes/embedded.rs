//! The data set that the binary carries, and its shards.

use std::fmt::Write as _;
use std::sync::LazyLock;

use nss_core::postcode::dataset;
use sha2::{Digest, Sha256};

use super::PostcodeError;
use super::compress::unbrotli;

/// Compressed: 7 MB of shards in a sixth of that.
static PACKED: &[u8] = include_bytes!("../../../core/data/postcodes.txt.br");

/// The shards, unpacked at the first request: a tenth of a second, 7 MB.
static SHARDS: LazyLock<Option<Vec<String>>> =
    LazyLock::new(|| dataset::shards(&unbrotli(PACKED).ok()?).filter(|shards| shards.len() == 1000));

static ID: LazyLock<String> = LazyLock::new(|| {
    let mut id = dataset::FORM.to_string() + "-";
    for byte in &Sha256::digest(PACKED)[..6] {
        // Writing into a string cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
});

/// The name of the data set: it changes with the data and with the form of the shards, because browsers keep a shard
/// for a year. Part of the URL, `/postcodes/{dataset}/100.txt`.
pub fn dataset_id() -> &'static str {
    &ID
}

/// Unpacks the shards now, so that the first lookup does not wait for it.
pub fn prepare() {
    LazyLock::force(&SHARDS);
}

/// The texts of the shards `000` … `999`.
pub(crate) fn shards() -> Result<&'static [String], PostcodeError> {
    SHARDS.as_deref().ok_or(PostcodeError::Dataset)
}
