//! Writes the compressed forms of the pages' files and checks the size of a first load.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The kinds of files that the browser loads before the page can be used.
const KINDS: [&str; 4] = ["html", "js", "wasm", "css"];

/// Writes `NAME.br` (quality 11) and `NAME.gz` (level 9) beside each file below `folder`, unless they would be larger than it.
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

/// Prints the files of the first load of the page in `folder`, the largest first, and the sum of each kind: HTML, JS, wasm and
/// CSS, compressed with brotli. Fails above `budget` bytes.
pub(crate) fn check(folder: &Path, budget: u64) -> Result<()> {
    let mut sizes = Vec::new();
    let mut kinds = BTreeMap::<&str, u64>::new();
    for path in files(folder)? {
        // The first load of `/` brings entrance.html, which holds all of index.html.
        if path.ends_with("index.html") && path.with_file_name("entrance.html").exists() {
            continue;
        }
        let Some(kind) = KINDS.into_iter().find(|kind| path.extension().is_some_and(|ending| ending == *kind)) else {
            continue;
        };
        let wire = fs::metadata(with(&path, "br")).or_else(|_| fs::metadata(&path))?.len();
        *kinds.entry(kind).or_default() += wire;
        sizes.push((wire, path));
    }
    sizes.sort_by(|one, two| two.cmp(one));
    let page = folder.file_name().unwrap_or_default().display();
    println!("{:>9}  the first load of the {page} page in bytes, brotli; the largest file first", "");
    for (wire, path) in &sizes {
        println!("{wire:>9}  {} ({} unpacked)", path.strip_prefix(folder)?.display(), fs::metadata(path)?.len());
    }
    let total: u64 = kinds.values().sum();
    let parts: Vec<_> = kinds.iter().map(|(kind, wire)| format!("{kind} {wire}")).collect();
    println!("{total:>9}  in all ({}); the budget is {budget}", parts.join(", "));
    ensure!(total <= budget, "the first load is {total} bytes, {} over the budget", total - budget);
    Ok(())
}

/// All files below `folder` without the compressed forms, sorted by name.
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
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, size_hint: plain.len(), ..Default::default() };
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
        fs::write(&page, vec![0; 400_000]).unwrap();
        assert!(check(folder.path(), 375_000).is_err(), "not compressed yet");
        compress(folder.path()).unwrap();
        check(folder.path(), 375_000).unwrap();
        assert!(fs::metadata(with(&page, "br")).unwrap().len() < 100);
    }
}
