//! `nss postcodes import`: makes the data set of the repository from a published source.

use std::fs;
use std::path::{Path, PathBuf};

use nss_core::postcode::dataset;

use super::record::Record;
use super::{PostcodeError, census, compress, normalise, source};

/// Reads, repairs, counts, packs and writes; prints each count.
pub(super) fn run(sources: &[PathBuf], out: &Path) -> Result<(), PostcodeError> {
    let mut records = source::read(sources)?;
    println!("{:>7}  records read", records.len());
    for (says, changed) in normalise::normalise(&mut records) {
        println!("{changed:>7}  {says}");
    }
    let unread = |record: &Record| PostcodeError::Source(format!("no place: {} {}", record.code, record.prefecture));
    let places = records.into_iter().map(|record| record.clone().into_place().ok_or_else(|| unread(&record)));
    let places = places.collect::<Result<Vec<_>, _>>()?;
    for (says, found) in census::take(&places)? {
        println!("{found:>7}  {says}");
    }
    let packed = compress::brotli(dataset::pack(&places).as_bytes()).map_err(PostcodeError::at(out))?;
    println!("{:>7}  bytes in {}", packed.len(), out.display());
    fs::write(out, packed).map_err(PostcodeError::at(out))
}
