//! `nss health`: asks a server on this machine whether it is ready, for container engines without another client.

use std::{
    error::Error,
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// Timeout of the connection and of the reply.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The arguments of `nss health`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Address that the server listens on
    #[arg(long, env = "NSS_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

/// Fails unless `/readyz` answers 200.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut stream = TcpStream::connect_timeout(&reachable(arguments.listen), TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut reply = String::new();
    stream.take(1 << 16).read_to_string(&mut reply)?;
    let status = reply.split(' ').nth(1).unwrap_or_default();
    if status == "200" { Ok(()) } else { Err(format!("/readyz answers {status}").into()) }
}

/// A server that listens on all addresses is reached on loopback.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        let is_v4 = address.is_ipv4();
        address.set_ip(if is_v4 { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { IpAddr::V6(Ipv6Addr::LOCALHOST) });
    }
    address
}

#[cfg(test)]
mod tests {
    use super::reachable;

    #[test]
    fn all_addresses_are_asked_on_loopback() {
        for (listen, asked) in [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("10.0.0.1:80", "10.0.0.1:80")]
        {
            assert_eq!(reachable(listen.parse().unwrap()), asked.parse().unwrap());
        }
    }
}
