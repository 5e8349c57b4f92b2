//! `nss postcodes shards`: the shards as files, for a server of static files.

use std::fs;
use std::path::Path;

use super::PostcodeError;
use super::compress::{brotli, gzip};
use super::embedded::{dataset_id, shards};

/// Writes all shards below `out` and prints what they weigh.
pub(super) fn write(out: &Path) -> Result<(), PostcodeError> {
    let folder = out.join(dataset_id());
    fs::create_dir_all(&folder).map_err(PostcodeError::at(&folder))?;
    let mut sizes = Vec::new();
    for (digits, text) in shards()?.iter().enumerate() {
        let path = folder.join(format!("{digits:03}.txt"));
        let small = brotli(text.as_bytes()).map_err(PostcodeError::at(&path))?;
        let gzip = gzip(text.as_bytes()).map_err(PostcodeError::at(&path))?;
        sizes.push(small.len());
        for (ending, bytes) in [("txt", text.as_bytes()), ("txt.br", &small), ("txt.gz", &gzip)] {
            let path = path.with_extension(ending);
            fs::write(&path, bytes).map_err(PostcodeError::at(&path))?;
        }
    }
    sizes.sort_unstable();
    println!("{}: {} shards", folder.display(), sizes.len());
    println!(
        "brotli: median {} bytes, largest {}, together {}",
        sizes[sizes.len() / 2],
        sizes.last().copied().unwrap_or_default(),
        sizes.iter().sum::<usize>()
    );
    Ok(())
}
