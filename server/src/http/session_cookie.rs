//! The session cookie. `__Host-` binds it to this host and to https; on http (development) browsers would drop such a
//! cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::Config;

const fn name(is_https: bool) -> &'static str {
    if is_https { "__Host-nss" } else { "nss" }
}

/// The token that the browser sent.
pub(super) fn token<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name(config.is_https())).map(|(_, token)| token)
}

/// `Set-Cookie` with that token.
pub(super) fn set(token: &str, config: &Config) -> HeaderValue {
    cookie(token, config, "")
}

/// `Set-Cookie` that clears the cookie.
pub(super) fn clear(config: &Config) -> HeaderValue {
    cookie("", config, "; Max-Age=0")
}

fn cookie(token: &str, config: &Config, rest: &str) -> HeaderValue {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{rest}", name(config.is_https()));
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}
