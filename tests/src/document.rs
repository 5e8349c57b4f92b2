//! Generates files to attach, as small as their formats allow or padded to a size.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;
use tempfile::TempDir;

/// A temporary folder of files.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    /// Creates an empty folder.
    pub fn new() -> Result<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    /// Writes a file with this name and content.
    pub fn file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let path = self.0.path().join(name);
        std::fs::write(&path, content)?;
        Ok(path)
    }

    /// Makes a folder in it.
    pub fn inner(&self, name: &str) -> Result<PathBuf> {
        let path = self.0.path().join(name);
        std::fs::create_dir(&path)?;
        Ok(path)
    }

    /// Saves a file anew with other content, one minute later: a browser looks at the second of the time.
    pub fn save_anew(&self, path: &Path, content: &[u8]) -> Result<()> {
        std::fs::write(path, content)?;
        let later = SystemTime::now() + Duration::from_mins(1);
        Ok(std::fs::File::options().write(true).open(path)?.set_modified(later)?)
    }
}

/// A PDF without pages (ISO 32000-1, 7.5), with `padding` bytes of comment in it.
pub fn pdf(padding: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n%".to_vec();
    pdf.resize(pdf.len() + padding, b'-');
    pdf.extend(b"\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    let place = pdf.len();
    pdf.extend(b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n");
    pdf.extend(format!("{place}\n%%EOF\n").as_bytes());
    pdf
}

/// A PNG (ISO/IEC 15948, 5): signature, header and end.
pub fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55");
    png.extend(b"\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71");
    png.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    png
}

/// The beginning of a Windows program.
pub fn program() -> Vec<u8> {
    let mut program = b"MZ\x90\0".to_vec();
    program.resize(2048, 0);
    program
}
