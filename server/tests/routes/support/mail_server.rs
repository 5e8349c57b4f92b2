//! A mail server on loopback that accepts every mail.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// The server; it runs until the test ends.
pub(crate) struct MailServer {
    /// Its URL, for `NSS_MAIL_URL`.
    pub(crate) url: String,
    /// All received mails.
    pub(crate) taken: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// Starts it; `meanwhile` is called for each mail.
    pub(crate) async fn start(meanwhile: impl Fn() + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let taken = Arc::default();
        let into = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&into), meanwhile.clone()));
            }
        });
        Self { url, taken }
    }
}

/// One connection, as RFC 5321 has it.
async fn talk(mut stream: TcpStream, taken: Arc<Mutex<Vec<String>>>, meanwhile: impl Fn()) {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let reply: &[u8] = match line.split(' ').next() {
            Some("DATA") => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await.unwrap().filter(|line| line != ".") {
                    mail += &(line + "\n");
                }
                meanwhile();
                taken.lock().unwrap().push(mail);
                b"250 taken\r\n"
            }
            Some("QUIT") => b"221 bye\r\n",
            _ => b"250 test\r\n",
        };
        if write.write_all(reply).await.is_err() {
            return;
        }
    }
}
