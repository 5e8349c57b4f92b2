//! Takes the font that `cargo xtask` puts under `target/font`. Without it the crate compiles and makes no PDF.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let font = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target").join("font/NotoSansJP-Regular.ttf");
    println!("cargo::rerun-if-changed={}", font.display());
    // cargo takes a path that does not exist for one that always changed.
    if !font.exists() {
        fs::create_dir_all(font.with_file_name(""))?;
        fs::write(&font, [])?;
    }
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is set by cargo"))?;
    fs::copy(font, Path::new(&out).join("font.ttf")).map(|_| ())
}
