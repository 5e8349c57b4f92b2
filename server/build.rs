//! Puts the built page into the binary.
//!
//! Writes `embedded.rs` into `OUT_DIR`: one row for each file of `target/site` (or of the folder that `NSS_SITE` names), with
//! its ready-made `.br` and `.gz` beside it. A missing folder gives no rows: the server then
//! says which command builds the page.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target").join("site");
    let site = env::var_os("NSS_SITE").map_or(built, PathBuf::from);
    // cargo takes a path that does not exist for one that always changed.
    fs::create_dir_all(&site)?;
    println!("cargo::rerun-if-env-changed=NSS_SITE");
    println!("cargo::rerun-if-changed={}", site.display());
    let mut rows = String::new();
    embed(&site, "", &mut rows)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is set by cargo"))?);
    fs::write(out.join("embedded.rs"), format!("&[\n{rows}]\n"))
}

/// Adds a row for each file below `folder`, named with `prefix`, in the order of names.
fn embed(folder: &Path, prefix: &str, rows: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        // trunk keeps its stage in a hidden folder; the compressed forms go into the row of their file.
        let is_beside = matches!(path.extension().and_then(|ending| ending.to_str()), Some("br" | "gz"));
        if path.is_dir() && !name.starts_with('.') {
            embed(&path, &format!("{prefix}{name}/"), rows)?;
        } else if path.is_file() && !name.starts_with('.') && !is_beside {
            let [brotli, gzip] = ["br", "gz"].map(|ending| path.with_file_name(format!("{name}.{ending}")));
            let [brotli, gzip] = [brotli, gzip]
                .map(|beside| if beside.exists() { format!("Some({})", include(&beside)) } else { "None".to_owned() });
            let plain = include(&path);
            writeln!(rows, "Embedded {{ path: \"{prefix}{name}\", plain: {plain}, brotli: {brotli}, gzip: {gzip} }},")
                .map_err(io::Error::other)?;
        }
    }
    Ok(())
}

fn include(path: &Path) -> String {
    format!("include_bytes!(r#\"{}\"#)", path.display())
}
