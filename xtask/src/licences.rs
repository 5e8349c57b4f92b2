//! The notices of the libraries that the binary carries: those of the server, and those of the page inside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::tools::{self, WASM};
use crate::{command, paths};

/// Writes the notices to `target/licences.txt`, from where a build of the server takes them.
pub(crate) fn write() -> Result<()> {
    let (file, notices) = (paths::target().join("licences.txt"), collect()?);
    // A file that is touched makes cargo build the server anew.
    if fs::read_to_string(&file).is_ok_and(|written| written == notices) {
        return Ok(());
    }
    fs::write(&file, notices).with_context(|| file.display().to_string())
}

/// The packages of the binary, each with the target that it is compiled for.
const ROOTS: [(&str, &str); 2] = [("nss-server", "x86_64-unknown-linux-gnu"), ("nss-frontend", WASM)];
const HEAD: &str =
    "NSS carries the libraries below. Each text stands under the names of the libraries that it belongs to.\n";
/// Beginnings of the names of files with a licence or a notice.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// All notices, as one text.
fn collect() -> Result<String> {
    let mut libraries = BTreeMap::new();
    for (root, target) in ROOTS {
        let args = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
        let metadata = command::output(Command::new("cargo").args(args).current_dir(paths::root()))?;
        libraries.extend(linked(&serde_json::from_str(&metadata)?, root).context("cargo metadata")?);
    }
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, (licence, folder)) in &libraries {
        let owner = format!("{name} ({licence})");
        let found = notices(folder, licence)?;
        let found = if found.is_empty() { vec!["The package has no text of its licence.".to_owned()] } else { found };
        for text in found {
            texts.entry(text).or_default().insert(owner.clone());
        }
    }
    if let Ok(text) = fs::read_to_string(tools::font_licence()) {
        texts.entry(text).or_default().insert("Noto Sans JP (OFL-1.1)".to_owned());
    }
    let mut sections: Vec<_> = texts.into_iter().map(|(text, owners)| (owners, text)).collect();
    sections.sort();
    let line = "=".repeat(80);
    let sections = sections.into_iter().map(|(owners, text)| {
        let owners: Vec<_> = owners.into_iter().collect();
        format!("\n{line}\n{}\n{line}\n\n{text}\n", owners.join("\n"))
    });
    Ok(HEAD.to_owned() + &sections.collect::<String>())
}

/// Name and version, licence and folder of each library that is linked with the package `root`. Macros and what only
/// builds or tests use are left out.
fn linked(metadata: &Value, root: &str) -> Option<BTreeMap<String, (String, PathBuf)>> {
    let by_id = |list: &Value| -> Option<BTreeMap<String, Value>> {
        list.as_array()?.iter().map(|entry| Some((entry["id"].as_str()?.to_owned(), entry.clone()))).collect()
    };
    let (packages, nodes) = (by_id(&metadata["packages"])?, by_id(&metadata["resolve"]["nodes"])?);
    let mut open: Vec<&str> =
        packages.iter().filter(|(_, package)| package["name"] == root).map(|(id, _)| &**id).collect();
    let (mut seen, mut libraries) = (BTreeSet::new(), BTreeMap::new());
    while let Some(id) = open.pop() {
        let package = &packages[id];
        let is_macro = package["targets"].as_array()?.iter().any(|target| target["kind"][0] == "proc-macro");
        if is_macro || !seen.insert(id) {
            continue;
        }
        if !package["source"].is_null() {
            let name = format!("{} {}", package["name"].as_str()?, package["version"].as_str()?);
            let folder = Path::new(package["manifest_path"].as_str()?).parent()?;
            libraries.insert(name, (package["license"].as_str().unwrap_or("see text").to_owned(), folder.to_owned()));
        }
        for dependency in nodes[id]["deps"].as_array()? {
            if dependency["dep_kinds"].as_array()?.iter().any(|kind| kind["kind"].is_null()) {
                open.push(dependency["pkg"].as_str()?);
            }
        }
    }
    Some(libraries)
}

/// The texts in a package's folder. Of a choice of licences that has MIT, only MIT's: it names the holders.
fn notices(folder: &Path, licence: &str) -> Result<Vec<String>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.retain(|file| {
        let name = file.file_name().to_string_lossy().to_uppercase();
        file.path().is_file() && NAMES.iter().any(|beginning| name.starts_with(beginning))
    });
    files.sort_by_key(fs::DirEntry::file_name);
    let is_choice = !licence.contains("AND") && (licence.contains("OR") || licence.contains('/'));
    let is_mit = |file: &fs::DirEntry| file.file_name().to_string_lossy().to_uppercase().contains("MIT");
    if is_choice && licence.contains("MIT") && files.iter().any(is_mit) {
        files.retain(is_mit);
    }
    let text = |file: fs::DirEntry| -> Result<String> {
        let text = String::from_utf8_lossy(&fs::read(file.path())?).replace('\r', "");
        Ok(text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned())
    };
    files.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::collect;

    #[test]
    fn the_notices_name_what_the_binary_links_and_nothing_else() {
        let notices = collect().unwrap();
        let names = |library: &str| notices.lines().any(|line| line.starts_with(&format!("{library} ")));
        for linked in ["axum", "tokio", "sea-orm", "lettre", "leptos", "web-sys", "serde"] {
            assert!(names(linked), "{linked} is missing");
        }
        for other in ["proptest", "thirtyfour", "serde_derive", "nss-core"] {
            assert!(!names(other), "{other} is no library of the binary");
        }
        assert!(notices.contains("Permission is hereby granted, free of charge"));
    }
}
