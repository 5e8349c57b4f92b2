//! Ready-made compressed forms of what is served, and the weight of the first load.

use std::fs;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// What the first load may weigh in bytes: HTML, JS, wasm and CSS, brotli. F116: at most 150 kB on the wire.
const BUDGET: u64 = 150_000;

/// Writes `NAME.br` (quality 11) and `NAME.gz` (level 9) beside each file below `folder`, where they are the smaller ones.
pub(crate) fn compress(folder: &Path) -> Result<()> {
    for path in files(folder)? {
        let plain = fs::read(&path)?;
        for (ending, small) in [("br", brotli(&plain)?), ("gz", gzip(&plain)?)] {
            if small.len() < plain.len() {
                fs::write(with(&path, ending), small)?;
            }
        }
    }
    Ok(())
}

/// Prints what each file of the first load weighs, and the sum; an error above the budget.
pub(crate) fn weigh(folder: &Path) -> Result<()> {
    let mut total = 0;
    for path in files(folder)? {
        let name = path.strip_prefix(folder)?.display();
        if path.extension().is_some_and(|ending| ["html", "js", "wasm", "css"].iter().any(|first| ending == *first)) {
            let wire = fs::metadata(with(&path, "br")).or_else(|_| fs::metadata(&path))?.len();
            println!("{wire:>9}  {name} ({} unpacked)", fs::metadata(&path)?.len());
            total += wire;
        }
    }
    println!("{total:>9}  bytes, brotli, in all; the budget is {BUDGET}");
    ensure!(total <= BUDGET, "the first load weighs {total} bytes, {} over the budget", total - BUDGET);
    Ok(())
}

/// All files below `folder` but the compressed forms, in the order of names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_none_or(|ending| ending != "br" && ending != "gz") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn with(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", path.display()))
}

fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut small = Vec::new();
    let mut settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 18,
        lgblock: 16,
        size_hint: plain.len(),
        ..Default::default()
    };
    // The smallest for our wasm of those tried: near matches get a code of their own, and statistics begin anew more often.
    settings.dist.num_direct_distance_codes = 13;
    brotli::BrotliCompress(&mut BufReader::new(plain), &mut small, &settings)?;
    Ok(small)
}

fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::best());
    packing.write_all(plain)?;
    packing.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_over_the_budget_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.wasm");
        fs::write(&page, vec![0; 200_000]).unwrap();
        assert!(weigh(folder.path()).is_err(), "not compressed yet");
        compress(folder.path()).unwrap();
        weigh(folder.path()).unwrap();
        assert!(fs::metadata(with(&page, "br")).unwrap().len() < 100);
    }
}
