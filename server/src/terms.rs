//! システム利用規程 (N-022): the operator's file, or a placeholder.

use std::{fs, io};

use nss_core::api::{Link, Terms};
use sha2::{Digest, Sha256};

use crate::{config::Settings, store};

const PLACEHOLDER: &str = include_str!("../text/terms.txt");
const LINKS: &str = include_str!("../text/links.json");

/// Reads both files. The version is a hash of the text, so that every change of the text changes it.
pub fn read(settings: &Settings) -> io::Result<Terms> {
    let text = match &settings.terms_file {
        Some(path) => fs::read_to_string(path)?,
        None => PLACEHOLDER.to_owned(),
    };
    let links: Vec<Link> = match &settings.links_file {
        Some(path) => serde_json::from_str(&fs::read_to_string(path)?)?,
        None => serde_json::from_str(LINKS)?,
    };
    Ok(of(text, links))
}

/// The placeholders that we ship.
pub fn placeholder() -> Terms {
    of(PLACEHOLDER.to_owned(), serde_json::from_str(LINKS).unwrap_or_default())
}

fn of(text: String, links: Vec<Link>) -> Terms {
    let version = store::hex(&Sha256::digest(&text)[..6]);
    Terms { version, text, links }
}

#[cfg(test)]
mod tests {
    use super::{of, placeholder};

    #[test]
    fn another_text_is_another_version() {
        let placeholder = placeholder();
        assert!(!placeholder.links.is_empty());
        assert_ne!(of(placeholder.text.clone() + "。", Vec::new()).version, placeholder.version);
    }
}
