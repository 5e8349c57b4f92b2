//! Large and unusual Office files: many parts, parts of equal rows, names with backslashes.

use super::code;
use crate::support::content::{DOCX, PPTX, XLSX, office, zip};

/// A text of that many bytes whose compressed size is near nothing.
fn styles(bytes: usize) -> Vec<u8> {
    br#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#.iter().copied().cycle().take(bytes).collect()
}

#[test]
fn a_part_may_expand_to_what_a_whole_file_may_have_at_any_ratio() {
    for bytes in [100 << 10, 115_000, 1 << 20, 10 << 20] {
        let book = office(&[XLSX], &[("xl/styles.xml", &styles(bytes))]);
        assert!(book.len() < bytes / 10, "{} of {bytes}", book.len());
        assert_eq!(code(&book), "xlsx", "{bytes}");
    }
    let swollen = office(&[XLSX], &[("xl/styles.xml", &styles((10 << 20) + 1))]);
    assert_eq!(code(&swollen), "file.swells");
    // All parts together have a bound of their own.
    let (sheet, names): (_, Vec<_>) = (styles(10 << 20), (0..21).map(|number| format!("xl/{number}.xml")).collect());
    let sheets: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &*sheet)).collect();
    assert_eq!(code(&office(&[XLSX], &sheets)), "file.swells");
}

#[test]
fn a_deck_of_hundreds_of_slides_is_accepted() {
    for parts in [1000, 1400, 9998] {
        let names: Vec<String> = (0..parts).map(|number| format!("ppt/slides/slide{number}.xml")).collect();
        let slides: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"<a/>"[..])).collect();
        assert_eq!(code(&office(&[PPTX], &slides)), "pptx", "{parts}");
    }
}

#[test]
fn parts_may_be_named_with_backslashes_or_a_first_slash() {
    for (kind, main) in [("xlsx", XLSX), ("docx", DOCX), ("pptx", PPTX)] {
        let (part, content) = main;
        for (declared, written) in [
            (format!("/{part}"), part.replace('/', "\\")),
            (format!("/{part}"), format!("/{part}")),
            (format!("/{part}"), format!("\\{}", part.replace('/', "\\"))),
            (part.replace('/', "\\"), part.to_owned()),
            (format!("/{part}").to_uppercase(), part.to_owned()),
        ] {
            let list = format!(r#"<Types><Override PartName="{declared}" ContentType="{content}"/></Types>"#);
            let parts: [(&str, &[u8]); 2] = [("[Content_Types].xml", list.as_bytes()), (&written, b"<a/>")];
            assert_eq!(code(&zip(&parts)), kind, "{declared} as {written}");
            let macros = [parts[0], parts[1], ("xl\\vbaProject.bin", b"a")];
            assert_eq!(code(&zip(&macros)), "file.macros", "{written}");
            let folder = main.0.split('/').next().unwrap();
            let twice = [parts[0], parts[1], (&*format!("{folder}\\{}", &part[folder.len() + 1..]), b"<a/>")];
            if written == part {
                assert_eq!(code(&zip(&twice)), "file.broken", "{written} twice");
            }
        }
    }
    let reaching = r#"<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://192.0.2.9/a" TargetMode="External"/></Relationships>"#;
    assert_eq!(code(&office(&[DOCX], &[("word\\_rels\\settings.xml.rels", reaching.as_bytes())])), "file.reaches-out");
}
