//! A file on its way out: always a download, never opened in the page's place (§4.3: Security 7).

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use nss_core::file::FileType;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Nothing in it may run, load or be framed, should a browser show it after all.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");

/// All but what stands for itself in a parameter (RFC 8187: attr-char).
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

/// A file with its name, as what it was taken for.
pub fn download(name: &str, kind: FileType, size: u64, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.media())),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
        (header::CONTENT_DISPOSITION, disposition(&kind.saved_name(name))),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

/// `attachment` with the name twice: as it is (RFC 6266, `filename*`), and in ASCII for old programs.
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
    fn a_name_stands_there_whole_and_in_ascii() {
        let said = disposition("構成図 1.pdf");
        assert_eq!(
            said.to_str().unwrap(),
            "attachment; filename=\"___ 1.pdf\"; filename*=UTF-8''%E6%A7%8B%E6%88%90%E5%9B%B3%201.pdf"
        );
    }

    #[test]
    fn nothing_in_a_name_ends_the_header() {
        for name in ["a\";\r\nSet-Cookie: b=c;.pdf", "a\\\".pdf", "';filename*=b.exe", "\u{0}%00.pdf"] {
            let said = disposition(name);
            let said = said.to_str().unwrap();
            assert_eq!(said.matches('"').count(), 2, "{said}");
            assert_eq!(said.matches("filename").count(), 2 + name.matches("filename").count() * 2, "{said}");
            assert!(!said.contains(['\r', '\n', '\\', '\'']) || said.matches('\'').count() == 2, "{said}");
        }
    }
}
