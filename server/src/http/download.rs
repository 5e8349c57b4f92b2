//! The reply with a file: always a download, never opened in place of the page.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use nss_core::file::FileType;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Forbids scripts, loads and frames, in case a browser shows the file after all.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");

/// Everything except attr-char of RFC 8187 is encoded.
const OTHERS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// The type of a list.
pub const CSV: &str = "text/csv; charset=utf-8";
/// The type of an archive.
pub const ZIP: &str = "application/zip";

/// A file with its name and its detected type.
pub fn download(name: &str, kind: FileType, size: u64, body: Body) -> Response {
    let mut reply = download_as(&kind.saved_name(name), kind.media(), body);
    reply.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    reply
}

/// A file of the server's own making.
pub fn download_as(name: &str, media: &'static str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

/// `attachment` with the name twice: in UTF-8 (RFC 6266, `filename*`), and in ASCII for old programs.
fn disposition(name: &str) -> HeaderValue {
    let plain = |c: char| if c.is_ascii_alphanumeric() || " !#$&()+,-.=@[]^_`{}~".contains(c) { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let whole = utf8_percent_encode(name, OTHERS);
    let text = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{whole}");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_is_sent_in_utf_8_and_in_ascii() {
        let said = disposition("構成図 1.pdf");
        assert_eq!(
            said.to_str().unwrap(),
            "attachment; filename=\"___ 1.pdf\"; filename*=UTF-8''%E6%A7%8B%E6%88%90%E5%9B%B3%201.pdf"
        );
    }

    #[test]
    fn a_name_cannot_end_the_header() {
        for name in ["a\";\r\nSet-Cookie: b=c;.pdf", "a\\\".pdf", "';filename*=b.exe", "\u{0}%00.pdf"] {
            let said = disposition(name);
            let said = said.to_str().unwrap();
            assert_eq!(said.matches('"').count(), 2, "{said}");
            assert_eq!(said.matches("filename").count(), 2 + name.matches("filename").count() * 2, "{said}");
            assert!(!said.contains(['\r', '\n', '\\', '\'']) || said.matches('\'').count() == 2, "{said}");
        }
    }
}
