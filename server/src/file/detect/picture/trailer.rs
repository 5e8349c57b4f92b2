//! The bytes behind a picture: cameras and telephones append a film, a depth map, settings. Each trailer has a mark at
//! its beginning or its end (as listed by `ExifTool`).

use memchr::memmem;

use super::super::is_blank;

/// The beginnings of trailers: Canon, vivo.
const BEGINNINGS: [&[u8]; 3] = [b"CANON OPTIONAL DATA\0", b"vivo{", b"streamdata"];
/// The ends of trailers: Samsung (two), vivo, `PhotoMechanic`, `FotoStation`, Insta360, Nikon.
const ENDS: [&[u8]; 7] = [
    b"\0\0SEFT",
    b"\0\0QDIOBS",
    b"\xff\xff\xff\xff\x1b*9HWfu\x84\x93\xa2\xb1",
    b"cbipcbbl",
    b"\xa1\xb2\xc3\xd4",
    b"8db42d694ccc418790edff439fe026bf",
    b"\0\0\0\0\0\0/NIKON APP",
];
/// The end of a live photo of Huawei and Honor: `LIVE_` and digits, padded to this number of bytes.
const LIVE: (&[u8], usize) = (b"LIVE_", 20);
/// Texts by which other programs find something of their own in any file. None is short enough to stand in a film by
/// chance.
const OTHERS: [&[u8]; 8] = [b"<?php", b"<script", b"<html", b"<svg", b"<body", b"<!doctype", b"<iframe", b"%pdf-"];

/// Whether the bytes are blank, or the trailer of a camera without another file's text in it. A ZIP in it is found by
/// the caller.
pub(super) fn is_harmless(bytes: &[u8]) -> bool {
    let length = bytes.iter().rposition(|byte| !is_blank(*byte)).map_or(0, |last| last + 1);
    if length == 0 {
        return true;
    }
    let is_known = is_film(bytes)
        || BEGINNINGS.iter().any(|mark| bytes.starts_with(mark))
        || ENDS.iter().any(|mark| bytes[..length].ends_with(mark))
        || is_oneplus(bytes)
        || memmem::find(&bytes[length.saturating_sub(LIVE.1)..length], LIVE.0).is_some();
    let lower = bytes.to_ascii_lowercase();
    is_known && OTHERS.iter().all(|mark| memmem::find(&lower, mark).is_none())
}

/// A film in boxes (ISO/IEC 14496-12, 4.2), as of a motion photo: its first box names its type. The reader of the picture
/// has skipped the zeros before it.
fn is_film(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    matches!(bytes[zeros..], [size, b'f', b't', b'y', b'p', ..] if size >= 16)
}

/// `jxrs`, three bytes and a zero at the end: `OnePlus`, OPPO, realme.
fn is_oneplus(bytes: &[u8]) -> bool {
    bytes.last_chunk().is_some_and(|[j, x, r, s, _, _, _, zero]: &[u8; 8]| (&[*j, *x, *r, *s], *zero) == (b"jxrs", 0))
}

#[cfg(test)]
mod tests {
    use super::{BEGINNINGS, ENDS, OTHERS, is_harmless};

    /// Every trailer that is taken.
    fn trailers() -> Vec<Vec<u8>> {
        let data = b"\x01\x0a\x0e\0\0\0Image_UTC_Data1600000000000 data ".as_slice();
        let mut trailers: Vec<Vec<u8>> = ENDS.iter().map(|end| [data, end].concat()).collect();
        trailers.extend(BEGINNINGS.map(|begin| [begin, data].concat()));
        trailers.push([b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", data].concat());
        trailers.push([data, b"jxrs\x01\x02\x03\0"].concat());
        trailers.push([data, b"LIVE_1234567       "].concat());
        trailers
    }

    #[test]
    fn trailers_of_cameras_and_blanks_are_harmless() {
        for blank in ["", "\n", "\r\n", "\r\n\r\n", " \t\n", "\x1a", "\0\0\0\0\n\0", &"\n".repeat(70_000)] {
            assert!(is_harmless(blank.as_bytes()), "{blank:?}");
        }
        for trailer in trailers() {
            assert!(is_harmless(&trailer), "{}", trailer.escape_ascii());
        }
    }

    #[test]
    fn a_trailer_with_the_text_of_another_file_is_not_harmless() {
        for trailer in trailers() {
            for other in OTHERS {
                let middle = trailer.len() / 2;
                let (begin, end) = trailer.split_at(middle);
                let mixed = [begin, &other.to_ascii_uppercase(), end].concat();
                assert!(!is_harmless(&mixed), "{}", mixed.escape_ascii());
            }
        }
        for unknown in [b"text".as_slice(), b"MZ\x90", b"Rar!\x1a\x07", b"#!/bin/sh\n", b"\0\0\0\x08ftyp", b"\xff"] {
            assert!(!is_harmless(unknown), "{}", unknown.escape_ascii());
        }
    }
}
