//! Puts the built page and the notices of the libraries into the binary.
//!
//! Writes `embedded.rs` into `OUT_DIR`: one row for each file of `target/site` (or of the folder that `NSS_SITE`
//! names), with its ready-made `.br` and `.gz` beside it. No page gives no rows: the server then says which command
//! builds it.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let target = target()?;
    let built = target.join("site");
    let site = env::var_os("NSS_SITE").map_or(built, PathBuf::from);
    // cargo takes a path that does not exist for one that always changed.
    fs::create_dir_all(&site)?;
    println!("cargo::rerun-if-env-changed=NSS_SITE");
    println!("cargo::rerun-if-changed={}", site.display());
    let out = PathBuf::from(variable("OUT_DIR")?);
    // A copy: the page may be built anew while the server compiles.
    let copy = out.join("site");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    fs::write(out.join("licences.txt"), notices(&target)?)?;
    let mut rows = String::new();
    embed(&site, &copy, "", &mut rows)?;
    fs::write(out.join("embedded.rs"), format!("&[\n{rows}]\n"))
}

/// The folder of what is built, beside this package: asked for at run time, so that a folder that was moved finds its own.
fn target() -> io::Result<PathBuf> {
    variable("CARGO_MANIFEST_DIR").map(|own| Path::new(&own).with_file_name("target"))
}

fn variable(name: &str) -> io::Result<OsString> {
    env::var_os(name).ok_or_else(|| io::Error::other(format!("cargo sets {name}")))
}

/// The notices of the libraries, which `cargo xtask build` writes into `target`.
fn notices(target: &Path) -> io::Result<String> {
    let written = target.join("licences.txt");
    println!("cargo::rerun-if-changed={}", written.display());
    if !written.exists() {
        fs::write(&written, "This binary was not built by `cargo xtask build`, which collects the notices.\n")?;
    }
    fs::read_to_string(written)
}

/// Copies each file below `folder`, and adds a row for it, named with `prefix`; in the order of names.
fn embed(folder: &Path, copy: &Path, prefix: &str, rows: &mut String) -> io::Result<()> {
    fs::create_dir_all(copy)?;
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        // The compressed forms go into the row of their file.
        let is_beside = matches!(path.extension().and_then(|ending| ending.to_str()), Some("br" | "gz"));
        if path.is_dir() {
            embed(&path, &copy.join(&name), &format!("{prefix}{name}/"), rows)?;
        } else if !is_beside {
            let plain = include(&path, copy)?;
            let brotli = include_beside(&path, "br", copy)?;
            let gzip = include_beside(&path, "gz", copy)?;
            writeln!(rows, "Embedded {{ path: \"{prefix}{name}\", plain: {plain}, brotli: {brotli}, gzip: {gzip} }},")
                .map_err(io::Error::other)?;
        }
    }
    Ok(())
}

/// Copies the file into the folder, and says how the copy is included.
fn include(path: &Path, copy: &Path) -> io::Result<String> {
    let copied = copy.join(path.file_name().unwrap_or_default());
    fs::copy(path, &copied)?;
    Ok(format!("include_bytes!(r#\"{}\"#)", copied.display()))
}

/// The same of its compressed form, if there is one.
fn include_beside(path: &Path, ending: &str, copy: &Path) -> io::Result<String> {
    let beside = PathBuf::from(format!("{}.{ending}", path.display()));
    if beside.exists() { Ok(format!("Some({})", include(&beside, copy)?)) } else { Ok("None".to_owned()) }
}
