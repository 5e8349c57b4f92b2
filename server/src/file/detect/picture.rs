//! PNG and JPEG: the whole file is parsed, and only what cameras write may follow the picture.

mod trailer;

use std::{
    fs::File,
    io::{BufRead, BufReader, ErrorKind, Read},
};

use nss_core::file::{FileType, refusal};

use super::{Rejected, from};

const BROKEN: Rejected = Rejected::BROKEN;

/// Signature, IHDR, chunks, IEND, and the end of the file (ISO/IEC 15948, 5).
pub(super) fn png(file: &File) -> Result<FileType, Rejected> {
    let mut bytes = BufReader::new(from(file, 8)?);
    let mut is_first = true;
    loop {
        let [a, b, c, d, kind @ ..] = read::<8>(&mut bytes)?;
        let length = u64::from(u32::from_be_bytes([a, b, c, d]));
        if is_first != (&kind == b"IHDR") {
            return Err(BROKEN);
        }
        is_first = false;
        skip(&mut bytes, length + 4)?;
        if &kind == b"IEND" {
            return end(bytes, FileType::Png);
        }
    }
}

/// SOI, segments, a frame, scans, EOI (ITU-T T.81, annex B). Further pictures may follow, as telephones write them
/// (CIPA DC-007).
pub(super) fn jpeg(file: &File) -> Result<FileType, Rejected> {
    let mut bytes = BufReader::new(from(file, 0)?);
    loop {
        one_jpeg(&mut bytes)?;
        while bytes.fill_buf()?.first() == Some(&0) {
            bytes.consume(1);
        }
        if bytes.fill_buf()?.first() != Some(&0xff) {
            return end(bytes, FileType::Jpeg);
        }
    }
}

/// Checks what follows the picture.
fn end(mut bytes: impl Read, kind: FileType) -> Result<FileType, Rejected> {
    let mut rest = Vec::new();
    bytes.read_to_end(&mut rest)?;
    if trailer::is_harmless(&rest) { Ok(kind) } else { Err(Rejected::like(&refusal::MIXED, kind)) }
}

fn one_jpeg(bytes: &mut impl BufRead) -> Result<(), Rejected> {
    if read::<2>(bytes)? != [0xff, 0xd8] {
        return Err(Rejected::like(&refusal::MIXED, FileType::Jpeg));
    }
    let (mut has_frame, mut has_scan) = (false, false);
    let mut next = marker(bytes)?;
    loop {
        match next {
            0xd9 if has_frame && has_scan => return Ok(()),
            0xd8 | 0xd9 | 0x00 => return Err(BROKEN),
            0x01 | 0xd0..=0xd7 => {}
            _ => {
                let length = u64::from(u16::from_be_bytes(read(bytes)?));
                skip(bytes, length.checked_sub(2).ok_or(BROKEN)?)?;
            }
        }
        has_frame |= matches!(next, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
        has_scan |= next == 0xda;
        next = if next == 0xda { behind_scan(bytes)? } else { marker(bytes)? };
    }
}

/// The next marker; any number of fill bytes may precede it.
fn marker(bytes: &mut impl BufRead) -> Result<u8, Rejected> {
    if read(bytes)? != [0xff] {
        return Err(BROKEN);
    }
    loop {
        match read(bytes)? {
            [0xff] => {}
            [marker] => return Ok(marker),
        }
    }
}

/// The marker after the coded data of a scan, which escapes a marker's first byte by a zero.
fn behind_scan(bytes: &mut impl BufRead) -> Result<u8, Rejected> {
    loop {
        if bytes.skip_until(0xff)? == 0 {
            return Err(BROKEN);
        }
        loop {
            match read(bytes)? {
                [0xff] => {}
                [0x00 | 0xd0..=0xd7] => break,
                [marker] => return Ok(marker),
            }
        }
    }
}

fn read<const N: usize>(bytes: &mut impl Read) -> Result<[u8; N], Rejected> {
    let mut read = [0; N];
    bytes.read_exact(&mut read)?;
    Ok(read)
}

fn skip(bytes: &mut impl BufRead, length: u64) -> Result<(), Rejected> {
    let skipped = std::io::copy(&mut bytes.take(length), &mut std::io::sink())?;
    if skipped == length { Ok(()) } else { Err(std::io::Error::from(ErrorKind::UnexpectedEof).into()) }
}
