//! The blank form of the システム構成図 (N-182, C-086): ours, a workbook of one A4 page.

use std::sync::LazyLock;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The labels of the head.
const HEAD: [&str; 4] = ["企業名", "事業所名", "作成者", "作成日"];
/// The elements of the drawing, with an explanation of each.
const LEGEND: [(&str, &str); 4] = [
    ("回線", "NACCSと事業所を結ぶ線。回線の種類と速度を書き添えてください。"),
    ("ルータ", "回線の終わりに置く機器。予備があれば、それも描いてください。"),
    ("論理端末", "NACCSの業務を行う端末。台数を書き添えてください。"),
    ("サーバ", "ゲートウェイやメールのサーバ。ないときは描かなくて構いません。"),
];
/// The frame of the drawing: its first and last row and column.
const FRAME: (u32, u16, u32, u16) = (11, 0, 44, 9);

static BYTES: LazyLock<Result<Vec<u8>, XlsxError>> = LazyLock::new(make);

/// The workbook; built at the first call.
pub fn bytes() -> Result<&'static [u8], &'static XlsxError> {
    BYTES.as_ref().map(Vec::as_slice)
}

fn make() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A constant instead of the current time: the bytes are the same in every process.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("システム構成図").set_creation_datetime(&made));
    draw(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

fn draw(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let title = Format::new().set_font_size(16).set_bold();
    let line = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let name = line.clone().set_background_color(Color::RGB(0x00F1_F1F4)).set_bold();
    sheet.set_name("システム構成図")?.set_paper_size(9).set_portrait().set_print_fit_to_pages(1, 1);
    sheet.write_with_format(0, 0, "システム構成図", &title)?;
    let (top, left, bottom, right) = FRAME;
    for column in left..=right {
        sheet.set_column_width(column, 9)?;
    }
    for (row, label) in (1..).zip(HEAD) {
        sheet.merge_range(row, left, row, left + 1, label, &name)?;
        sheet.merge_range(row, left + 2, row, right, "", &line)?;
    }
    sheet.write(5, 0, "次のものを枠の中に描き、つながりを線で結んでください。")?;
    for (row, (label, says)) in (6..).zip(LEGEND) {
        sheet.merge_range(row, left, row, left + 1, label, &name)?;
        sheet.merge_range(row, left + 2, row, right, says, &line)?;
    }
    sheet.merge_range(top, left, bottom, right, "", &line)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use nss_core::file::{BLANK_FORM_NAME, BLANK_FORM_SIZE, FileType};

    use super::{bytes, make};
    use crate::file::detect::detect;

    #[test]
    fn our_own_form_would_be_accepted() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes().unwrap()).unwrap();
        let kind = detect(&file).unwrap();
        assert_eq!(kind, FileType::Xlsx);
        assert_eq!(kind.saved_name(BLANK_FORM_NAME), BLANK_FORM_NAME);
    }

    #[test]
    fn its_size_is_the_one_that_the_page_says_and_its_bytes_are_always_the_same() {
        let length = u32::try_from(bytes().unwrap().len()).unwrap();
        assert_eq!(length.next_multiple_of(1024), BLANK_FORM_SIZE);
        assert_eq!(make().unwrap(), bytes().unwrap());
    }
}
