//! The files of the pages: embedded in the binary, or read from a folder in development.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// One file of the page, plain and compressed at build time.
pub(crate) struct File {
    pub(crate) plain: Cow<'static, [u8]>,
    pub(crate) brotli: Option<Cow<'static, [u8]>>,
    pub(crate) gzip: Option<Cow<'static, [u8]>>,
}

/// A row of the table that `build.rs` writes.
struct Embedded {
    path: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static EMBEDDED: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// All files of the pages.
pub(super) struct Files {
    folder: Option<PathBuf>,
}

impl Files {
    /// Files of `folder`, or those in the binary.
    pub(super) fn new(folder: Option<PathBuf>) -> Files {
        Files { folder }
    }

    /// The file of that name (`applicant/nss-1f….css`), if there is one.
    pub(super) fn find(&self, name: &str) -> Option<File> {
        match &self.folder {
            Some(folder) => in_folder(folder, name),
            None => in_binary(name),
        }
    }
}

fn in_binary(name: &str) -> Option<File> {
    EMBEDDED.iter().find(|file| file.path == name).map(|file| File {
        plain: Cow::Borrowed(file.plain),
        brotli: file.brotli.map(Cow::Borrowed),
        gzip: file.gzip.map(Cow::Borrowed),
    })
}

fn in_folder(folder: &Path, name: &str) -> Option<File> {
    let path = below(folder, name)?;
    let beside = |ending: &str| {
        let path = PathBuf::from(format!("{}.{ending}", path.display()));
        fs::read(path).ok().map(Cow::Owned)
    };
    Some(File { plain: Cow::Owned(fs::read(&path).ok()?), brotli: beside("br"), gzip: beside("gz") })
}

/// `name` below `folder`, unless it climbs out of it or names something hidden.
pub(super) fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let inside = |part: Component| matches!(part, Component::Normal(part) if !part.to_string_lossy().starts_with('.'));
    Path::new(name).components().all(inside).then(|| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_below_its_folder() {
        let folder = Path::new("site");
        assert_eq!(below(folder, "a/b.js"), Some(PathBuf::from("site/a/b.js")));
        for name in ["../secret", "a/../../secret", "/etc/passwd", ".stage/index.html", "a/.hidden"] {
            assert_eq!(below(folder, name), None, "{name}");
        }
    }
}
