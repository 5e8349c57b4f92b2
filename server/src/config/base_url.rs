//! `NSS_BASE_URL`: the origin of the page. Browsers send it as `Origin`, so it is kept in their spelling.

use url::{Host, Url};

/// The address of the page, without a slash at the end.
#[derive(Debug)]
pub(super) struct BaseUrl {
    /// `scheme://host[:port]` as browsers write it: lower case, without the port that the scheme has anyway.
    pub(super) origin: String,
    /// The domain, if the host is none of numbers.
    pub(super) domain: Option<String>,
}

/// Reads the address of the page. Capitals and a port that the scheme has anyway are put right; what no browser would
/// send as its origin is refused.
pub(super) fn read(text: &str, production: bool) -> Result<BaseUrl, String> {
    let refused = |why: &str| Err(format!("NSS_BASE_URL {why}"));
    let Ok(url) = Url::parse(text.trim()) else {
        return refused("must be the https address of the page, as in https://nss.example.jp");
    };
    if url.scheme() != "https" && (production || url.scheme() != "http") {
        return refused("must be the https address of the page, as in https://nss.example.jp");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refused("must hold no name and no password");
    }
    if !url.path().trim_matches('/').is_empty() || url.query().is_some() || url.fragment().is_some() {
        return refused("must end with the host or its port: the page cannot stand below a path");
    }
    if url.port() == Some(0) {
        return refused("must have a port that browsers can reach");
    }
    let domain = match url.host() {
        Some(Host::Domain(domain)) => Some(domain.to_owned()),
        _ => None,
    };
    if domain.as_ref().is_some_and(|domain| domain.split('.').any(str::is_empty)) {
        return refused("must have a host without an empty part between its dots");
    }
    Ok(BaseUrl { origin: url.origin().ascii_serialization(), domain })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_origin_is_what_browsers_send() {
        for (text, origin) in [
            ("https://nss.example.jp", "https://nss.example.jp"),
            ("https://nss.example.jp/", "https://nss.example.jp"),
            ("https://nss.example.jp:443", "https://nss.example.jp"),
            ("HTTPS://NSS.Example.JP/", "https://nss.example.jp"),
            ("https://nss.example.jp:8443", "https://nss.example.jp:8443"),
            ("https://申込.example.jp", "https://xn--uny097c.example.jp"),
            ("https://[2001:DB8::1]", "https://[2001:db8::1]"),
        ] {
            assert_eq!(read(text, true).unwrap().origin, origin, "{text}");
        }
        assert_eq!(read("http://127.0.0.1:80", false).unwrap().origin, "http://127.0.0.1");
    }

    #[test]
    fn an_address_that_is_no_origin_is_refused_by_the_name_of_the_setting() {
        for text in [
            "",
            "nss.example.jp",
            "http://nss.example.jp",
            "https://",
            "https://nss.example.jp/nss",
            "https://nss.example.jp/?a",
            "https://nss.example.jp/#a",
            "https://user:hunter2@nss.example.jp",
            "ftp://nss.example.jp",
            "https://nss.example.jp:0",
            "https://nss..jp",
            "https://.example.jp",
            "https://nss.example.jp.",
        ] {
            let refused = read(text, true).unwrap_err();
            assert!(refused.starts_with("NSS_BASE_URL "), "{text}: {refused}");
            assert!(!refused.contains("hunter2"), "{refused}");
        }
    }
}
