//! A copy of core in which one cell of one table says the opposite: the comparison must find it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::sides::Wasm;
use crate::place;
use crate::tools::Tools;

/// What the copy needs to be a workspace of its own.
const MEMBERS: [&str; 3] = ["core", "tests", "tests/parity"];

/// The wasm build of the copy.
pub(super) fn wasm(tools: &Tools) -> Result<Wasm> {
    let copy = place::made("altered");
    for folder in ["core", "tests"] {
        copy_folder(&place::root().join(folder), &copy.join(folder))?;
    }
    copy_file(&place::root().join("Cargo.lock"), &copy.join("Cargo.lock"))?;
    copy_file(&place::root().join("rust-toolchain.toml"), &copy.join("rust-toolchain.toml"))?;
    write(&copy.join("Cargo.toml"), &workspace(&read(&place::root().join("Cargo.toml"))?))?;
    let table = copy.join("core/src/option_menu.rs");
    write(&table, &altered(&read(&table)?).context("no table of option_menu.rs to alter")?)?;
    Wasm::built_in(tools, &copy, "altered")
}

/// The root manifest with other members.
fn workspace(manifest: &str) -> String {
    let mut text = String::new();
    let mut is_left_out = false;
    for line in manifest.lines() {
        let begins = line.starts_with("members") || line.starts_with("default-members");
        if line.starts_with("members") {
            text.push_str(&format!("members = {MEMBERS:?}\n"));
        }
        is_left_out |= begins;
        if !is_left_out {
            text.push_str(line);
            text.push('\n');
        }
        is_left_out &= !line.trim_end().ends_with(']');
    }
    text
}

/// 冗長化 on a leased line of 1 to 10 Mbps: ○ becomes ×.
fn altered(source: &str) -> Option<String> {
    let table = source.find("static AVAILABLE")?;
    let row = table + source[table..].find("(Redundancy,")?;
    let cell = row + source[row..].find("O,")?;
    Some(format!("{}X{}", &source[..cell], &source[cell + 1..]))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let path = entry?.path();
        let beside = to.join(path.strip_prefix(from)?);
        if path.is_dir() { copy_folder(&path, &beside)? } else { copy_file(&path, &beside)? }
    }
    Ok(())
}

/// The altered table is written over at each run, and cargo goes by times: so only what differs is copied.
fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| from.display().to_string())?;
    if fs::read(to).is_ok_and(|stands| stands == bytes) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().context("a file stands in a folder")?)?;
    Ok(fs::write(to, bytes)?)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|stands| stands == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn just_one_cell_is_altered() {
        let source = read(&place::root().join("core/src/option_menu.rs")).unwrap();
        let altered = altered(&source).unwrap();
        let differing: Vec<_> = source.lines().zip(altered.lines()).filter(|(one, two)| one != two).collect();
        assert_eq!(differing.len(), 1);
        assert!(differing[0].0.contains("Redundancy") && source.len() == altered.len());
    }

    #[test]
    fn the_copy_has_members_of_its_own_and_all_else_of_the_workspace() {
        let text = workspace("[workspace]\nmembers = [\n  \"a\",\n]\ndefault-members = [\"a\"]\n[profile.web]\nlto = true\n");
        assert_eq!(text, format!("[workspace]\nmembers = {MEMBERS:?}\n[profile.web]\nlto = true\n"));
    }
}
