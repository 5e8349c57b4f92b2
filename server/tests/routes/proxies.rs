//! NSS in production behind nginx and Caddy, with the configurations of `deploy/`. Run by hand, because it needs both
//! programs: `cargo test -p nss-server --test routes -- --ignored proxies`.

use std::{
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use base64::Engine as _;
use nss_core::{
    api::{Session, Terms},
    file::LIMIT,
};
use reqwest::{Client, Method, Response, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{
    MailServer, content, form,
    process::{free_port, try_ask, wait_until},
};

/// A child process that ends with the test.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// Sends SIGTERM.
    fn stop(&self) {
        assert!(Command::new("kill").arg(self.0.id().to_string()).status().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // nginx ends its workers at SIGTERM, not at SIGKILL.
        self.stop();
        let _ = self.0.wait();
    }
}

/// The service behind a proxy.
struct Site {
    folder: PathBuf,
    /// Ports of the server, its metrics, and the proxy.
    server: u16,
    metrics: u16,
    proxy: u16,
    mail: MailServer,
}

impl Site {
    async fn new(folder: &Path) -> Self {
        let key = folder.join("tls.key");
        let mut openssl = Command::new("openssl");
        openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]);
        openssl.args(["-addext", "subjectAltName=DNS:localhost", "-keyout"]).arg(&key).arg("-out");
        let status = openssl.arg(folder.join("tls.pem")).stderr(Stdio::null()).status().unwrap();
        assert!(status.success());
        fs::write(folder.join("nss.key"), (0..=u8::MAX).collect::<Vec<_>>()).unwrap();
        fs::write(folder.join("terms.txt"), "システム利用規程\n").unwrap();
        let [server, metrics, proxy] = [(); 3].map(|()| free_port());
        Self { folder: folder.to_owned(), server, metrics, proxy, mail: MailServer::start(|| {}).await }
    }

    /// Starts NSS in production, and waits until it is ready.
    fn start(&self) -> Running {
        let settings = [
            ("NSS_BASE_URL", format!("https://localhost:{}", self.proxy)),
            ("NSS_LISTEN", format!("127.0.0.1:{}", self.server)),
            ("NSS_METRICS_LISTEN", format!("127.0.0.1:{}", self.metrics)),
            ("NSS_TRUSTED_PROXY", "127.0.0.1".to_owned()),
            ("NSS_MAIL_URL", self.mail.url.clone()),
            ("NSS_MAIL_FROM", "no-reply@nss.example.jp".to_owned()),
            ("NSS_OPERATOR_NAME", "運営会社".to_owned()),
            ("NSS_OPERATOR_ADDRESS", "東京都".to_owned()),
            ("NSS_OPERATOR_TELEPHONE", "03-0000-0000".to_owned()),
            ("NSS_SECRET_KEY_FILE", self.folder.join("nss.key").display().to_string()),
            ("NSS_TERMS_FILE", self.folder.join("terms.txt").display().to_string()),
        ];
        let mut command = Command::new(env!("CARGO_BIN_EXE_nss"));
        let running = Running::start(command.arg("serve").envs(settings).current_dir(&self.folder));
        wait_until(|| try_ask(self.server, "GET", "/readyz", "", "").is_some_and(|(status, ..)| status == 200));
        running
    }

    /// Requests that the server is answering.
    fn in_flight(&self) -> String {
        let (_, _, text) = try_ask(self.metrics, "GET", "/metrics", "", "").unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("nss_http_requests_in_flight "));
        line.unwrap_or("0").to_owned()
    }

    /// The body of the only mail, as text.
    fn mail(&self) -> String {
        wait_until(|| !self.mail.taken.lock().unwrap().is_empty());
        let mail = self.mail.taken.lock().unwrap()[0].clone();
        let (_, body) = mail.split_once("\n\n").unwrap();
        let body: String = body.split_whitespace().collect();
        String::from_utf8(base64::engine::general_purpose::STANDARD.decode(body).unwrap()).unwrap()
    }
}

/// A browser at an address of this machine.
struct Browser {
    client: Client,
    origin: String,
    cookie: String,
}

impl Browser {
    fn at(site: &Site, address: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder().tls_danger_accept_invalid_certs(true);
        let builder = builder.local_address(address.parse::<IpAddr>().ok());
        // By name, since Caddy chooses the certificate by it.
        let builder = builder.resolve("localhost", ([127, 0, 0, 1], site.proxy).into());
        Self {
            client: builder.build().unwrap(),
            origin: format!("https://localhost:{}", site.proxy),
            cookie: String::new(),
        }
    }

    async fn ask(&self, method: Method, path: &str, body: impl Into<reqwest::Body>) -> Response {
        let request = self.client.request(method, format!("{}{path}", self.origin)).body(body);
        let request = request
            .header(header::ORIGIN, &self.origin)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-nss", "1")
            .header("x-nss-file-name", "diagram.pdf")
            .header("x-forwarded-for", "198.51.100.9");
        request.send().await.unwrap()
    }

    async fn log_in(&self, id: &str, password: &str) -> Response {
        self.ask(Method::POST, "/api/session", json!({ "login_id": id, "password": password }).to_string()).await
    }
}

