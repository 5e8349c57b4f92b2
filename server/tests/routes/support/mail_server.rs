//! A mail server on loopback that accepts every mail, unless a test wants otherwise.

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
    /// All received commands.
    pub(crate) commands: Arc<Mutex<Vec<String>>>,
}

/// The answer to a command.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// The command is accepted.
    Usual,
    /// These words, without the line's end.
    Say(&'static str),
    /// Never.
    Hang,
}

impl MailServer {
    /// Starts it; `meanwhile` is called for each mail.
    pub(crate) async fn start(meanwhile: impl Fn() + Clone + Send + 'static) -> Self {
        Self::listen(|_| Answer::Usual, meanwhile).await
    }

    /// Starts one that answers each command as `script` says.
    pub(crate) async fn that(script: impl Fn(&str) -> Answer + Clone + Send + Sync + 'static) -> Self {
        Self::listen(script, || ()).await
    }

    async fn listen(
        script: impl Fn(&str) -> Answer + Clone + Send + Sync + 'static,
        meanwhile: impl Fn() + Clone + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (taken, commands) = (Arc::default(), Arc::default());
        let (into, heard) = (Arc::clone(&taken), Arc::clone(&commands));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&into), Arc::clone(&heard), script.clone(), meanwhile.clone()));
            }
        });
        Self { url, taken, commands }
    }

    /// The recipients of all received mails, in order of the alphabet.
    pub(crate) fn recipients(&self) -> Vec<String> {
        let taken = self.taken.lock().unwrap();
        let to = |mail: &String| mail.lines().find_map(|line| line.strip_prefix("To: ")).unwrap().to_owned();
        let mut recipients: Vec<_> = taken.iter().map(to).collect();
        recipients.sort();
        recipients
    }

    /// The number of received commands that begin so.
    pub(crate) fn count(&self, command: &str) -> usize {
        self.commands.lock().unwrap().iter().filter(|line| line.starts_with(command)).count()
    }
}

/// One connection, as RFC 5321 has it.
async fn talk(
    mut stream: TcpStream,
    taken: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
    script: impl Fn(&str) -> Answer,
    meanwhile: impl Fn(),
) {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        commands.lock().unwrap().push(line.clone());
        match script(&line) {
            Answer::Usual => {}
            Answer::Hang => std::future::pending().await,
            Answer::Say(reply) => {
                if write.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
                    return;
                }
                continue;
            }
        }
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
