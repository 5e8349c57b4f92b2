//! Mail as lines of a file, one JSON object each.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use super::Letter;

/// Adds one mail, in one write: several processes may share the file. A line that a killed process left half stays by itself.
pub(super) fn write(path: &Path, letter: &Letter) -> io::Result<()> {
    let line = format!("\n{}\n", serde_json::to_string(letter)?);
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

/// All mails of the file, oldest first; what is none is passed over.
pub(super) fn read(path: &Path) -> Vec<Letter> {
    let bytes = fs::read(path).unwrap_or_default();
    let mut letters: Vec<Letter> =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    letters.sort_by_key(|letter| letter.at);
    letters
}

#[cfg(test)]
mod tests {
    use super::{Letter, open, read, write};
    use chrono::{DateTime, TimeDelta};
    use std::io::Write as _;

    #[test]
    fn a_mail_reads_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("var/mails.jsonl");
        assert_eq!(read(&path), []);
        let first = Letter {
            id: "0a".into(),
            recipient: "a@example.jp".into(),
            subject: "【NSS】お知らせ".into(),
            body: "一行目\n\n三行目\n".into(),
            at: DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap(),
        };
        let second = Letter { id: "00".into(), at: first.at + TimeDelta::seconds(1), ..first.clone() };
        write(&path, &second).unwrap();
        // As a process leaves it that was killed in the middle of a mail's only character of three bytes.
        open(&path).unwrap().write_all(b"{\"id\":\"\xe3\x81").unwrap();
        write(&path, &first).unwrap();
        assert_eq!(read(&path), [first, second]);
    }
}
