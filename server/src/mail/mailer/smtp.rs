//! One mail server: its connections, and the step of a mail at which it refuses.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Tls, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use url::Url;

use super::{
    MailError,
    reply::{Step, judge},
};

/// Timeout until the server is ready for a recipient: connection, TLS, log-in, sender.
const READY_TIMEOUT: Duration = Duration::from_secs(10);
/// Timeout of the server for one recipient and the text.
const SEND_TIMEOUT: Duration = Duration::from_secs(20);

/// A mail server.
pub struct SmtpServer {
    host: String,
    port: u16,
    tls: Tls,
    hello: ClientId,
    credentials: Option<Credentials>,
    /// Connections between two mails.
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl SmtpServer {
    /// The server of an URL: `smtps://user:password@host:port/name` or `smtp://…?tls=required`. The text of the error
    /// contains nothing of the URL.
    pub fn from_url(url: &str) -> Result<Self, MailError> {
        let config = |text: &str| MailError::Config(text.to_owned());
        let url = Url::parse(url).map_err(|error| MailError::Config(error.to_string()))?;
        let host = url.host_str().ok_or_else(|| config("no host"))?;
        let parameters = || TlsParameters::new(host.to_owned()).map_err(|_| config("the host has no certificate name"));
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (tls, port) = match (url.scheme(), tls.as_deref()) {
            ("smtp", None) => (Tls::None, SMTP_PORT),
            ("smtp", Some("required")) => (Tls::Required(parameters()?), SUBMISSION_PORT),
            ("smtp", Some("opportunistic")) => (Tls::Opportunistic(parameters()?), SUBMISSION_PORT),
            ("smtps", _) => (Tls::Wrapper(parameters()?), SUBMISSIONS_PORT),
            _ => return Err(config("smtp://… (with ?tls=required or without) or smtps://…")),
        };
        let decode = |text: &str| percent_decode_str(text).decode_utf8().map(String::from);
        let credentials = url.password().map(|password| Ok((decode(url.username())?, decode(password)?)));
        let credentials = credentials.transpose().map_err(|_: std::str::Utf8Error| config("user or password"))?;
        let name = url.path().trim_matches('/');
        Ok(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(port),
            tls,
            hello: if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) },
            credentials: credentials.map(|(user, password)| Credentials::new(user, password)),
            idle: Mutex::default(),
        })
    }

    /// Sends one mail to one recipient.
    pub async fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<(), MailError> {
        let ready = timeout(READY_TIMEOUT, self.ready(envelope)).await;
        let mut connection = ready.map_err(|_| MailError::Server("no answer in time".to_owned()))??;
        let sent = timeout(SEND_TIMEOUT, transfer(&mut connection, envelope, message)).await;
        sent.map_err(|_| MailError::Timeout)??;
        self.idle().push(connection);
        Ok(())
    }

    /// A connection that has taken the sender. Whatever goes wrong until then has nothing to do with the recipient.
    async fn ready(&self, envelope: &Envelope) -> Result<AsyncSmtpConnection, MailError> {
        let at = |step| move |error: Error| judge(step, &error);
        let mut connection = match self.reuse().await {
            Some(connection) => connection,
            None => self.connect().await.map_err(at(Step::Connection))?,
        };
        let sender = Mail::new(envelope.from().cloned(), Vec::new());
        connection.command(sender).await.map_err(at(Step::Sender))?;
        Ok(connection)
    }

    /// An idle connection that the server has not closed meanwhile.
    async fn reuse(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let mut connection = self.idle().pop()?;
            if connection.test_connected().await {
                return Some(connection);
            }
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let wrapper = if let Tls::Wrapper(parameters) = &self.tls { Some(parameters.clone()) } else { None };
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(READY_TIMEOUT), &self.hello, wrapper, None).await?;
        match &self.tls {
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), &self.hello).await?;
            }
            Tls::Required(parameters) => connection.starttls(parameters.clone(), &self.hello).await?,
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    /// Closes the idle connections.
    pub async fn close_idle(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for mut connection in idle {
            // A server that does not answer any more sees the connection end.
            drop(timeout(Duration::from_secs(1), connection.quit()).await);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names the recipients, and transfers the text.
async fn transfer(connection: &mut AsyncSmtpConnection, envelope: &Envelope, message: &[u8]) -> Result<(), MailError> {
    for recipient in envelope.to() {
        let command = Rcpt::new(recipient.clone(), Vec::new());
        connection.command(command).await.map_err(|error| judge(Step::Recipient, &error))?;
    }
    let at_text = |error: Error| judge(Step::Text, &error);
    connection.command(Data).await.map_err(at_text)?;
    connection.message(message).await.map(drop).map_err(at_text)
}

#[cfg(test)]
mod tests {
    use super::{ClientId, SmtpServer, Tls};

    #[test]
    fn an_url_gives_server_encryption_and_name() {
        let server = SmtpServer::from_url("smtps://nss%40example.jp:p%2Fw@mail.example.jp/nss.example.jp").unwrap();
        assert_eq!(format!("{server:?}"), "mail.example.jp:465");
        assert!(matches!(server.tls, Tls::Wrapper(_)) && server.credentials.is_some());
        assert_eq!(server.hello, ClientId::Domain("nss.example.jp".to_owned()));
        let server = SmtpServer::from_url("smtp://mail.example.jp?tls=required").unwrap();
        assert!(matches!(server.tls, Tls::Required(_)) && server.port == 587);
        let server = SmtpServer::from_url("smtp://127.0.0.1:2525").unwrap();
        assert!(matches!(server.tls, Tls::None) && server.port == 2525 && server.credentials.is_none());
    }

    #[test]
    fn an_url_that_cannot_be_used_is_refused_without_its_password() {
        for url in ["smtp://user:secret@mail.example.jp?tls=perhaps", "smtp://user:secret@:x", "smtpx://user:secret@a"]
        {
            let error = SmtpServer::from_url(url).unwrap_err().to_string();
            assert!(error.contains("NSS_MAIL_URL") && !error.contains("secret"), "{error}");
        }
    }
}
