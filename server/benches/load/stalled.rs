//! Clients that stop sending one byte before the end of their body.

use std::time::Duration;

use nss_core::api::BODY_LIMIT;
use tokio::{io::AsyncWriteExt as _, net::TcpStream, time::timeout};

use super::{crowd::User, process::Process};
use crate::Failed;

/// After that time the server takes no more of a body.
const WRITE_TIMEOUT: Duration = Duration::from_secs(5);

/// Begins requests whose bodies stop: a quarter log-ins, a quarter registrations, the rest saves of these users. Returns
/// the connections, which stay open.
pub(crate) async fn stall(server: &Process, users: &[User], count: usize) -> Result<Vec<TcpStream>, Failed> {
    let one = async |number: usize| {
        let user = &users[number % users.len()];
        let (method, path) = match number % 4 {
            0 => ("POST", "/api/session".to_owned()),
            1 => ("POST", "/api/accounts".to_owned()),
            _ => ("PUT", format!("/api/drafts/{}", user.draft)),
        };
        let length = if number % 4 == 1 { 64 * 1024 } else { BODY_LIMIT };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Nss: 1\r\nCookie: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            user.cookie
        );
        let mut stream = TcpStream::connect(server.address).await?;
        stream.write_all(head.as_bytes()).await?;
        // A body that is refused or waits is not taken to its end.
        let _ = timeout(WRITE_TIMEOUT, stream.write_all(&vec![b' '; length - 1])).await;
        Ok::<_, Failed>(stream)
    };
    futures_util::future::join_all((0..count).map(one)).await.into_iter().collect()
}
