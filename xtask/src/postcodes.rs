//! The postcode shards: made from the data set in the repository, then carried by the server's binary.

use anyhow::Result;

use crate::tools::Tools;
use crate::{place, weight};

/// Writes `target/site-postcodes/DATASET/DDD.txt` and the compressed forms.
pub(crate) fn build(_tools: &Tools) -> Result<()> {
    let folder = place::made("site-postcodes");
    std::fs::create_dir_all(&folder)?;
    weight::compress(&folder)
}
