//! Accepted files: every type, by its content, up to the limit.

use nss_core::{api::DraftSaved, file::LIMIT};

use super::{attached, entered, kept_bytes, stored};
use crate::support::{content, on_each_store};

#[tokio::test]
async fn every_type_is_known_by_its_content_whatever_its_name_says() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let xls = content::compound(&[("/Workbook", &content::workbook(&[(0x85, &[0, 0, 0, 0, 0, 0, 1, 0, b'a'])]))]);
        let panorama = [content::jpeg(), content::jpeg(), vec![0; 9]].concat();
        let cases: [(&str, Vec<u8>); 9] = [
            ("pdf", content::pdf(600)),
            ("pdf", content::pdf_with_stream("/Info (/Encrypt)")),
            ("xlsx", content::office(&[content::XLSX], &[("xl/media/image1.png", &content::png(200))])),
            ("docx", content::office(&[content::DOCX], &[])),
            ("pptx", content::office(&[content::PPTX], &[])),
            ("xls", xls),
            ("png", content::png(200)),
            ("jpeg", content::jpeg()),
            ("jpeg", panorama),
        ];
        for (number, (kind, bytes)) in cases.into_iter().enumerate() {
            let mut draft = stored(&mut browser, &path).await;
            draft.draft.rows.clear();
            let emptied = serde_json::json!({ "revision": draft.revision, "draft": draft.draft });
            browser.put(&path, &emptied).await;
            let row = format!("f1lef1l{number}");
            let reply = browser.attach(&path, &format!("diagram/{row}"), "構成図.dat", bytes.clone()).await;
            let file = attached(&reply);
            assert_eq!((file.kind.as_str(), file.size as usize), (kind, bytes.len()));
            let back = browser.get(&format!("{path}/files/{row}")).await;
            assert!(back.bytes == bytes, "{kind} came back changed");
        }
    })
    .await;
}

#[tokio::test]
async fn the_limit_itself_and_one_byte_less_are_accepted() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let limit = LIMIT as usize;
        for (row, bytes) in [("aaaaaaaa", content::png(limit)), ("bbbbbbbb", content::pdf(limit - 1))] {
            let length = bytes.len();
            let file = attached(&browser.attach(&path, &format!("attachments/{row}"), "図", bytes).await);
            assert_eq!(file.size as usize, length);
            assert_eq!(browser.get(&format!("{path}/files/{row}")).await.bytes.len(), length);
        }
        assert_eq!(kept_bytes(world), 2);
    })
    .await;
}

#[tokio::test]
async fn the_last_part_of_a_path_is_kept_and_a_long_japanese_name_is_not_cut() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let long = "図".repeat(83) + "ab.pdf";
        assert_eq!(long.len(), 255);
        let cases = [
            ("C:\\Users\\混載\\構成図.pdf", "構成図.pdf"),
            ("../../etc/構成図.pdf", "構成図.pdf"),
            (long.as_str(), long.as_str()),
        ];
        for (number, (name, kept)) in cases.into_iter().enumerate() {
            let row = format!("diagram/f1lef1l{number}");
            let file = attached(&browser.attach(&path, &row, name, content::pdf(700 + number)).await);
            assert_eq!(file.name, kept);
            let draft = stored(&mut browser, &path).await.draft;
            assert_eq!(draft.answers[&*format!("diagram.f1lef1l{number}.name")], kept);
        }
    })
    .await;
}

#[tokio::test]
async fn a_pdf_may_have_a_first_view_links_and_words_that_sound_like_actions() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let outlines = b"<< /Type /Outlines /First 5 0 R /Last 5 0 R /Filter /FlateDecode >>";
        let objects = content::object_stream("/Filter /FlateDecode", "7 0 << /Type /Annot /A << /S /URI >> >>");
        for (catalogue, object) in [
            ("/OpenAction [2 0 R /Fit]", &b"null"[..]),
            ("/OpenAction 4 0 R", b"<< /S /GoTo /D [2 0 R /XYZ 0 0 0] >>"),
            ("/OpenAction 4 0 R", b"<< /S /Named /N /FirstPage >>"),
            ("/PageMode /UseAttachments /Lang (ja/JS)", b"<< /A << /S /URI /URI (https://nss.example.jp/EF) >> >>"),
            ("/AcroForm << /Fields [] /NeedAppearances true >>", outlines),
            ("", &objects),
        ] {
            let draft = stored(&mut browser, &path).await;
            let mut emptied = draft.draft;
            emptied.rows.clear();
            let emptied = serde_json::json!({ "revision": draft.revision, "draft": emptied });
            let saved: DraftSaved = browser.put(&path, &emptied).await.read();
            let row = format!("diagram/r{:07}", saved.revision);
            attached(&browser.attach(&path, &row, "構成図.pdf", content::pdf_with_object(catalogue, object)).await);
        }
    })
    .await;
}
