//! Mail as lines of a file, one JSON object each.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use super::OutgoingMail;

/// Appends one mail in one write, since several processes may share the file. It begins a new line, after whatever a
/// killed process left.
pub(super) fn write(path: &Path, mail: &OutgoingMail) -> io::Result<()> {
    let line = format!("\n{}\n", serde_json::to_string(mail)?);
    let mut file = match open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            open(path)?
        }
        opened => opened?,
    };
    file.write_all(line.as_bytes())
}

fn open(path: &Path) -> io::Result<File> {
    File::options().append(true).create(true).open(path)
}

/// All mails of the file, oldest first; other lines are skipped.
pub(super) fn read(path: &Path) -> Vec<OutgoingMail> {
    let bytes = fs::read(path).unwrap_or_default();
    let mut mails: Vec<OutgoingMail> =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    mails.sort_by_key(|mail| mail.at);
    mails
}

#[cfg(test)]
mod tests {
    use super::{OutgoingMail, open, read, write};
    use chrono::{DateTime, TimeDelta};
    use std::io::Write as _;

    #[test]
    fn a_mail_reads_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("var/mails.jsonl");
        assert_eq!(read(&path), []);
        let first = OutgoingMail {
            id: "0a".into(),
            recipient: "a@example.jp".into(),
            subject: "【NSS】お知らせ".into(),
            body: "一行目\n\n三行目\n".into(),
            calendar: Some("BEGIN:VCALENDAR\r\n".into()),
            at: DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap(),
        };
        let second = OutgoingMail { id: "00".into(), at: first.at + TimeDelta::seconds(1), ..first.clone() };
        write(&path, &second).unwrap();
        // The process was killed within a character of three bytes.
        open(&path).unwrap().write_all(b"{\"id\":\"\xe3\x81").unwrap();
        write(&path, &first).unwrap();
        assert_eq!(read(&path), [first, second]);
    }
}
