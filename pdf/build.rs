//! Takes the font that `cargo xtask` puts under `target/font`. Without it the crate compiles and makes no PDF.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let variable = |name| env::var_os(name).ok_or_else(|| io::Error::other(format!("cargo sets {name}")));
    let own = variable("CARGO_MANIFEST_DIR")?;
    let font = Path::new(&own).with_file_name("target").join("font/NotoSansJP-Regular.ttf");
    println!("cargo::rerun-if-changed={}", font.display());
    // cargo takes a path that does not exist for one that always changed.
    if !font.exists() {
        fs::create_dir_all(font.with_file_name(""))?;
        fs::write(&font, [])?;
    }
    fs::copy(font, Path::new(&variable("OUT_DIR")?).join("font.ttf")).map(|_| ())
}
