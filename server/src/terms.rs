//! システム利用規程 (N-022): the operator's file, or a placeholder.

use std::{fs, path::PathBuf};

use nss_core::api::{Link, Terms};
use sha2::{Digest, Sha256};

use crate::{
    config::{ConfigError, Environment, Settings},
    store,
};

const PLACEHOLDER: &str = include_str!("../text/terms.txt");
const LINKS: &str = include_str!("../text/links.json");

/// Reads both files. The version is a hash of the text, so that every change of the text changes it. Production refuses
/// the placeholder.
pub fn read(settings: &Settings) -> Result<Terms, ConfigError> {
    let refused = |line: String| ConfigError(vec![line]);
    let read = |path: &PathBuf, name: &str| {
        fs::read_to_string(path).map_err(|error| refused(format!("{name} {}: {error}", path.display())))
    };
    let text = settings.terms_file.as_ref().map(|path| read(path, "NSS_TERMS_FILE")).transpose()?;
    let text = text.unwrap_or_else(|| PLACEHOLDER.to_owned());
    let is_placeholder = text.trim() == PLACEHOLDER.trim() && settings.env == Environment::Production;
    if text.trim().is_empty() || is_placeholder {
        return Err(refused("NSS_TERMS_FILE must hold the operator's own システム利用規程".to_owned()));
    }
    let links = settings.links_file.as_ref().map(|path| read(path, "NSS_LINKS_FILE")).transpose()?;
    let links = links_of(links.as_deref().unwrap_or(LINKS)).map_err(|why| refused(format!("NSS_LINKS_FILE {why}")))?;
    Ok(of(text, links))
}

/// Reads a table of links: each of a key that a page refers to, with a web address or none.
fn links_of(json: &str) -> Result<Vec<Link>, String> {
    let links: Vec<Link> = serde_json::from_str(json).map_err(|error| format!("is no table of links: {error}"))?;
    let known = placeholder().links;
    for link in &links {
        if known.iter().all(|known| known.key != link.key) {
            return Err(format!("has a key that no page refers to: {}", link.key));
        }
        if !link.url.is_empty() && !["https://", "http://"].iter().any(|scheme| link.url.starts_with(scheme)) {
            return Err(format!("must give {} an address that begins with https://", link.key));
        }
    }
    Ok(links)
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
    use super::{LINKS, links_of, of, placeholder};

    #[test]
    fn a_link_has_a_key_of_a_page_and_a_web_address() {
        assert!(links_of(LINKS).is_ok());
        let of = |key: &str, url: &str| links_of(&format!(r#"[{{"key":"{key}","label":"a","url":"{url}"}}]"#));
        assert!(of("schedule", "https://example.jp/a").is_ok());
        for (key, url) in [("shedule", "https://example.jp"), ("schedule", "example.jp"), ("schedule", "javascript:1")]
        {
            assert!(of(key, url).unwrap_err().contains(key), "{key} {url}");
        }
        assert!(links_of("{}").is_err());
    }

    #[test]
    fn another_text_is_another_version() {
        let placeholder = placeholder();
        assert!(!placeholder.links.is_empty());
        assert_ne!(of(placeholder.text.clone() + "。", Vec::new()).version, placeholder.version);
    }
}
