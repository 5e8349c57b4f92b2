//! The types that may be attached.

use FileType::{Docx, Jpeg, Pdf, Png, Pptx, Xls, Xlsx};

/// The type of a file, detected from its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// PDF.
    Pdf,
    /// Excel since 2007.
    Xlsx,
    /// Excel 97–2003.
    Xls,
    /// Word since 2007.
    Docx,
    /// `PowerPoint` since 2007.
    Pptx,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

struct Row {
    kind: FileType,
    code: &'static str,
    /// The common name of the program or the kind; types of one family stand side by side in the table.
    family: &'static str,
    extensions: &'static [&'static str],
    media: &'static str,
}

/// One row for each type, in the order of the enum. Media types as
/// registered with IANA.
#[rustfmt::skip]
const TABLE: [Row; 7] = [
    row(Pdf,  "pdf",  "PDF",        &["pdf"],         "application/pdf"),
    row(Xlsx, "xlsx", "Excel",      &["xlsx"],        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    row(Xls,  "xls",  "Excel",      &["xls"],         "application/vnd.ms-excel"),
    row(Docx, "docx", "Word",       &["docx"],        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    row(Pptx, "pptx", "PowerPoint", &["pptx"],        "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    row(Png,  "png",  "画像",       &["png"],         "image/png"),
    row(Jpeg, "jpeg", "画像",       &["jpg", "jpeg"], "image/jpeg"),
];

const fn row(
    kind: FileType,
    code: &'static str,
    family: &'static str,
    extensions: &'static [&'static str],
    media: &'static str,
) -> Row {
    Row { kind, code, family, extensions, media }
}

impl FileType {
    /// Every type, in the order of the table.
    pub const ALL: [Self; 7] = [Pdf, Xlsx, Xls, Docx, Pptx, Png, Jpeg];

    const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The code on the wire and in the store.
    pub const fn code(self) -> &'static str {
        self.row().code
    }

    /// The type with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.code == code).map(|row| row.kind)
    }

    /// The name for people: 「Excel（xlsx）」, or the family alone if it equals the ending.
    pub fn label(self) -> String {
        let Row { family, extensions, .. } = self.row();
        if family.eq_ignore_ascii_case(extensions[0]) {
            (*family).to_owned()
        } else {
            format!("{family}（{}）", extensions.join("・"))
        }
    }

    /// The endings of its names, in lower case, without the dot; the usual one first.
    pub const fn extensions(self) -> &'static [&'static str] {
        self.row().extensions
    }

    /// Its media type.
    pub const fn media(self) -> &'static str {
        self.row().media
    }

    /// The name under which a file of this type is downloaded. The ending follows the detected content, so that a
    /// renamed file opens in the right program.
    pub fn saved_name(self, name: &str) -> String {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if self.extensions().iter().any(|known| known.eq_ignore_ascii_case(ending)) {
            name.to_owned()
        } else {
            format!("{name}.{}", self.extensions()[0])
        }
    }
}

/// All types, by family: 「PDF、Excel（xlsx・xls）、…」.
pub(super) fn listed() -> String {
    let mut listed = String::new();
    for group in TABLE.chunk_by(|one, next| one.family == next.family) {
        let endings: Vec<&str> = group.iter().flat_map(|row| row.extensions).copied().collect();
        if !listed.is_empty() {
            listed.push('、');
        }
        listed.push_str(group[0].family);
        if !endings.iter().all(|ending| ending.eq_ignore_ascii_case(group[0].family)) {
            listed.push('（');
            listed.push_str(&endings.join("・"));
            listed.push('）');
        }
    }
    listed
}

/// The value of the `accept` attribute of the control: `.pdf,.xlsx,…`.
pub fn accept() -> String {
    let endings: Vec<String> = TABLE.iter().flat_map(|row| row.extensions).map(|ending| format!(".{ending}")).collect();
    endings.join(",")
}

#[cfg(test)]
mod tests {
    use super::{FileType, TABLE, accept};

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (kind, row) in FileType::ALL.into_iter().zip(&TABLE) {
            assert_eq!((kind, FileType::from_code(kind.code())), (row.kind, Some(kind)));
        }
    }

    #[test]
    fn labels_name_the_ending_where_the_family_does_not() {
        assert_eq!(FileType::Pdf.label(), "PDF");
        assert_eq!(FileType::Xls.label(), "Excel（xls）");
    }

    #[test]
    fn the_control_offers_every_ending() {
        assert_eq!(accept(), ".pdf,.xlsx,.xls,.docx,.pptx,.png,.jpg,.jpeg");
    }

    #[test]
    fn a_file_is_saved_under_an_ending_of_what_it_is() {
        assert_eq!(FileType::Jpeg.saved_name("図.JPG"), "図.JPG");
        assert_eq!(FileType::Pdf.saved_name("図.exe"), "図.exe.pdf");
        assert_eq!(FileType::Png.saved_name("図"), "図.png");
    }
}
