//! Rejected files: each sentence says what to do.

use axum::body::{Body, Bytes};
use nss_core::file::LIMIT;

use super::{detected, entered, kept_bytes, refused, stored};
use crate::support::{content, on_each_store};

const XLSM: (&str, &str) = ("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml");
const DOCM: (&str, &str) = ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml");
/// A content type written with XML entities is recognised.
const HIDDEN: (&str, &str) = ("xl/workbook.xml", "application/vnd.ms-excel.sheet.macr&#111;Enabled.main+xml");

/// A part with the flag of encryption (APPNOTE 4.4.4, bit 0).
fn locked_zip() -> Vec<u8> {
    let mut bytes = content::office(&[content::XLSX], &[]);
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|&place| &bytes[place..place + 4] == mark).collect();
        for place in places {
            bytes[place + flags] |= 1;
        }
    }
    bytes
}

/// Asserts a rejection with that code, whose sentence contains the words.
type Case = (&'static str, &'static str, Vec<u8>);

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let (pdf, png, jpeg) = (content::pdf(600), content::png(200), content::jpeg());
    let xlsx = content::office(&[content::XLSX], &[]);
    let book = content::workbook(&[]);
    let swollen = content::office(&[content::XLSX], &[("xl/sheet1.xml", &vec![b' '; 20 << 20])]);
    let names: Vec<String> = (0..10_001).map(|number| format!("xl/{number}")).collect();
    let crowd: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let joined = |parts: &[&[u8]]| parts.concat();
    vec![
        ("file.empty", "0バイト", Vec::new()),
        ("file.program", "プログラム", b"MZ\x90\x00\x03".repeat(300)),
        ("file.program", "プログラム", b"\x7fELF\x02\x01\x01".to_vec()),
        ("file.unknown", "Excel（xlsx・xls）", b"name,size\r\n".to_vec()),
        ("file.unknown", "PDF", content::zip(&[("a.txt", b"a")])),
        ("file.unknown", "PDF", content::compound(&[("/Contents", b"a")])),
        ("file.svg", "PNG", br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec()),
        ("file.web-page", "HTML", b"\xef\xbb\xbf\n<!DOCTYPE HTML><script>alert(1)</script>".to_vec()),
        ("file.old-office", "docx", content::compound(&[("/WordDocument", b"a")])),
        // Macros.
        ("file.macros", "（xlsx）", content::office(&[XLSM], &[])),
        ("file.macros", "（xlsx）", content::office(&[HIDDEN], &[])),
        ("file.macros", "（docx）", content::office(&[DOCM], &[])),
        ("file.macros", "（xlsx）", content::office(&[content::XLSX], &[("xl/vbaProject.bin", b"a")])),
        ("file.macros", "（pptx）", content::office(&[content::PPTX], &[("ppt/VBAPROJECT.BIN", b"a")])),
        ("file.macros", "（xlsx）", content::compound(&[("/Workbook", &book), ("/_VBA_PROJECT_CUR/VBA/dir", b"a")])),
        ("file.macros", "（xlsx）", content::compound(&[("/Workbook", &content::workbook(&[(0x85, &[0, 0, 0, 0, 0, 1])]))])),
        // Actions and embedded files of PDF.
        ("file.actions", "JavaScript", content::pdf_with_object("/OpenAction 4 0 R", b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")),
        ("file.actions", "PDFに保存", content::pdf_with_object("/OpenAction << /S /Launch /F (calc.exe) >>", b"null")),
        ("file.actions", "PDFに保存", content::pdf_with_object("/Names << /J#61vaScript 4 0 R >>", b"<< /Names [] >>")),
        ("file.actions", "PDFに保存", content::pdf_with_object("/AA << /WC 4 0 R >>", b"<</S/SubmitForm/F(http://192.0.2.9/)>>")),
        ("file.actions", "PDFに保存", content::pdf_with_object("/OpenAction 4 0 R", b"<</S/GoToR/F(\\\\\\\\192.0.2.9\\\\a)/D[0/Fit]>>")),
        ("file.actions", "PDFに保存", content::pdf_with_object("/OpenAction 4 0 R", b"<</S/ImportData/F(a.fdf)>>")),
        ("file.actions", "PDFに保存", content::pdf_with_object("/AcroForm << /XFA 4 0 R >>", b"[]")),
        ("file.actions", "PDFに保存", content::pdf_with_object("", &content::object_stream("/Filter /FlateDecode", "7 0 <</S/JavaScript>>"))),
        ("file.actions", "PDFに保存", content::pdf_with_object("", &content::object_stream("/X (endobj stream\\n obj) %>>\n /Filter[/FlateDecode]", "7 0 <</S/Launch>>"))),
        ("file.broken", "保存し直して", content::pdf_with_object("", &content::object_stream("/Filter [/ASCIIHexDecode /FlateDecode]", "7 0 <</S/Launch>>"))),
        ("file.broken", "保存し直して", content::pdf_with_object("", b"<</N 1/First 4/Filter/FlateDecode/Length 4>>stream\nabcd\nendstream")),
        ("file.embedded", "1件ずつ", content::pdf_with_object("/Names << /EmbeddedFiles 4 0 R >>", b"<< /Names [] >>")),
        ("file.embedded", "1件ずつ", content::pdf_with_object("", b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>")),
        // Encryption.
        ("file.encrypted", "パスワード", content::pdf_with("/Encrypt 3 0 R", 0)),
        ("file.encrypted", "パスワード", content::pdf_with("/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -1>>", 0)),
        ("file.encrypted", "パスワード", content::pdf_with_stream("/#45ncrypt 3 0 R")),
        ("file.encrypted", "パスワード", content::compound(&[("/EncryptedPackage", b"a"), ("/EncryptionInfo", b"a")])),
        ("file.encrypted", "パスワード", content::compound(&[("/Workbook", &content::workbook(&[(0x2f, &[0; 6])]))])),
        ("file.encrypted", "パスワード", locked_zip()),
        // Truncated.
        ("file.broken", "保存し直して", pdf[..pdf.len() - 8].to_vec()),
        ("file.broken", "保存し直して", joined(&[&pdf, b"9 0 obj\n<< /Length 100 >>\nstream\n"])),
        ("file.broken", "保存し直して", b"%PDF-1.4\nstartxref\n99999\n%%EOF\n".to_vec()),
        ("file.broken", "保存し直して", png[..png.len() - 1].to_vec()),
        ("file.broken", "保存し直して", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("file.broken", "保存し直して", jpeg[..jpeg.len() - 2].to_vec()),
        ("file.broken", "保存し直して", b"\xff\xd8\xff\xd9".to_vec()),
        ("file.broken", "保存し直して", xlsx[..xlsx.len() - 30].to_vec()),
        ("file.broken", "保存し直して", content::compound(&[("/Workbook", &book)])[..700].to_vec()),
        ("file.broken", "保存し直して", content::compound(&[("/Workbook", b"no book")])),
        // Zip bombs.
        ("file.swells", "大きくなりすぎます", swollen),
        ("file.too-many-parts", "数が多すぎて", content::office(&[content::XLSX], &crowd)),
        // Two types at once.
        ("file.mixed", "PDF", joined(&[&pdf, &content::zip(&[("a.txt", b"a")])])),
        ("file.mixed", "PDF", joined(&[&pdf, b"<script>alert(1)</script>"])),
        ("file.mixed", "PDF", joined(&[b"<html><script>alert(1)</script>", &pdf])),
        ("file.mixed", "画像（png）", joined(&[&png, b"<script>alert(1)</script>"])),
        ("file.mixed", "画像（png）", joined(&[&png, &xlsx])),
        ("file.mixed", "画像（jpg・jpeg）", joined(&[&jpeg, b"<?php phpinfo(); ?>"])),
        ("file.mixed", "画像（jpg・jpeg）", joined(&[&jpeg, &content::zip(&[("a.class", b"a")])])),
        ("file.mixed", "Excel（xlsx）", joined(&[&xlsx, &pdf])),
        ("file.mixed", "Excel（xlsx）", joined(&[b"PK\x03\x04", &xlsx])),
        ("file.mixed", "Excel（xlsx）", content::office(&[content::XLSX, content::DOCX], &[])),
    ]
}

#[tokio::test]
async fn each_refusal_says_what_to_do_and_leaves_nothing_behind() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let before = stored(&mut browser, &path).await;
        for (number, (code, words, bytes)) in cases().into_iter().enumerate() {
            // The name does not match the content.
            let reply = browser.attach(&path, "diagram/f1lef1le", "構成図.xlsx", bytes).await;
            let message = refused(&reply, 422, code);
            assert!(message.starts_with("「構成図.xlsx」") && message.contains(words), "{number}: {message}");
            assert_eq!(reply.json()["type"], "/problems/file-refused");
        }
        let after = stored(&mut browser, &path).await;
        assert_eq!((after.revision, after.draft), (before.revision, before.draft));
        assert_eq!(kept_bytes(world), 0);
    })
    .await;
}

#[test]
fn damaged_files_are_rejected_and_never_panic() {
    let samples = [
        content::pdf(600),
        content::pdf_with_stream(""),
        content::png(120),
        content::jpeg(),
        content::office(&[content::XLSX], &[]),
        content::compound(&[("/Workbook", &content::workbook(&[(0x85, &[0; 9])]))]),
    ];
    for sample in &samples {
        let kind = detected(sample).unwrap();
        // A compound file is long and mostly zeros.
        for end in (0..sample.len()).step_by(1 + sample.len() / 1000) {
            // The last bytes of a compound file's sector may be missing, and the last line end of a PDF.
            let is_cut = end + 2 < sample.len() && kind != nss_core::file::FileType::Xls;
            assert!(detected(&sample[..end]).is_err() || !is_cut, "{kind:?} cut at {end}");
            let mut damaged = sample.clone();
            for flip in [0x01, 0x80, 0xff] {
                damaged[end] = sample[end] ^ flip;
                let _ = detected(&damaged);
            }
        }
    }
}

#[tokio::test]
async fn one_byte_above_the_limit_is_refused_with_the_limit_however_it_comes() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let bytes = Bytes::from(content::png(LIMIT as usize + 1));
        let whole = browser.attach(&path, "diagram/f1lef1le", "図.png", bytes.clone()).await;
        // A body without Content-Length, in pieces, far above the limit.
        let pieces = std::iter::repeat_n(bytes, 1000).map(Ok::<_, std::io::Error>);
        let pieces = Body::from_stream(futures_util::stream::iter(pieces));
        let stream = browser.attach(&path, "diagram/f1lef1le", "図.png", pieces).await;
        for reply in [whole, stream] {
            assert!(refused(&reply, 413, "file.too-large").contains("10 MB"));
            assert_eq!(reply.json()["type"], "/problems/file-too-large");
        }
        assert_eq!(kept_bytes(world), 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_without_a_name_or_with_an_endless_one_is_refused() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        for (name, code) in
            [("", "file.name-missing"), ("C:\\図\\", "file.name-missing"), ("\u{202e}\r\n", "file.name-missing")]
        {
            refused(&browser.attach(&path, "diagram/f1lef1le", name, content::pdf(600)).await, 422, code);
        }
        let endless = "図".repeat(256);
        let reply = browser.attach(&path, "diagram/f1lef1le", &endless, content::pdf(600)).await;
        assert!(refused(&reply, 422, "file.name-too-long").contains("255文字"));
        let mut unreadable = browser.file_request(&path, "diagram/f1lef1le", "", content::pdf(600));
        unreadable.headers_mut().insert("x-nss-file-name", "%FF%FE".parse().unwrap());
        assert_eq!(browser.send(unreadable).await.status.as_u16(), 400);
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_stops_in_the_middle_leaves_nothing_behind() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let pieces = [Ok(Bytes::from_static(b"%PDF-1.4")), Err(std::io::Error::other("the line went dead"))];
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        let reply = browser.attach(&path, "diagram/f1lef1le", "図.pdf", body).await;
        assert_eq!(reply.status.as_u16(), 400, "{}", reply.text);
        assert_eq!((stored(&mut browser, &path).await.revision, kept_bytes(world)), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn sixty_uploads_in_an_hour_are_enough() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        for _ in 0..60 {
            refused(&browser.attach(&path, "diagram/f1lef1le", "図.txt", "text").await, 422, "file.unknown");
        }
        let reply = browser.attach(&path, "diagram/f1lef1le", "図.txt", "text").await;
        assert_eq!(reply.status.as_u16(), 429);
        assert!(!reply.header("retry-after").is_empty());
    })
    .await;
}