async fn behind(site: &Site) {
    let server = site.start();
    let mut browser = Browser::at(site, "127.0.0.2");
    wait_until(|| std::net::TcpStream::connect(("127.0.0.1", site.proxy)).is_ok());

    // Cookie.
    let terms: Terms = browser.ask(Method::GET, "/api/terms", "").await.json().await.unwrap();
    let body = json!({ "consent": { "version": terms.version }, "answers": form::account("a@example.jp") });
    assert_eq!(browser.ask(Method::POST, "/api/accounts", body.to_string()).await.status(), StatusCode::ACCEPTED);
    let mail = site.mail();
    let line = |name: &str| mail.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    let reply = browser.log_in(&line("仮ログインID："), &line("仮パスワード：")).await;
    assert_eq!(reply.status(), StatusCode::OK);
    assert!(reply.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    let cookie = reply.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-nss=") && cookie.contains("; Secure") && cookie.contains("; HttpOnly"));
    cookie.split(';').next().unwrap().clone_into(&mut browser.cookie);
    let session: Session = browser.ask(Method::GET, "/api/session", "").await.json().await.unwrap();
    let draft = format!("/api/drafts/{}", session.account.unwrap().draft.unwrap());

    // Uploads of 10 MiB, and limits in words.
    let limit = usize::try_from(LIMIT).unwrap();
    let upload = |row: &str| format!("{draft}/files/diagram/{row}");
    assert_eq!(browser.ask(Method::PUT, &upload("d1agram1"), content::pdf(limit)).await.status(), StatusCode::CREATED);
    let reply = browser.ask(Method::PUT, &upload("d1agram2"), content::pdf(limit + 1)).await;
    assert!(reply.status().is_client_error());
    assert_eq!(reply.headers()[header::CONTENT_TYPE], "application/problem+json");
    let reply = browser.ask(Method::PUT, &draft, vec![b' '; (1 << 20) + 1]).await;
    assert_eq!(reply.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.json::<Value>().await.unwrap()["status"], 413);

    // The address of the client: a limit refuses one client, not the other one, and no claimed address escapes it.
    let other = Browser::at(site, "127.0.0.3");
    for _ in 0..5 {
        assert_eq!(other.log_in("0000000", "WRONGPWD").await.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(other.log_in("0000000", "WRONGPWD").await.status(), StatusCode::TOO_MANY_REQUESTS);
    // The log-in is delayed now: it is under way when the server is told to stop, and is answered.
    assert_eq!(site.in_flight(), "0");
    let delayed = browser.log_in("0000000", "WRONGPWD");
    let stop = async {
        while site.in_flight() != "1" {
            tokio::task::yield_now().await;
        }
        server.stop();
    };
    let (reply, ()) = tokio::join!(delayed, stop);
    assert_eq!(reply.status(), StatusCode::UNAUTHORIZED, "it was not one client with the other one");
    drop(server);
    assert_eq!(browser.ask(Method::GET, "/api/session", "").await.status(), StatusCode::BAD_GATEWAY);
    let _server = site.start();
    let session: Session = browser.ask(Method::GET, "/api/session", "").await.json().await.unwrap();
    assert!(session.account.is_some(), "the session outlives the restart");
}

/// The text of a file of `deploy/`, with the host name replaced by `localhost`.
fn deployed(name: &str, replacements: &[(&str, String)]) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("deploy").join(name);
    replacements.iter().fold(fs::read_to_string(path).unwrap(), |text, (from, to)| {
        assert!(text.contains(from), "{name} has no {from}");
        text.replace(from, to)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs nginx"]
async fn proxies_nginx() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(folder.path()).await;
    let path = |name: &str| folder.path().join(name).display().to_string();
    let text = deployed(
        "nginx.conf",
        &[
            ("nss.example.jp", "localhost".to_owned()),
            ("listen 80;", format!("listen 127.0.0.1:{};", free_port())),
            ("listen 443 ssl", format!("listen 127.0.0.1:{} ssl", site.proxy)),
            ("127.0.0.1:8080", format!("127.0.0.1:{}", site.server)),
            ("/etc/nss/tls/fullchain.pem", path("tls.pem")),
            ("/etc/nss/tls/privkey.pem", path("tls.key")),
        ],
    );
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary: String = temporary.map(|name| format!("{name}_temp_path {};\n", path(name))).concat();
    let text = format!(
        "daemon off;\npid {};\nerror_log {};\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{text}}}\n",
        path("nginx.pid"),
        path("nginx.log")
    );
    fs::write(folder.path().join("nginx.conf"), text).unwrap();
    let nginx = ["-p", &path(""), "-e", &path("nginx.log"), "-c", &path("nginx.conf")].map(str::to_owned);
    let _nginx = Running::start(Command::new("nginx").args(nginx));
    behind(&site).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Caddy"]
async fn proxies_caddy() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(folder.path()).await;
    let path = |name: &str| folder.path().join(name).display().to_string();
    let global = format!(
        "{{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port {}\n\tstorage file_system {}\n\tservers {{",
        free_port(),
        path("caddy")
    );
    let own = format!("https://localhost:{} {{\n\ttls {} {}", site.proxy, path("tls.pem"), path("tls.key"));
    let text = deployed(
        "Caddyfile",
        &[
            ("{\n\tservers {", global),
            ("nss.example.jp {", own),
            ("127.0.0.1:8080", format!("127.0.0.1:{}", site.server)),
        ],
    );
    fs::write(folder.path().join("Caddyfile"), text).unwrap();
    let mut caddy = Command::new("caddy");
    caddy.args(["run", "--adapter", "caddyfile", "--config", &path("Caddyfile")]).env("HOME", folder.path());
    let _caddy = Running::start(&mut caddy);
    behind(&site).await;
}
