//! Makes the wasm, its JavaScript and the stylesheet smaller, and gives them the names and integrity hashes of what they then are.

mod order;
mod unused;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha384};

use crate::command;
use crate::tools::Tools;

/// What is asked of `wasm-opt` first. rustc puts the stack first, so that nothing stands in the lowest kilobyte.
const SMALLER: &[&str] = &["-Os", "--converge", "--low-memory-unused"];
/// Then like functions are put beside each other. The names that wasm and JavaScript have for each other hold hashes, which do
/// not compress: short ones save three kilobytes.
const IN_ORDER: &[&str] = &[
    "--reorder-functions-by-name",
    "--minify-imports-and-exports-and-modules",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Shrinks what trunk built in `folder`.
pub(crate) fn shrink(tools: &Tools, folder: &Path) -> Result<()> {
    let file = |ending| Built::in_folder(folder, ending);
    let (html, js, wasm, css) = (the_one(folder, "html")?, file("js")?, file("wasm")?, file("css")?);

    let wasm_opt = |what: &[&str]| {
        let mut wasm_opt = tools.command("wasm-opt");
        command::printed(wasm_opt.args(what).arg(&wasm.path).arg("-o").arg(&wasm.path))
    };
    wasm_opt(SMALLER)?;
    fs::write(&wasm.path, order::named_in_order(&fs::read(&wasm.path)?)?)?;
    let names = wasm_opt(IN_ORDER)?;
    fs::write(&js.path, renamed(&fs::read_to_string(&js.path)?, &names))?;
    let mut esbuild = tools.command("esbuild");
    esbuild.args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"]).arg(&js.path);
    command::must(esbuild.arg(format!("--outfile={}", js.path.display())), 1)?;
    let code = [fs::read(&wasm.path)?, fs::read(&js.path)?, fs::read(&html)?].concat();
    let is_written = |class: &str| code.windows(class.len()).any(|bytes| bytes == class.as_bytes());
    fs::write(&css.path, unused::without_unused(&fs::read_to_string(&css.path)?, &is_written))?;

    let mut page = fs::read_to_string(&html)?;
    for together in [vec![js, wasm], vec![css]] {
        rename(&together, &mut page)?;
    }
    Ok(fs::write(html, page)?)
}

/// A file that trunk built, and that the page names.
struct Built {
    path: PathBuf,
    /// What it was at first.
    integrity: String,
}

impl Built {
    /// The only file in `folder` with this ending.
    fn in_folder(folder: &Path, ending: &str) -> Result<Self> {
        let path = the_one(folder, ending)?;
        Ok(Self { integrity: integrity(&fs::read(&path)?), path })
    }
}

/// trunk's name says what it was; what is kept for a year is named by what it is. These files name each other: they share a hash.
fn rename(files: &[Built], page: &mut String) -> Result<()> {
    let mut content = Sha384::new();
    for file in files {
        content.update(fs::read(&file.path)?);
    }
    let new = format!("{:016x}", u64::from_be_bytes(*content.finalize().first_chunk().context("48 bytes")?));
    for Built { path, integrity: before } in files {
        let old = &name_hash(path)?;
        if let Ok(text) = fs::read_to_string(path) {
            fs::write(path, text.replace(old, &new))?;
        }
        let name = path.file_name().and_then(|name| name.to_str()).context("trunk's names are ASCII")?;
        *page = page.replace(before, &integrity(&fs::read(path)?)).replace(name, &name.replace(old, &new));
        fs::rename(path, path.with_file_name(name.replace(old, &new)))?;
    }
    Ok(())
}

/// The JavaScript with the short names. `names` is what `wasm-opt` prints: `["module", "import", "short"],` and
/// `["export", "short"],`.
fn renamed(js: &str, names: &str) -> String {
    let mut pairs = Vec::new();
    for line in names.lines() {
        let words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        match words[..] {
            // wasm-opt calls every module so.
            [module, import, short] => {
                pairs.push((format!("\"{module}\":"), "\"a\":".to_owned()));
                pairs.push((format!("{import}: "), format!("{short}: ")));
            }
            [export, short] => pairs.push((format!("wasm.{export}"), format!("wasm.{short}"))),
            _ => {}
        }
    }
    // A name may begin like another one.
    pairs.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    pairs.iter().fold(js.to_owned(), |js, (long, short)| js.replace(long, short))
}

/// The only file in `folder` with this ending.
fn the_one(folder: &Path, ending: &str) -> Result<PathBuf> {
    let mut found = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    found
        .find(|path| path.extension().is_some_and(|is| is == ending))
        .with_context(|| format!("trunk built no .{ending}"))
}

/// The hash in `nss-frontend-HASH.js` and `nss-frontend-HASH_bg.wasm`.
fn name_hash(path: &Path) -> Result<String> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).context("trunk's names are ASCII")?;
    let hash = stem.rsplit_once('-').context("trunk names files by their hash")?.1;
    Ok(hash.trim_end_matches("_bg").to_owned())
}

/// What the attribute `integrity` says of a file.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_calls_the_other_by_the_short_names() {
        let names = r#"{
            "imports": [
              ["./page.js", "__wbg_new", "a"],
              ["./page.js", "__wbg_new_0", "b"]
            ],
            "exports": [
              ["memory", "c"]
            ]
        }"#;
        let js = r#"return { "./page.js": import0 }; __wbg_new: f, __wbg_new_0: g, wasm.memory.buffer; "memory""#;
        let short = r#"return { "a": import0 }; a: f, b: g, wasm.c.buffer; "memory""#;
        assert_eq!(renamed(js, names), short);
    }
}
