//! Mutation test of `cargo xtask parity`: writes a copy of core in which one cell of one table is inverted. The comparison of
//! the native build with the copy's wasm build must report differences.
//!
//! `mutant FOLDER` writes the copy, a cargo workspace of its own.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;

/// The packages that the copy is built from.
const MEMBERS: [&str; 3] = ["core", "tests", "tests/parity"];
/// The files and folders that are copied.
const COPIED: [&str; 5] = ["core", "tests", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];
/// The copy's version: cargo identifies build results by package and version, and would mix up the two cores.
const VERSION: &str = "0.0.0-altered";
/// The copy's library. It has another name, because both builds write into the same target folder.
const LIBRARY: &str = "nss_parity_altered";

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).ok_or_else(|| Error::other("mutant FOLDER"))?;
    for name in COPIED {
        copy_all(&root().join(name), &Path::new(&folder).join(name))?;
    }
    Ok(())
}

/// The root of the repository.
fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package)
}

/// Copies a file or a folder. Equal files keep their modification times, so that cargo does not build them again.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            copy_all(&from.join(&name), &to.join(&name))?;
        }
        return Ok(());
    }
    let bytes = content(from)?;
    if fs::read(to).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    fs::write(to, bytes)
}

/// The copy's content of a file.
fn content(path: &Path) -> Result<Vec<u8>> {
    let text = || fs::read_to_string(path);
    let within = path.strip_prefix(root()).map_err(Error::other)?;
    Ok(if within == Path::new("Cargo.toml") {
        workspace(&text()?).into()
    } else if within == Path::new("tests/parity/Cargo.toml") {
        text()?.replace("[lib]\n", &format!("[lib]\nname = \"{LIBRARY}\"\n")).into()
    } else if within == Path::new("core/src/option_menu.rs") {
        mutated(&text()?).ok_or_else(|| Error::other("option_menu.rs has no table to mutate"))?.into()
    } else {
        fs::read(path)?
    })
}

/// The root manifest with the copy's members and version.
fn workspace(manifest: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_left_out = false;
    for line in manifest.lines() {
        match line.split(' ').next() {
            Some("members") => lines.push(format!("members = {MEMBERS:?}")),
            Some("version") => lines.push(format!("version = {VERSION:?}")),
            _ => {}
        }
        is_left_out |= ["members", "default-members", "version"].iter().any(|key| line.starts_with(key));
        if !is_left_out {
            lines.push(line.to_owned());
        }
        is_left_out &= !line.ends_with([']', '"']);
    }
    lines.join("\n") + "\n"
}

/// Inverts 冗長化 on a leased line of 1 to 10 Mbps: ○ becomes ×.
fn mutated(source: &str) -> Option<String> {
    let table = source.find("static AVAILABLE")?;
    let row = table + source[table..].find("(Redundancy,")?;
    let cell = row + source[row..].find("O,")?;
    Some(format!("{}X{}", &source[..cell], &source[cell + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_cell_is_mutated() {
        let source = fs::read_to_string(root().join("core/src/option_menu.rs")).unwrap();
        let mutated = mutated(&source).unwrap();
        let differing: Vec<_> = source.lines().zip(mutated.lines()).filter(|(one, two)| one != two).collect();
        assert_eq!(differing.len(), 1);
        assert!(differing[0].0.contains("Redundancy") && source.len() == mutated.len());
    }

    #[test]
    fn the_copy_has_members_and_a_version_of_its_own_and_all_else_of_the_workspace() {
        let manifest =
            "[workspace]\nmembers = [\n  \"a\",\n]\ndefault-members = [\"a\"]\nversion = \"1\"\nlto = true\n";
        let expected = format!("[workspace]\nmembers = {MEMBERS:?}\nversion = {VERSION:?}\nlto = true\n");
        assert_eq!(workspace(manifest), expected);
    }
}
