//! `nss serve` as a child process, over the network.

use std::{
    env,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nss_core::api::{Session, Terms};
use nss_server::mail::mailer::{Mailer, OutgoingMail};
use serde_json::json;

use super::form;

/// Timeout of a start.
const START: Duration = Duration::from_mins(1);

/// A browser that is logged in.
pub(crate) struct Entered {
    /// The session.
    pub(crate) cookie: String,
    /// The path of its draft.
    pub(crate) path: String,
    /// The body of its log-in.
    pub(crate) login: String,
}

/// A running server; it is stopped when the story ends.
pub(crate) struct Process {
    child: Child,
    pub(crate) port: u16,
}

impl Process {
    /// Starts a server in development, with its mails in `folder`, and waits until it is ready.
    pub(crate) fn start(port: u16, database_url: &str, folder: &Path) -> Self {
        Self::start_with(port, database_url, folder, &[])
    }

    /// The same with more settings.
    pub(crate) fn start_with(port: u16, database_url: &str, folder: &Path, settings: &[(&str, &str)]) -> Self {
        Self::start_that_logs(port, database_url, folder, settings, Stdio::null())
    }

    /// The same with another place for its log.
    pub(crate) fn start_that_logs(
        port: u16,
        database_url: &str,
        folder: &Path,
        settings: &[(&str, &str)],
        log: Stdio,
    ) -> Self {
        // A file that may not grow gives the server an error, not a signal.
        let child = Command::new("sh")
            .args(["-c", r#"trap "" XFSZ; exec "$0" serve"#, env!("CARGO_BIN_EXE_nss")])
            .env("NSS_ENV", "development")
            .env("NSS_LISTEN", format!("127.0.0.1:{port}"))
            .env("NSS_DATABASE_URL", database_url)
            .env("NSS_MAIL_URL", folder.join("mails.jsonl"))
            .envs(settings.iter().copied())
            .current_dir(folder)
            .stderr(log)
            .spawn()
            .unwrap();
        let process = Self { child, port };
        wait_until(|| process.try_ask("GET", "/readyz", "", "").is_some_and(|(status, ..)| status == 200));
        process
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Status, head and body of the reply.
    pub(crate) fn ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> (u16, String, String) {
        self.try_ask(method, path, cookie, body).unwrap()
    }

    fn try_ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<(u16, String, String)> {
        try_ask(self.port, method, path, cookie, body)
    }

    /// Registers the address, whose mail arrives in `folder`, and logs in.
    pub(crate) fn enter(&self, folder: &Path, address: &str) -> Entered {
        let terms: Terms = serde_json::from_str(&self.ask("GET", "/api/terms", "", "").2).unwrap();
        let body = json!({ "consent": { "version": terms.version }, "answers": form::account(address) });
        assert_eq!(self.ask("POST", "/api/accounts", "", &body.to_string()).0, 202);
        let mail = || mails(folder).into_iter().find(|mail| mail.recipient == address);
        wait_until(|| mail().is_some());
        let mail = mail().unwrap();
        let line = |name: &str| mail.body.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let login = json!({ "login_id": line("仮ログインID："), "password": line("仮パスワード：") }).to_string();
        let (_, head, body) = self.ask("POST", "/api/session", "", &login);
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let session: Session = serde_json::from_str(&body).unwrap();
        Entered { cookie, path: format!("/api/drafts/{}", session.account.unwrap().draft.unwrap()), login }
    }
}

/// Status, head and body of the reply at that port of this machine.
pub(crate) fn try_ask(port: u16, method: &str, path: &str, cookie: &str, body: &str) -> Option<(u16, String, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Nss: 1\r\nCookie: {cookie}\r\n\
             Content-Type: application/json\r\nX-Nss-File-Name: %E6%A7%8B%E6%88%90%E5%9B%B3.pdf\r\n\
             Content-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply).ok()?;
    let (head, body) = reply.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, head.to_owned(), body.to_owned()))
}

impl Process {
    /// Sends the signal of a service manager.
    pub(crate) fn terminate(&self) {
        let sent = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success(), "{sent}");
    }

    /// The exit code, when the process has ended by itself.
    pub(crate) fn exit_code(&mut self) -> Option<i32> {
        self.child.try_wait().unwrap().and_then(|status| status.code())
    }

    /// A connection with the begin of a request.
    pub(crate) fn half(&self, begin: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(begin.as_bytes()).unwrap();
        stream
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that is free at the moment.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// All mails that were sent, newest first.
pub(crate) fn mails(folder: &Path) -> Vec<OutgoingMail> {
    Mailer::File(folder.join("mails.jsonl")).sent()
}

/// Polls until the condition holds.
pub(crate) fn wait_until(mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < START, "waited in vain");
        thread::sleep(Duration::from_millis(20));
    }
}
