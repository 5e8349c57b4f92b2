//! The strongest compression: each text is compressed once and sent often.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// brotli's strongest.
const QUALITY: u32 = 11;
/// brotli's largest window, 16 MiB: larger than the data set.
const WINDOW: u32 = 24;
const BUFFER: usize = 1 << 16;

/// The text in brotli (RFC 7932).
pub(crate) fn brotli(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, BUFFER, QUALITY, WINDOW);
    writer.write_all(text)?;
    drop(writer);
    Ok(out)
}

/// The text out of brotli.
pub(crate) fn unbrotli(packed: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    brotli::Decompressor::new(packed, BUFFER).read_to_string(&mut text)?;
    Ok(text)
}

/// The text in gzip, for browsers that take brotli over https only.
pub(crate) fn gzip(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(text)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_texts_are_restored() {
        let text = "千代田区\n".repeat(1000);
        let [small, gzip] = [brotli(text.as_bytes()).unwrap(), gzip(text.as_bytes()).unwrap()];
        assert!(small.len() < 100 && gzip.len() < 200);
        assert_eq!(unbrotli(&small).unwrap(), text);
        assert!(unbrotli(b"no brotli").is_err());
    }
}
