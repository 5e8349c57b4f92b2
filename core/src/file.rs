//! Attached files (F078 … F086): limit, types, and the sentences that refuse a file. The server detects the type from
//! the content; the page calls [`before`], so that a file that will be refused is not uploaded first.

pub mod refusal;
mod types;

use crate::message::Violation;
use crate::value::{file_name, file_size};

pub use crate::value::file_size::LIMIT;
pub use types::{FileType, accept};

/// Most bytes of all files that are kept for one account: 200 MiB. Removed files count until they are erased.
pub const ACCOUNT_LIMIT: u32 = 200 << 20;
/// The detail of the problem that the volume of the files has no room, which only the operator can end.
pub const NO_ROOM: &str =
    "ファイルの保存場所の空きが足りないため、ファイルを受け取れません。入力内容の保存はできます。";

/// The URL of the blank form of the システム構成図 (N-182, C-086).
pub const BLANK_FORM: &str = "/api/blank-forms/system-diagram";
/// The file name of the blank form.
pub const BLANK_FORM_NAME: &str = "システム構成図.xlsx";
/// The size of the blank form in bytes, for the text beside the link (F086); rounded up to whole KiB.
pub const BLANK_FORM_SIZE: u32 = 8 << 10;

/// The sentence about content: macros and scripts are refused, viruses are not looked for.
const RANGE: &str = "マクロやプログラムを含むもの、開くときにほかのファイルを呼び出すもの、パスワードがないと開けないものは添付できません。ウイルスの検査はしていません。";

/// The hint before a file is chosen (F079), made from the table of types and the limit.
pub fn hint() -> String {
    format!("{}を添付できます。{RANGE}1件{}までです。", types::listed(), file_size::format_size(LIMIT))
}

/// Checks the name and the size in bytes of a file before its upload.
pub fn before(name: &str, size: u64) -> Option<Violation> {
    let written = file_name::normalise(name);
    let violation = match size {
        _ if written.is_empty() => Violation::new(&refusal::NAME_MISSING),
        _ if file_name::check(&written).is_some() => refusal::of(&refusal::NAME_TOO_LONG, &written),
        0 => refusal::of(&refusal::EMPTY, &written),
        size if size > u64::from(LIMIT) => refusal::of(&refusal::TOO_LARGE, &written),
        _ => return None,
    };
    Some(violation)
}

#[cfg(test)]
mod tests {
    use super::{FileType, LIMIT, before, hint, refusal};

    #[test]
    fn the_hint_is_made_from_the_table_and_the_limit() {
        assert_eq!(
            hint(),
            "PDF、Excel（xlsx・xls）、Word（docx）、PowerPoint（pptx）、画像（png・jpg・jpeg）を添付できます。\
             マクロやプログラムを含むもの、開くときにほかのファイルを呼び出すもの、パスワードがないと開けないものは添付できません。\
             ウイルスの検査はしていません。1件10 MBまでです。"
        );
        for ending in FileType::ALL.iter().flat_map(|kind| kind.extensions()) {
            assert!(hint().to_lowercase().contains(ending), "{ending}");
        }
    }

    #[test]
    fn the_limit_itself_is_accepted_and_one_byte_more_is_not() {
        let code = |name: &str, size| before(name, size).map(|violation| violation.message.code);
        assert_eq!(code("図.pdf", LIMIT.into()), None);
        assert_eq!(code("図.pdf", 1), None);
        assert_eq!(code("図.pdf", u64::from(LIMIT) + 1), Some("file.too-large"));
        assert_eq!(code("図.pdf", 0), Some("file.empty"));
        assert_eq!(code("C:\\図\\", 1), Some("file.name-missing"));
        assert_eq!(code(&"図".repeat(256), 1), Some("file.name-too-long"));
        assert_eq!(code(&"図".repeat(255), 1), None);
    }

    #[test]
    fn the_refusal_of_a_large_file_names_the_limit() {
        let violation = refusal::of(&refusal::TOO_LARGE, "図.pdf");
        let parameters: Vec<(&str, &str)> =
            violation.parameters.iter().map(|(name, value)| (*name, &**value)).collect();
        assert!(violation.message.fill(&parameters).starts_with("「図.pdf」は10 MBを超えています。"));
    }
}
