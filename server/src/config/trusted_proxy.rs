//! `NSS_TRUSTED_PROXY`: the proxies whose `X-Forwarded-For` is believed.

use std::net::IpAddr;

use ipnet::IpNet;

/// Reads addresses and networks; an empty one is none.
pub(super) fn read(texts: &[String]) -> Result<Vec<IpNet>, String> {
    let named = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    named.map(|text| network(text).map_err(|why| format!("NSS_TRUSTED_PROXY {text}: {why}"))).collect()
}

/// An address, or a network that is not everybody.
fn network(text: &str) -> Result<IpNet, &'static str> {
    let network = text.parse().or_else(|_| text.parse().map(|address: IpAddr| IpNet::from(address.to_canonical())));
    match network {
        Ok(network) if network.prefix_len() == 0 => Err("that is every client, none of which may be believed"),
        Ok(network) => Ok(network),
        Err(_) => Err("an address (10.0.0.1) or a network (10.0.0.0/8) is needed"),
    }
}
