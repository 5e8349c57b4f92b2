//! A copy of core in which one cell of one table says the opposite: the comparison must find it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::sides::Wasm;
use crate::place;
use crate::tools::Tools;

/// What the copy needs to be a workspace of its own.
const MEMBERS: [&str; 3] = ["core", "tests", "tests/parity"];

/// The copy's version.
const VERSION: &str = "0.0.0-altered";
/// The copy's library: another name, so that it does not stand where the true one is looked for.
const LIBRARY: &str = "nss_parity_altered";

/// The wasm build of the copy.
pub(super) fn wasm(tools: &Tools) -> Result<Wasm> {
    let copy = place::made("altered");
    for name in ["core", "tests", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"] {
        copy_all(&place::root().join(name), &copy.join(name))?;
    }
    Wasm::built_in(tools, &copy, LIBRARY)
}

/// Copies a file or a folder. Cargo goes by times: what stands there already is left.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            copy_all(&from.join(&name), &to.join(&name))?;
        }
        return Ok(());
    }
    let bytes = content(from).with_context(|| from.display().to_string())?;
    if fs::read(to).is_ok_and(|stands| stands == bytes) {
        return Ok(());
    }
    Ok(fs::write(to, bytes)?)
}

/// What a file says in the copy.
fn content(path: &Path) -> Result<Vec<u8>> {
    let text = || fs::read_to_string(path);
    let within = path.strip_prefix(place::root())?;
    Ok(if within == Path::new("Cargo.toml") {
        workspace(&text()?).into()
    } else if within == Path::new("tests/parity/Cargo.toml") {
        text()?.replace("[lib]\n", &format!("[lib]\nname = \"{LIBRARY}\"\n")).into()
    } else if within == Path::new("core/src/option_menu.rs") {
        altered(&text()?).context("no table to alter")?.into()
    } else {
        fs::read(path)?
    })
}

/// The root manifest with other members, and another version: cargo names what it builds by package and version, and
/// would take the one core for the other.
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

/// 冗長化 on a leased line of 1 to 10 Mbps: ○ becomes ×.
fn altered(source: &str) -> Option<String> {
    let table = source.find("static AVAILABLE")?;
    let row = table + source[table..].find("(Redundancy,")?;
    let cell = row + source[row..].find("O,")?;
    Some(format!("{}X{}", &source[..cell], &source[cell + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn just_one_cell_is_altered() {
        let source = fs::read_to_string(place::root().join("core/src/option_menu.rs")).unwrap();
        let altered = altered(&source).unwrap();
        let differing: Vec<_> = source.lines().zip(altered.lines()).filter(|(one, two)| one != two).collect();
        assert_eq!(differing.len(), 1);
        assert!(differing[0].0.contains("Redundancy") && source.len() == altered.len());
    }

    #[test]
    fn the_copy_has_members_and_a_version_of_its_own_and_all_else_of_the_workspace() {
        let manifest =
            "[workspace]\nmembers = [\n  \"a\",\n]\ndefault-members = [\"a\"]\nversion = \"1\"\nlto = true\n";
        let expected = format!("[workspace]\nmembers = {MEMBERS:?}\nversion = {VERSION:?}\nlto = true\n");
        assert_eq!(workspace(manifest), expected);
    }
}
