//! The address of the client: an extractor for handlers.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Once,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use crate::state::AppState;

const FORWARDED_FOR: &str = "x-forwarded-for";
/// Logs once for each process that a proxy is not named.
static WARNING: Once = Once::new();

/// The client's address for rate limits. All of an IPv6 network of 64 bits is one client, which usually owns the whole
/// network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

impl FromRequestParts<AppState> for ClientIp {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let trusted = &app.config.trusted_proxy;
        if parts.headers.contains_key(FORWARDED_FOR) && !is_trusted(peer, trusted) {
            WARNING.call_once(|| {
                tracing::warn!(
                    "X-Forwarded-For from a peer that NSS_TRUSTED_PROXY does not name: it is not believed, and all \
                     clients behind that peer share one rate limit"
                );
            });
        }
        Ok(Self(network(forwarded(peer, &parts.headers, trusted))))
    }
}

/// The last address that a trusted proxy reports. A hop that cannot be read ends the walk: each proxy appends what it
/// saw, so whatever stands before that hop is the client's own word.
fn forwarded(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let mut address = peer;
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    for hop in lines.flat_map(|line| line.as_bytes().rsplit(|&byte| byte == b',')) {
        match hop_address(hop) {
            Some(hop) if is_trusted(address, trusted) => address = hop,
            _ => break,
        }
    }
    address
}

/// The address of a hop: `192.0.2.1`, `192.0.2.1:1234`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:1234`.
fn hop_address(hop: &[u8]) -> Option<IpAddr> {
    let hop = str::from_utf8(hop).ok()?.trim();
    let bare = hop.strip_prefix('[').and_then(|hop| hop.strip_suffix(']')).unwrap_or(hop);
    bare.parse().or_else(|_| hop.parse().map(|hop: SocketAddr| hop.ip())).ok()
}

fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|network| network.contains(&address.to_canonical()))
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::{forwarded, network};
    use axum::http::{HeaderMap, HeaderValue};
    use ipnet::IpNet;
    use std::net::IpAddr;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// The client behind the proxy 10.0.0.1, with these lines of X-Forwarded-For.
    fn behind(trusted: &[&str], lines: &[&[u8]]) -> IpAddr {
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
        }
        forwarded(ip("10.0.0.1"), &headers, &trusted)
    }

    #[test]
    fn only_a_trusted_proxy_may_name_the_client() {
        let line: &[u8] = b"198.51.100.9, 203.0.113.7, 10.0.0.2";
        assert_eq!(behind(&["10.0.0.1/32", "10.0.0.2/32"], &[line]), ip("203.0.113.7"));
        assert_eq!(behind(&["10.0.0.1/32"], &[line]), ip("10.0.0.2"));
        assert_eq!(behind(&["10.0.0.9/32"], &[line]), ip("10.0.0.1"));
        assert_eq!(behind(&[], &[line]), ip("10.0.0.1"));
    }

    #[test]
    fn a_network_of_proxies_is_trusted_as_a_whole() {
        assert_eq!(behind(&["10.0.0.0/8"], &[b"203.0.113.7, 10.1.2.3"]), ip("203.0.113.7"));
        assert_eq!(behind(&["10.0.0.0/8"], &[b"203.0.113.7, ::ffff:10.1.2.3"]), ip("203.0.113.7"));
    }

    #[test]
    fn a_hop_may_have_a_port() {
        for (hop, client) in [
            ("203.0.113.7:40000", "203.0.113.7"),
            ("[2001:db8::7]:40000", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            (" 203.0.113.7 ", "203.0.113.7"),
        ] {
            assert_eq!(behind(&["10.0.0.1/32"], &[hop.as_bytes()]), ip(client), "{hop}");
        }
    }

    #[test]
    fn a_hop_that_cannot_be_read_ends_the_walk() {
        let trusted = ["10.0.0.0/8"];
        // The client wrote the first line, and the begin of the second; a proxy appended what it saw.
        assert_eq!(behind(&trusted, &[b"192.0.2.66", b"\xff, 203.0.113.7"]), ip("203.0.113.7"));
        assert_eq!(behind(&trusted, &[b"192.0.2.66", b"\xff"]), ip("10.0.0.1"));
        assert_eq!(behind(&trusted, &[b"192.0.2.66, \xff, 10.0.0.2"]), ip("10.0.0.2"));
        for unreadable in [&b"unknown"[..], b"", b"_hidden", b"203.0.113.7:port"] {
            assert_eq!(behind(&trusted, &[b"192.0.2.66", unreadable]), ip("10.0.0.1"));
        }
    }

    #[test]
    fn one_ipv6_network_is_one_client() {
        assert_eq!(network(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
        assert_eq!(network(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
