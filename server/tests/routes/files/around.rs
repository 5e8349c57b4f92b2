//! Something harmless before or behind a file, and tables of PDF that viewers repair: accepted as what they are.

use super::code;
use crate::support::content;

/// Blanks that writers, mailers and transfers leave around a file.
const BLANKS: [&str; 12] =
    ["", "\n", "\r\n", "\r", "\n\n\n", " ", "\t", "\0", "\x1a", "\r\n\x1a", "\x0c", "\0\0\0\n\0\0 \r\n"];

fn documents() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("pdf", content::pdf(600)),
        ("pdf", content::pdf_with_stream("")),
        ("png", content::png(200)),
        ("jpeg", content::jpeg()),
        ("jpeg", [content::jpeg(), content::jpeg()].concat()),
        ("xlsx", content::office(&[content::XLSX], &[])),
        ("docx", content::office(&[content::DOCX], &[])),
    ]
}

#[test]
fn blanks_behind_any_file_are_harmless() {
    for (kind, bytes) in documents() {
        // Programs search the end of a ZIP within 64 KiB.
        let length = if matches!(kind, "xlsx" | "docx") { 60_000 } else { 200_000 };
        for blank in BLANKS.map(str::to_owned).into_iter().chain(["\0".repeat(length), "\n".repeat(length)]) {
            let found = code(&[&bytes, blank.as_bytes()].concat());
            assert_eq!(found, kind, "{} bytes behind: {:?}", blank.len(), &blank[..blank.len().min(9)]);
        }
    }
}

#[test]
fn a_pdf_may_stand_behind_a_byte_order_mark_and_blanks() {
    for bytes in [content::pdf(600), content::pdf_with_stream("")] {
        for mark in ["", "\u{feff}"] {
            for blank in ["", "\n", "\r\n", " ", "\t", "\r", "\x0c", "\r\n\r\n  \n"] {
                let begin = [mark, blank].concat();
                assert_eq!(code(&[begin.as_bytes(), &bytes].concat()), "pdf", "behind {begin:?}");
            }
        }
        for other in ["%", "x\n", "%!PS\n", "<html>\n", "\u{feff}<script>", "GIF89a\n"] {
            assert_eq!(code(&[other.as_bytes(), &bytes].concat()), "file.mixed", "behind {other:?}");
        }
    }
}

#[test]
fn the_trailers_of_telephones_and_cameras_are_harmless_and_files_in_them_are_not() {
    let samsung = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1600000000000SEFH\x6b\0\0\0\x01\0\0\0\x18\0\0\0SEFT".as_slice();
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42\0\0\0\x10mdat12345678".as_slice();
    let motion = [b"\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data", film, samsung].concat();
    let huawei = [film, b"LIVE_1234567        "].concat();
    let oneplus = b"{\"name\":\"camera\"}\x12\0\0\0jxrs\x01\0\0\0".as_slice();
    let vivo = b"vivo{\"a\":1}\xff\xff\xff\xff\x1b*9HWfu\x84\x93\xa2\xb1".as_slice();
    let second = [&content::jpeg(), film].concat();
    for trailer in [samsung, film, &motion, &huawei, oneplus, vivo, &second] {
        assert_eq!(code(&[&content::jpeg(), trailer].concat()), "jpeg", "{}", trailer.escape_ascii());
        for other in [&b"<script>alert(1)</script>"[..], b"<?PHP ?>", &content::zip(&[("a.class", b"a")])] {
            for mixed in [[&content::jpeg(), trailer, other], [&content::jpeg(), other, trailer]] {
                assert_eq!(code(&mixed.concat()), "file.mixed", "{}", mixed[1].escape_ascii());
            }
        }
    }
    assert_eq!(code(&[&content::png(200), samsung].concat()), "png");
}

#[test]
fn a_pdf_whose_table_viewers_repair_is_accepted() {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (table, stream) = (text(content::pdf(600)), text(content::pdf_with_stream("")));
    for pdf in [&table, &stream] {
        let (before, after) = pdf.split_once("startxref\n").unwrap();
        let place: usize = after.split_once('\n').unwrap().0.parse().unwrap();
        for wrong in [0, 1, place - 9, place + 1, place + 7, 99_999_999] {
            assert_eq!(code(format!("{before}startxref\n{wrong}\n%%EOF\n").as_bytes()), "pdf", "at {wrong}");
        }
        for wrong in ["startxref\n-1\n", "startxref\nx\n", "startxref\n", "startxref\n18446744073709551616\n", ""] {
            assert_eq!(code(format!("{before}{wrong}%%EOF\n").as_bytes()), "pdf", "{wrong:?}");
        }
        // A transfer as text, and a header of a mail gateway before it.
        assert_eq!(code(pdf.replace('\n', "\r\n").as_bytes()), "pdf");
        assert_eq!(code(pdf.replace('\n', "\r").as_bytes()), "pdf");
    }
    // The table itself is missing, or all but the objects.
    let (objects, _) = table.split_once("xref\n").unwrap();
    let (_, trailer) = table.split_once("trailer").unwrap();
    assert_eq!(code(format!("{objects}trailer{trailer}").as_bytes()), "pdf");
    assert_eq!(code(format!("{objects}%%EOF").as_bytes()), "pdf");
    assert_eq!(code(b"%PDF-1.4\nstartxref\n0\n%%EOF\n"), "file.broken");
}

#[test]
fn a_damaged_table_does_not_hide_an_encryption_or_an_action() {
    for keys in ["/Encrypt 3 0 R", "/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -1>>"] {
        let locked = String::from_utf8(content::pdf_with(keys, 0)).unwrap();
        let (before, _) = locked.split_once("startxref").unwrap();
        for wrong in ["startxref\n0\n", "startxref\n", ""] {
            assert_eq!(code(format!("{before}{wrong}%%EOF").as_bytes()), "file.encrypted", "{keys} {wrong:?}");
            // A newer trailer without it.
            let newer = format!("{before}{wrong}%%EOF\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF");
            assert_eq!(code(newer.as_bytes()), "file.encrypted", "{keys} {wrong:?}");
        }
    }
    let active = content::pdf_with_object("", &content::object_stream("/Filter /FlateDecode", "7 0 <</S/JavaScript>>"));
    let place = active.windows(9).rposition(|window| window == b"startxref").unwrap();
    assert_eq!(code(&[&active[..place], b"%%EOF"].concat()), "file.actions");
    assert_eq!(code(&[b"\xef\xbb\xbf\r\n", &active[..]].concat()), "file.actions");
}
