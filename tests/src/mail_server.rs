//! A mail server that takes every mail, or refuses every recipient.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::browser::{POLL_INTERVAL, TIMEOUT};

/// A mail server on a free port, for as long as the story's runtime.
#[derive(Debug)]
pub struct MailServer {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    is_refusing: AtomicBool,
    recipients: Mutex<Vec<String>>,
}

impl State {
    fn recipients(&self) -> Vec<String> {
        self.recipients.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl MailServer {
    /// Starts one that refuses every recipient.
    pub async fn refusing() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State { is_refusing: AtomicBool::new(true), ..State::default() });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(converse(connection, Arc::clone(&shared)));
            }
        });
        Ok(Self { address, state })
    }

    /// Its URL for `NSS_MAIL_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Takes every mail from now on.
    pub fn takes_mail(&self) {
        self.state.is_refusing.store(false, Ordering::Relaxed);
    }

    /// Waits until it has taken so many mails; returns their recipients.
    pub async fn has_taken(&self, count: usize) -> Result<Vec<String>> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            if self.state.recipients().len() >= count {
                return Ok(self.state.recipients());
            }
        }
        bail!("not {count} mails: {:?}", self.state.recipients())
    }
}

/// One connection (RFC 5321), as far as this program's client goes.
async fn converse(mut connection: TcpStream, state: Arc<State>) -> Result<()> {
    let (read, mut write) = connection.split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 ready\r\n").await?;
    let mut recipient = String::new();
    while let Some(line) = lines.next_line().await? {
        let word = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let reply = match word.as_str() {
            "RCPT" if state.is_refusing.load(Ordering::Relaxed) => "550 5.1.1 no such mailbox",
            "RCPT" => {
                recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 ok"
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                while lines.next_line().await?.is_some_and(|line| line != ".") {}
                state.recipients.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut recipient));
                "250 taken"
            }
            _ => "250 ok",
        };
        write.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}
