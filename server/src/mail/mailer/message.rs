//! A mail as it goes over the line (RFC 5322, RFC 2045).

use std::time::SystemTime;

use chrono::Utc;
use lettre::{
    Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::{MailError, OutgoingMail};

/// Builds the mail. A reader that finds no `MIME-Version` may show the coded text as it is (RFC 2045, 4): lettre writes
/// that header for parts, and not for a bare body.
pub(super) fn message(from: &Mailbox, mail: &OutgoingMail) -> Result<Message, MailError> {
    let to = mail.recipient.parse().ok().filter(|_| mail.recipient.is_ascii());
    let id = format!("<{}@{}>", mail.id, from.email.domain());
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let head = Message::builder()
        .from(from.clone())
        .to(to.ok_or(MailError::Address("the recipient"))?)
        .subject(&mail.subject)
        .date(SystemTime::from(mail.at.with_timezone(&Utc)))
        .message_id(Some(id))
        .raw_header(automatic);
    let text = SinglePart::plain(mail.body.clone());
    Ok(match &mail.calendar {
        None => head.singlepart(text)?,
        Some(calendar) => {
            let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH")?;
            let file = Attachment::new("naccs.ics".to_owned()).body(calendar.clone(), kind);
            head.multipart(MultiPart::mixed().singlepart(text).singlepart(file))?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Mailbox, OutgoingMail, message};
    use chrono::{DateTime, FixedOffset};
    use mail_parser::{Encoding, MessageParser, MimeHeaders};
    use nss_core::{
        api::{Contact, Operator},
        mail::{
            Credentials, Mail, Received, Reviewed, Salutation, approval, debit_form, lapse, provisional_account,
            receipt, reissue, reminder, returned,
        },
        receipt_number::{ReceiptNumber, Series},
        review::{Kind, calendar_file},
    };

    fn at() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap()
    }

    fn sender() -> Mailbox {
        "運営会社 <no-reply@nss.example>".parse().unwrap()
    }

    /// Every kind of mail.
    fn mails() -> Vec<Mail> {
        let contact =
            Contact { name: "窓口".into(), telephone: "03-0000-0000".into(), hours: "平日9時～17時".into() };
        let address = "東京都港区浜松町1-1-1 ".repeat(40);
        let operator = Operator { name: "運営会社".into(), address, contacts: vec![contact] };
        let to =
            Salutation { company: "髙島屋㈱🚢".into(), family_name: "混載".into(), ..Salutation::default() };
        let login_url = "https://nss.example/login";
        let credentials = Credentials { login_id: "1234567", password: "AB23CD45", login_url };
        let number = ReceiptNumber::new(26, 55, Series::Application).unwrap();
        let submitted_at = at();
        let reviewed = |kind| Reviewed { kind, number: "2600055A", submitted_at: &submitted_at, login_url };
        vec![
            provisional_account(&operator, &to, credentials, &at()),
            reissue(&operator, &to, credentials, Some(&at())),
            reissue::<FixedOffset>(&operator, &to, credentials, None),
            receipt(&operator, &to, &Received { number, at: &at(), login_url }),
            debit_form(&operator, &to, number),
            approval(&operator, &to, &reviewed(Kind::New)),
            approval(&operator, &to, &reviewed(Kind::Settings)),
            returned(&operator, &to, &reviewed(Kind::New)),
            lapse(&operator, &to, &reviewed(Kind::New)),
            reminder(&operator, &to, &reviewed(Kind::New), at().date_naive()),
        ]
    }

    /// The mail as it is sent.
    fn sent(subject: &str, body: &str) -> String {
        sent_with(subject, body, None)
    }

    fn sent_with(subject: &str, body: &str, calendar: Option<String>) -> String {
        let mail = OutgoingMail {
            id: "0a".into(),
            recipient: "konsai.ichiro@naccs.example".into(),
            subject: subject.into(),
            body: body.into(),
            calendar,
            at: at(),
        };
        String::from_utf8(message(&sender(), &mail).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_mail_has_its_headers_and_no_header_of_its_text() {
        let text = sent("【NSS】お知らせ", "Bcc: someone@example.jp\n本文\n");
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        for line in [
            "Message-ID: <0a@nss.example>",
            "Auto-Submitted: auto-generated",
            "Date: Fri, 20 Nov 2026 01:15:00 +0000",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert_eq!(head.lines().filter(|written| *written == line).count(), 1, "{line} is not in\n{head}");
        }
        assert!(!head.contains("Bcc"), "{head}");
    }

    #[test]
    fn a_calendar_file_is_read_back_by_other_programs() {
        let calendar = calendar_file::write("2600055A", at().date_naive(), "nss.example", &at());
        let text = sent_with("【NACCS】お知らせ", "本文\n", Some(calendar.clone()));
        let read = MessageParser::default().parse(text.as_bytes()).unwrap();
        assert_eq!((read.text_body_count(), read.attachment_count()), (1, 1), "{text}");
        assert_eq!(read.body_text(0).unwrap().trim_end(), "本文");
        let file = read.attachment(0).unwrap();
        assert_eq!(file.attachment_name(), Some("naccs.ics"));
        assert_eq!(file.content_type().unwrap().subtype(), Some("calendar"));
        assert_eq!(file.text_contents(), Some(calendar.as_str()));
    }

    #[test]
    fn every_mail_is_read_back_by_another_program() {
        let mut mails: Vec<(&str, String)> = mails().into_iter().map(|mail| (mail.subject, mail.body)).collect();
        // Each encoding of a body: plain, quoted-printable, base64; a line above the limit of SMTP; a line of one dot.
        mails.extend([
            ("Plain", "ASCII only\n.\n..\nFrom here\n".to_owned()),
            ("Quoted", format!("{}é = 1\n", "x".repeat(2000))),
            ("長い件名", "本".repeat(2000)),
            ("Empty", String::new()),
        ]);
        for (subject, body) in mails {
            let text = sent(subject, &body);
            assert!(text.lines().all(|line| line.len() <= 998) && text.is_ascii(), "{text}");
            let read = MessageParser::default().parse(text.as_bytes()).unwrap();
            assert_eq!(read.header_raw("MIME-Version").map(str::trim), Some("1.0"), "{text}");
            assert_eq!(read.subject(), Some(subject));
            let mailbox = |address: Option<&mail_parser::Address>| {
                let first = address.unwrap().first().unwrap().clone();
                (first.name.map(String::from), first.address.map(String::from))
            };
            assert_eq!(mailbox(read.from()), (Some("運営会社".into()), Some("no-reply@nss.example".into())));
            assert_eq!(mailbox(read.to()), (None, Some("konsai.ichiro@naccs.example".into())));
            assert_eq!(read.date().unwrap().to_timestamp(), at().timestamp());
            assert_eq!((read.parts.len(), read.text_body_count(), read.attachment_count()), (1, 1, 0));
            let [part] = read.parts.as_slice() else { panic!("{text}") };
            assert!(part.content_type().unwrap().attribute("charset") == Some("utf-8"), "{text}");
            assert!(part.encoding != Encoding::None || body.is_ascii(), "{text}");
            // The last line end belongs to the way of transfer.
            let read_body = read.body_text(0).unwrap_or_default().replace("\r\n", "\n");
            assert_eq!(read_body.trim_end_matches('\n'), body.trim_end_matches('\n'), "{text}");
        }
    }
}
