//! Delivers mail: to a mail server, into a file in development, into memory in tests.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use lettre::message::Mailbox;
use nss_core::api::Instant;
use serde::{Deserialize, Serialize};

mod file;
mod message;
mod reply;
mod smtp;

use crate::config::MailConfig;
use message::message;
use smtp::SmtpServer;

/// A mail with its recipient. (`nss_core::mail::Mail` is the text alone.)
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingMail {
    /// Its identity in the outbox.
    pub id: String,
    /// Recipient.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// A calendar file (RFC 5545) that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Its date.
    pub at: Instant,
}

/// A destination of mail.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// A mail server.
    Smtp {
        /// The server and its connections.
        server: Arc<SmtpServer>,
        /// Sender of every mail.
        from: Mailbox,
    },
    /// A line in a file for each mail.
    File(PathBuf),
    /// All mails, in order.
    Memory(Arc<Mutex<Vec<OutgoingMail>>>),
}

/// A mail was not delivered. The text names no address.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// `NSS_MAIL_URL` cannot be used.
    #[error("NSS_MAIL_URL: {0}")]
    Config(String),
    /// The mail server does not answer, or refuses us: nothing is said of the mail.
    #[error("mail server: {0}")]
    Server(String),
    /// The mail server did not answer in time to the recipient or to the text.
    #[error("no answer to the recipient or the text in time")]
    Timeout,
    /// The recipient's address or mailbox is refused for good.
    #[error("the recipient is refused for good: {0}")]
    Refused(String),
    /// The mail is refused for now, or for a reason that is not the recipient's.
    #[error("refused: {0}")]
    Later(String),
    /// The mail itself is malformed.
    #[error("{0} is no mail address")]
    Address(&'static str),
    /// The mail cannot be built.
    #[error("{0}")]
    Message(#[from] lettre::error::Error),
    /// The type of an attachment cannot be written.
    #[error("the type of an attachment: {0}")]
    Attachment(#[from] lettre::message::header::ContentTypeErr),
    /// The file cannot be written.
    #[error("{0}")]
    File(#[from] std::io::Error),
}

impl MailError {
    /// The reason for the staff, who read it beside the mail (未達メール); the other server's words are quoted.
    pub fn reason(&self) -> String {
        match self {
            Self::Timeout => "メールサーバが時間内に応答しませんでした。".to_owned(),
            Self::Refused(words) => format!("宛先に受け取りを拒否されました。（{words}）"),
            Self::Later(words) => format!("メールサーバが受け付けませんでした。（{words}）"),
            Self::Address(_) => "E-mailアドレスに誤りがあるため送信できません。".to_owned(),
            other => format!("メールを送信できませんでした。（{other}）"),
        }
    }
}

impl Mailer {
    /// Opens the destination that the settings name.
    pub fn open(route: &MailConfig, from: &str) -> Result<Self, MailError> {
        Ok(match route {
            MailConfig::Smtp(url) => {
                let from = from.parse().map_err(|_| MailError::Address("NSS_MAIL_FROM"))?;
                Self::Smtp { server: Arc::new(SmtpServer::from_url(url)?), from }
            }
            MailConfig::File(file) if file.is_dir() => {
                return Err(MailError::Config(format!("{} is a folder, not a file", file.display())));
            }
            MailConfig::File(file) => Self::File(file.clone()),
            MailConfig::Memory => Self::Memory(Arc::default()),
        })
    }

    /// Delivers a mail.
    pub async fn send(&self, mail: &OutgoingMail) -> Result<(), MailError> {
        match self {
            Self::Smtp { server, from } => {
                let message = message(from, mail)?;
                server.send(message.envelope(), &message.formatted()).await
            }
            Self::File(file) => Ok(file::write(file, mail)?),
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
        }
    }

    /// Closes the connections that no mail uses.
    pub async fn close_idle(&self) {
        if let Self::Smtp { server, .. } = self {
            server.close_idle().await;
        }
    }

    /// All delivered mails, newest first; empty with a mail server.
    pub fn sent(&self) -> Vec<OutgoingMail> {
        let mut mails = match self {
            Self::Smtp { .. } => Vec::new(),
            Self::File(file) => file::read(file),
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        mails.reverse();
        mails
    }
}
