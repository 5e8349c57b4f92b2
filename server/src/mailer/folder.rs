//! Mail as files: `{milliseconds}-{id}.txt`, a few header lines, an empty line, the text.

use std::{fs, io, path::Path};

use chrono::DateTime;

use super::Letter;

/// Writes one mail. The name appears only when the file is whole.
pub(super) fn write(folder: &Path, letter: &Letter) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = format!("{:014}-{}", letter.at.timestamp_millis(), letter.id);
    let text = format!(
        "To: {}\nDate: {}\nSubject: {}\n\n{}",
        letter.recipient,
        letter.at.to_rfc3339(),
        letter.subject,
        letter.body
    );
    let half = folder.join(format!(".{name}"));
    fs::write(&half, text)?;
    fs::rename(half, folder.join(format!("{name}.txt")))
}

/// All mails of the folder, oldest first; what is none is passed over.
pub(super) fn read(folder: &Path) -> Vec<Letter> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.iter().filter_map(|path| letter(path)).collect()
}

fn letter(path: &Path) -> Option<Letter> {
    let id = path.file_name()?.to_str()?.strip_suffix(".txt")?.split_once('-')?.1.to_owned();
    let text = fs::read_to_string(path).ok()?;
    let (head, body) = text.split_once("\n\n")?;
    let line = |name: &str| Some(head.lines().find_map(|line| line.strip_prefix(name))?.trim().to_owned());
    Some(Letter {
        id,
        recipient: line("To:")?,
        subject: line("Subject:")?,
        body: body.to_owned(),
        at: DateTime::parse_from_rfc3339(&line("Date:")?).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Letter, read, write};
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn a_mail_reads_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let first = Letter {
            id: "0a".into(),
            recipient: "a@example.jp".into(),
            subject: "【NSS】お知らせ".into(),
            body: "一行目\n\n三行目\n".into(),
            at: DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap(),
        };
        let second = Letter { id: "00".into(), at: first.at + TimeDelta::seconds(1), ..first.clone() };
        for letter in [&second, &first] {
            write(folder.path(), letter).unwrap();
        }
        std::fs::write(folder.path().join("README"), "no mail").unwrap();
        assert_eq!(read(folder.path()), [first, second]);
    }
}
