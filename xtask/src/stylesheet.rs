//! Bundles the stylesheets that `style/index.css` imports, in the order of the cascade. One file loads faster than forty: it is
//! one compressed stream and needs no second round trip for the imports, and trunk does not follow `@import`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::page::PAGES;
use crate::paths;

/// Writes the stylesheet of each page, which its HTML links: `target/style/nss-menu.css` for the menu. It has all but what stands
/// in the folder of another page.
pub(crate) fn bundle() -> Result<()> {
    let folder = paths::generated("style");
    fs::create_dir_all(&folder)?;
    let style = paths::root().join("style");
    for page in PAGES {
        let is_of = |name: &str, sheet: &str| sheet.split_once('/').is_some_and(|(folder, _)| folder == name);
        let is_wanted = |sheet: &str| !PAGES.iter().any(|other| other.name != page.name && is_of(other.name, sheet));
        fs::write(folder.join(format!("nss-{}.css", page.name)), bundled(&style, is_wanted)?)?;
    }
    Ok(())
}

/// The content of `index.css` in `folder`, each import replaced by its stylesheet, in its layer; imports that `is_wanted` refuses
/// are left out.
fn bundled(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<String> {
    let index = fs::read_to_string(folder.join("index.css")).context("style/index.css")?;
    let mut css = String::new();
    for line in without_comments(&index).lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some((name, layer)) = import(line) {
            if !is_wanted(name) {
                continue;
            }
            let sheet =
                fs::read_to_string(folder.join(name)).with_context(|| format!("style/index.css names {name}"))?;
            writeln!(css, "@layer {layer} {{")?;
            for line in without_comments(&sheet).lines().map(str::trim).filter(|line| !line.is_empty()) {
                writeln!(css, "{line}")?;
            }
            writeln!(css, "}}")?;
        } else if line.starts_with("@layer") {
            writeln!(css, "{line}")?;
        } else {
            bail!("style/index.css holds only @layer and @import \"…\" layer(…); lines, not: {line}");
        }
    }
    Ok(css)
}

/// Parses `@import "base.css" layer(base);` into `base.css` and `base`.
fn import(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("@import \"")?.split_once('"')?;
    Some((name, rest.trim().strip_prefix("layer(")?.strip_suffix(");")?))
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |kept, part| kept + part.split_once("*/").map_or("", |(_, after)| after))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// Every stylesheet below `folder` without the gallery's own.
    fn sheets(folder: &Path) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("gallery") {
                found.extend(sheets(&path)?);
            } else if path.extension().is_some_and(|ending| ending == "css") && !path.ends_with("index.css") {
                found.push(path);
            }
        }
        Ok(found)
    }

    #[test]
    fn the_index_imports_every_stylesheet_once() {
        let folder = paths::root().join("style");
        let index = fs::read_to_string(folder.join("index.css")).unwrap();
        let mut named: Vec<_> = index.lines().filter_map(import).map(|(name, _)| folder.join(name)).collect();
        let mut found = sheets(&folder).unwrap();
        named.sort();
        found.sort();
        assert_eq!(named, found);
    }

    #[test]
    fn imports_come_in_the_order_of_the_index_and_in_their_layers() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("index.css", "@layer a, b; /* order */\n@import \"y.css\" layer(a);\n@import \"x.css\" layer(b);\n");
        write("y.css", "/* why */\n  p { color: red; }\n");
        write("x.css", "q {}");
        let css = bundled(folder.path(), |_| true).unwrap();
        assert_eq!(css, "@layer a, b;\n@layer a {\np { color: red; }\n}\n@layer b {\nq {}\n}\n");
        let css = bundled(folder.path(), |name| name != "y.css").unwrap();
        assert_eq!(css, "@layer a, b;\n@layer b {\nq {}\n}\n");
        write("index.css", "p { color: red; }");
        assert!(bundled(folder.path(), |_| true).is_err(), "the index must contain no rules");
    }
}
