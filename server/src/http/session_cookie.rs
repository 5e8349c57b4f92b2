//! The session cookies. `__Host-` binds them to this host and to https; on http (development) browsers would drop such a
//! cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::Config;

/// The cookie of an applicant's session.
pub(super) const APPLICANT: SessionCookie = SessionCookie { secure: "__Host-nss", plain: "nss" };
/// The cookie of a session of the staff.
pub(super) const STAFF: SessionCookie = SessionCookie { secure: "__Host-nss-staff", plain: "nss-staff" };

/// A cookie by its names on https and on http.
#[derive(Clone, Copy, Debug)]
pub(super) struct SessionCookie {
    secure: &'static str,
    plain: &'static str,
}

impl SessionCookie {
    const fn name(self, is_https: bool) -> &'static str {
        if is_https { self.secure } else { self.plain }
    }

    /// The token that the browser sent.
    pub(super) fn token<'a>(self, headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(key, _)| *key == self.name(config.is_https())).map(|(_, token)| token)
    }

    /// `Set-Cookie` with that token.
    pub(super) fn set(self, token: &str, config: &Config) -> HeaderValue {
        self.cookie(token, config, "")
    }

    /// `Set-Cookie` that clears the cookie.
    pub(super) fn clear(self, config: &Config) -> HeaderValue {
        self.cookie("", config, "; Max-Age=0")
    }

    fn cookie(self, token: &str, config: &Config, rest: &str) -> HeaderValue {
        let secure = if config.is_https() { "; Secure" } else { "" };
        let name = self.name(config.is_https());
        let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{rest}");
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
    }
}
