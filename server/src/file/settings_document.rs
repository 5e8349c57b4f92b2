//! システム設定書類 of one 業種: a workbook of ours with the user codes of the contract, to be filled in (N-280, N-281, C-062).

use nss_core::{
    application::{office, user_codes},
    form::{Draft, Scope},
    trade::Trade,
    value::codes,
};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};

/// The headings of the table.
const HEAD: [&str; 4] = ["利用者コード", "識別番号", "処理方式", "設定の内容・ご要望"];
/// Widths of its columns, in characters.
const WIDTHS: [u16; 4] = [14, 10, 20, 60];

/// The workbook; the same contract gives the same bytes.
pub fn make(contract: &Draft, trade: &Trade) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("システム設定書類").set_creation_datetime(&made));
    let (title, line) = (Format::new().set_font_size(16).set_bold(), Format::new().set_border(FormatBorder::Thin));
    let name = line.clone().set_background_color(Color::RGB(0x00F1_F1F4)).set_bold();
    let whole = Scope::whole(contract);
    let sheet = workbook.add_worksheet();
    sheet.set_name("システム設定")?.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.write_with_format(0, 0, format!("システム設定書類（{}）", trade.label), &title)?;
    let facts = [("企業名", &office::COMPANY), ("事業所名", &office::NAME), ("事業所コード", &office::CODE)];
    for (row, (label, field)) in (1..).zip(facts) {
        sheet.write_with_format(row, 0, label, &name)?;
        sheet.merge_range(row, 1, row, 3, &whole.text(field), &line)?;
    }
    for (column, (label, width)) in (0..).zip(HEAD.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(5, column, label, &name)?;
    }
    for (row, cells) in (6..).zip(ids(&whole, trade)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_with_format(row, column, text, &line)?;
        }
    }
    workbook.save_to_buffer()
}

/// One row for each 識別番号 of the 業種; its last cell is empty.
fn ids(whole: &Scope, trade: &Trade) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for code in whole.rows(&user_codes::USER_CODES) {
        let has_trade = |id: &Scope| id.text(&user_codes::ids::TRADES).split(' ').any(|known| known == trade.code);
        for id in code.rows(&user_codes::ids::IDS).filter(has_trade) {
            let mode = user_codes::ids::MODE.kind.display(&id.text(&user_codes::ids::MODE)).into_owned();
            for number in codes::each(&id.text(&user_codes::ids::NUMBERS)) {
                let code = code.text(&user_codes::CODE).into_owned();
                rows.push([code, number.to_owned(), mode.clone(), String::new()]);
            }
        }
    }
    rows
}
