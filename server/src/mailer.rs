//! The way out for mail: a mail server, a file while developing, memory in tests.

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use chrono::Utc;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::header::{ContentType, HeaderName, HeaderValue},
};
use nss_core::api::Instant;
use serde::{Deserialize, Serialize};

mod file;

use crate::settings::MailRoute;

/// A mail with its recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its identity in the outbox.
    pub id: String,
    /// Where to.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// When it is sent.
    pub at: Instant,
}

/// The way out.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// A mail server.
    Smtp {
        /// The connections.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// Sender of every mail.
        from: String,
    },
    /// A line in a file for each mail.
    File(PathBuf),
    /// What was sent, in order.
    Memory(Arc<Mutex<Vec<Letter>>>),
}

/// Why a mail could not be handed over, without an address in it.
#[derive(Debug)]
pub struct Undelivered(String);

impl Undelivered {
    /// The mail server did not answer in time.
    pub fn in_time() -> Self {
        Self("mail server: no answer in time".to_owned())
    }
}

impl fmt::Display for Undelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Undelivered {}

impl Mailer {
    /// The way out that the settings name.
    pub fn open(route: &MailRoute, from: &str) -> Result<Self, Undelivered> {
        Ok(match route {
            MailRoute::Smtp(url) => {
                let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|error| Undelivered(format!("NSS_MAIL_URL: {error}")))?;
                Self::Smtp { transport: builder.build(), from: from.to_owned() }
            }
            MailRoute::File(file) if file.is_dir() => {
                return Err(Undelivered(format!("NSS_MAIL_URL: {} is a folder, not a file", file.display())));
            }
            MailRoute::File(file) => Self::File(file.clone()),
            MailRoute::Memory => Self::Memory(Arc::default()),
        })
    }

    /// Hands a mail over.
    pub async fn send(&self, letter: &Letter) -> Result<(), Undelivered> {
        match self {
            Self::Smtp { transport, from } => {
                let message = message(from, letter)?;
                // The text of the error may repeat the recipient: only its kind goes on.
                transport.send(message).await.map(drop).map_err(|error| {
                    let code = error.status().map_or_else(|| "no answer".to_owned(), |code| code.to_string());
                    Undelivered(format!("mail server: {code}{}", if error.is_permanent() { ", for good" } else { "" }))
                })
            }
            Self::File(file) => file::write(file, letter).map_err(|error| Undelivered(error.to_string())),
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
        }
    }

    /// What was sent, newest first: nothing with a mail server.
    pub fn sent(&self) -> Vec<Letter> {
        let mut letters = match self {
            Self::Smtp { .. } => Vec::new(),
            Self::File(file) => file::read(file),
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        letters.reverse();
        letters
    }
}

fn message(from: &str, letter: &Letter) -> Result<Message, Undelivered> {
    let unreadable = |what: &str| Undelivered(format!("{what} is no mail address"));
    let from: lettre::message::Mailbox = from.parse().map_err(|_| unreadable("NSS_MAIL_FROM"))?;
    let id = format!("<{}@{}>", letter.id, from.email.domain());
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    Message::builder()
        .from(from)
        .to(letter.recipient.parse().map_err(|_| unreadable("the recipient"))?)
        .subject(&letter.subject)
        .date(SystemTime::from(letter.at.with_timezone(&Utc)))
        .message_id(Some(id))
        .raw_header(automatic)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())
        .map_err(|error| Undelivered(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Letter, message};
    use chrono::DateTime;

    #[test]
    fn a_mail_has_its_headers_and_no_header_of_its_text() {
        let letter = Letter {
            id: "0a".into(),
            recipient: "konsai.ichiro@naccs.example".into(),
            subject: "【NSS】お知らせ".into(),
            body: "Bcc: someone@example.jp\n本文\n".into(),
            at: DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap(),
        };
        let text = String::from_utf8(message("no-reply@nss.example", &letter).unwrap().formatted()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        for line in
            ["Message-ID: <0a@nss.example>", "Auto-Submitted: auto-generated", "Date: Fri, 20 Nov 2026 01:15:00 +0000"]
        {
            assert!(head.contains(line), "{line} is not in\n{head}");
        }
        assert!(!head.contains("Bcc"), "{head}");
    }
}
