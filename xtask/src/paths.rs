//! Paths of the repository and of cargo.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("")
}

/// A path below the repository's `target/`. It ignores `CARGO_TARGET_DIR`, because `server/build.rs` reads the page there.
pub(crate) fn generated(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |target| root().join(target))
}

/// A program that cargo builds with `profile` ("debug", "release").
pub(crate) fn program(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(name)
}

/// Cargo's own folder: `CARGO_HOME`, else `~/.cargo`.
pub(crate) fn cargo_home() -> PathBuf {
    let at_home = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(at_home, PathBuf::from)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Words between backticks that look like a path of the repository.
    fn paths(text: &str) -> impl Iterator<Item = &str> {
        let is_file = |word: &str| [".rs", ".md", ".toml", ".css", ".html"].iter().any(|ending| word.ends_with(ending));
        let quoted = text.split('`').skip(1).step_by(2).filter(|word| !word.contains(' ') && !word.contains('<'));
        quoted.filter(move |word| (word.contains('/') && !word.starts_with('/')) || is_file(word))
    }

    #[test]
    fn every_path_that_the_architecture_names_exists() {
        let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
        // Leaves out build results and the example `thing.rs`.
        let named = paths(&text).filter(|path| !path.starts_with("target/") && !path.starts_with("thing"));
        let missing: Vec<_> = named.filter(|path| *path != "index.html" && !root().join(path).exists()).collect();
        assert_eq!(missing, Vec::<&str>::new());
        assert!(paths(&text).count() > 40, "the map names paths");
    }
}
