//! Minimal files of every type, built in code.

use std::io::{Cursor, Write};

use flate2::Crc;
use zip::{ZipWriter, write::SimpleFileOptions};

/// A document without pages, of exactly so many bytes, padded by a comment.
pub(crate) fn pdf(size: usize) -> Vec<u8> {
    let mut padding = size.saturating_sub(pdf_with("", 0).len());
    while pdf_with("", padding).len() > size {
        padding -= 1;
    }
    let pdf = pdf_with("", padding);
    assert_eq!(pdf.len(), size);
    pdf
}

/// A document with more keys in its trailer.
pub(crate) fn pdf_with(keys: &str, padding: usize) -> Vec<u8> {
    let objects = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n%{}\n",
        "x".repeat(padding)
    );
    let table = format!(
        "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n\
         trailer\n<< /Size 3 /Root 1 0 R {keys} >>\nstartxref\n{}\n%%EOF\n",
        objects.len()
    );
    (objects + table.as_str()).into_bytes()
}

/// A document whose table is a stream, as since PDF 1.5.
pub(crate) fn pdf_with_stream(keys: &str) -> Vec<u8> {
    let objects = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
    let table = format!(
        "3 0 obj\n<< /Type /XRef /W [1 2 1] /Size 3 /Root 1 0 R /Length 0 {keys} >>\nstream\n\nendstream\nendobj\n\
         startxref\n{}\n%%EOF",
        objects.len()
    );
    (objects.to_owned() + table.as_str()).into_bytes()
}

/// A document with that object besides its catalogue.
pub(crate) fn pdf_with_object(catalogue: &str, object: &[u8]) -> Vec<u8> {
    let begin = format!(
        "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalogue} >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n4 0 obj\n"
    );
    let place = begin.len() + object.len() + 8;
    let table = format!(
        "\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{place}\n%%EOF\n"
    );
    [begin.as_bytes(), object, table.as_bytes()].concat()
}

/// An object stream with that text, and more keys.
pub(crate) fn object_stream(keys: &str, text: &str) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let begin = format!("<< /Type /ObjStm /N 1 /First 4 {keys} /Length {} >>\nstream\n", packed.len());
    [begin.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A picture of one point, of exactly so many bytes, padded by a remark.
pub(crate) fn png(size: usize) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(body);
        let length = u32::try_from(body.len()).unwrap();
        [&length.to_be_bytes()[..], kind, body, &crc.sum().to_be_bytes()].concat()
    };
    let mut point = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    point.write_all(&[0, 0]).unwrap();
    let point = chunk(b"IDAT", &point.finish().unwrap());
    let head = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let tail = chunk(b"IEND", &[]);
    let signature = b"\x89PNG\r\n\x1a\n";
    let padding = size - signature.len() - head.len() - point.len() - tail.len() - 12;
    [&signature[..], &head, &chunk(b"tEXt", &vec![b'x'; padding]), &point, &tail].concat()
}

/// The markers of a picture, without a real image.
pub(crate) fn jpeg() -> Vec<u8> {
    let frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00";
    let scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34\xff\xd0\x56";
    [&b"\xff\xd8\xff\xe0\x00\x04JF"[..], frame, scan, b"\xff\xd9"].concat()
}

/// An archive of these parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(body).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The main parts of XLSX, DOCX and PPTX, and their content types.
pub(crate) const XLSX: (&str, &str) =
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
pub(crate) const DOCX: (&str, &str) =
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
pub(crate) const PPTX: (&str, &str) =
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml");

/// An Office file with these main parts, and more.
pub(crate) fn office(mains: &[(&str, &str)], more: &[(&str, &[u8])]) -> Vec<u8> {
    let line = |(part, content): &(&str, &str)| format!(r#"<Override PartName="/{part}" ContentType="{content}"/>"#);
    let lines: String = mains.iter().map(line).collect();
    let list = format!(
        r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{lines}</Types>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", list.as_bytes())];
    parts.extend(mains.iter().map(|(part, _)| (*part, &b"<a/>"[..])));
    parts.extend(more);
    zip(&parts)
}

/// A list with one relationship.
pub(crate) fn relationship(kind: &str, rest: &str) -> String {
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" {rest}/></Relationships>"#
    )
}

/// A DOCX with more in the text of its document.
pub(crate) fn docx_with(text: &[u8]) -> Vec<u8> {
    office(&[DOCX], &[("word/footer1.xml", text)])
}

/// A compound file with these streams.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, body) in streams {
        if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            compound.create_storage_all(storage).unwrap();
        }
        compound.create_stream(path).unwrap().write_all(body).unwrap();
    }
    compound.into_inner().into_inner()
}

/// The stream of a workbook with these records between its first and its last.
pub(crate) fn workbook(records: &[(u16, &[u8])]) -> Vec<u8> {
    let mut stream = Vec::new();
    for (id, body) in [(0x0809, &[0, 6, 5, 0][..])].iter().chain(records).chain([&(0x000a, &[][..])]) {
        stream.extend(id.to_le_bytes());
        stream.extend(u16::try_from(body.len()).unwrap().to_le_bytes());
        stream.extend(*body);
    }
    stream
}
