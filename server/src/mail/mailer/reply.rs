//! Judges the replies of a mail server: which of them mean the recipient, which the server itself.

use std::error::Error as _;

use lettre::transport::smtp::Error;

use super::MailError;

/// The step of a mail that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Connection, greeting, TLS, log-in.
    Connection,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA` and the text.
    Text,
}

/// "Service not available, closing": at any step it means the server (RFC 5321).
const CLOSING: u16 = 421;
/// Words of a refusal that means us, although it came for the recipient: "relay access denied", "authentication
/// required", "sender rejected", "client host blocked".
const OURS: [&str; 5] = ["relay", "authenti", "sender", "client", "blocked"];

/// The error of a step. Its text names the code and no address.
pub(super) fn judge(step: Step, error: &Error) -> MailError {
    let reply = error.source().map(ToString::to_string).unwrap_or_default();
    classify(step, error.status().map(u16::from), &reply)
}

fn classify(step: Step, code: Option<u16>, reply: &str) -> MailError {
    let enhanced = enhanced_code(reply);
    let name = match (code, enhanced) {
        (None, _) => "no answer, or the connection broke".to_owned(),
        (Some(code), None) => code.to_string(),
        (Some(code), Some((class, subject, detail))) => format!("{code} {class}.{subject}.{detail}"),
    };
    match (step, code) {
        (Step::Connection | Step::Sender, _) | (_, Some(CLOSING)) => MailError::Server(name),
        (_, Some(code)) if code >= 500 && is_about_recipient(step, code, enhanced, reply) => MailError::Refused(name),
        _ => MailError::Later(name),
    }
}

/// Whether a reply for good means the recipient's address or mailbox. All others are retried: they mean the server's
/// policy, our mails as a whole, or nobody knows.
fn is_about_recipient(step: Step, code: u16, enhanced: Option<(u8, u8, u8)>, reply: &str) -> bool {
    match enhanced {
        // Address, except the sender's (RFC 3463, 3886); mailbox; way to the mailbox.
        Some((5, 1, detail)) => !matches!(detail, 7 | 8),
        Some((5, 2 | 4, _)) => true,
        Some((5, 0, _)) | None => {
            let reply = reply.to_lowercase();
            step == Step::Recipient && matches!(code, 550 | 551 | 553) && !OURS.iter().any(|word| reply.contains(word))
        }
        Some(_) => false,
    }
}

/// The enhanced status code at the beginning of a reply, e.g. `5.1.1` (RFC 3463).
fn enhanced_code(reply: &str) -> Option<(u8, u8, u8)> {
    let mut numbers = reply.split_whitespace().next()?.split('.').map(str::parse);
    let code = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    (numbers.next().is_none() && matches!(code.0, 2 | 4 | 5)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{MailError, Step, classify};

    fn kind(step: Step, code: u16, reply: &str) -> &'static str {
        match classify(step, Some(code), reply) {
            MailError::Refused(_) => "recipient",
            MailError::Server(_) => "server",
            MailError::Later(_) => "later",
            _ => "",
        }
    }

    #[test]
    fn only_refusals_of_the_address_or_mailbox_are_the_recipients() {
        for (code, reply) in [
            (550, ""),
            (550, "No such user here"),
            (551, "User not local"),
            (550, "5.1.1 <a@example.jp>: Recipient address rejected: User unknown"),
            (550, "5.0.0 unknown user"),
            (556, "5.1.10 Recipient address has null MX"),
            (552, "5.2.2 Mailbox full"),
            (550, "5.4.1 Recipient address rejected: Access denied"),
        ] {
            assert_eq!(kind(Step::Recipient, code, reply), "recipient", "{code} {reply}");
        }
        for (code, reply) in [
            (554, ""),
            (530, "Must issue a STARTTLS command first"),
            (550, "relay not permitted"),
            (550, "Authentication is required for relay"),
            (550, "Sender verify failed"),
            (554, "5.7.1 <a@example.jp>: Relay access denied"),
            (550, "5.1.8 <no-reply@nss.example>: Sender address rejected: Domain not found"),
            (503, "5.5.1 Error: need MAIL command"),
            (450, "4.2.0 Greylisted"),
            (452, "4.2.2 Mailbox full"),
        ] {
            assert_eq!(kind(Step::Recipient, code, reply), "later", "{code} {reply}");
        }
    }

    #[test]
    fn before_the_recipient_every_refusal_is_the_servers() {
        for code in [421, 450, 454, 535, 550, 553, 554] {
            assert_eq!(kind(Step::Connection, code, "5.1.1 unknown"), "server", "{code}");
            assert_eq!(kind(Step::Sender, code, "5.1.1 unknown"), "server", "{code}");
        }
        assert_eq!(kind(Step::Recipient, 421, "4.3.2 Shutting down"), "server");
    }

    #[test]
    fn a_refused_text_is_retried_unless_it_names_the_mailbox() {
        assert_eq!(kind(Step::Text, 550, "unknown"), "later");
        assert_eq!(kind(Step::Text, 554, "5.7.1 spam"), "later");
        assert_eq!(kind(Step::Text, 550, "5.1.1 unknown"), "recipient");
    }

    #[test]
    fn the_text_of_an_error_holds_codes_and_no_address() {
        let error = classify(Step::Recipient, Some(550), "5.1.1 <a@example.jp>: unknown").to_string();
        assert!(error.contains("550 5.1.1") && !error.contains("example"), "{error}");
    }
}
