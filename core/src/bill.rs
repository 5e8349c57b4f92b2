//! 請求内容 (C-011, C-017): a monthly bill of a contract, and the columns of the table that staff import bills as. The
//! documents show neither, so both are ours.

pub mod table;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::application::office;
use crate::message::{Message, Violation};
use crate::value::{code, date, number};

static MISSING: Message = Message::missing("bill.missing", "{label}を入力してください。");
static MONTH: Message = Message::blocks("bill.month", "{label}を年と月で入力してください（例：2026年10月）。");
static AMOUNT: Message = Message::blocks(
    "bill.amount",
    "{label}は円単位の数字だけで入力してください（例：12100）。{characters}は使えません。",
);
static TAX: Message = Message::blocks("bill.tax", "{label}は請求額（{amount}）以下にしてください。");
static DUE: Message = Message::blocks("bill.due", "{label}は請求年月（{month}）より前の日にできません。");

/// Most of one bill, in yen; ours.
const MOST: u32 = 999_999_999;

/// One bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Bill {
    /// 請求年月: the first day of the month in which NACCS was used.
    pub month: NaiveDate,
    /// 請求額 with the tax, in yen.
    pub amount: u32,
    /// 消費税額 in it, in yen.
    pub tax: u32,
    /// 支払期限.
    pub due: NaiveDate,
}

/// A column of the table of bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 事業所コード: whose bill it is.
    Office,
    /// 請求年月.
    Month,
    /// 請求額.
    Amount,
    /// 消費税額.
    Tax,
    /// 支払期限.
    Due,
}

impl Column {
    /// Every column, in the order of a table without heads.
    pub const ALL: [Self; 5] = [Self::Office, Self::Month, Self::Amount, Self::Tax, Self::Due];

    /// The name in the path of a fault.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Month => "month",
            Self::Amount => "amount",
            Self::Tax => "tax",
            Self::Due => "due",
        }
    }

    /// The head of the column.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Office => "事業所コード",
            Self::Month => "請求年月",
            Self::Amount => "請求額",
            Self::Tax => "消費税額",
            Self::Due => "支払期限",
        }
    }

    fn normalise(self, raw: &str) -> Cow<'_, str> {
        match self {
            Self::Office => office::CODE.kind.normalise(raw),
            // Its digits in half width, without spaces.
            Self::Month => code::normalise(raw),
            // Spreadsheets write amounts with the sign of the yen.
            Self::Amount | Self::Tax => number::normalise(raw.trim_start_matches(['¥', '￥', '\\'])),
            Self::Due => date::normalise(raw),
        }
    }
}

/// 事業所コード and the bill of a line with a cell for each of [`Column::ALL`].
pub fn read(cells: [&str; 5]) -> Result<(String, Bill), Vec<(Column, Violation)>> {
    let mut faults = Vec::new();
    let mut read = |column: Column, check: &dyn Fn(&str) -> Option<Violation>| {
        let normal = column.normalise(cells[column as usize]).into_owned();
        let fault = if normal.is_empty() { Some(Violation::new(&MISSING)) } else { check(&normal) };
        faults.extend(fault.map(|violation| (column, violation)));
        normal
    };
    let office = read(Column::Office, &|normal| code::check(normal, office::CODE_SHAPE));
    let month = read(Column::Month, &|normal| month(normal).is_none().then(|| Violation::new(&MONTH)));
    let amount = read(Column::Amount, &check_amount);
    let tax = read(Column::Tax, &check_amount);
    let due = read(Column::Due, &date::check);
    let (Some(month), Some(amount), Some(tax), Some(due), true) =
        (self::month(&month), number::parse(&amount), number::parse(&tax), date::parse(&due), faults.is_empty())
    else {
        return Err(faults);
    };
    if tax > amount {
        faults.push((Column::Tax, Violation::new(&TAX).with("amount", yen(amount))));
    }
    if due < month {
        faults.push((Column::Due, Violation::new(&DUE).with("month", month_name(month))));
    }
    if faults.is_empty() { Ok((office, Bill { month, amount, tax, due })) } else { Err(faults) }
}

/// As a count is checked; but the example of a count is no amount.
fn check_amount(normal: &str) -> Option<Violation> {
    let violation = number::check(normal, 0, MOST)?;
    let is_of_count = violation.message.code == number::CHARACTERS.code;
    Some(if is_of_count { Violation { message: &AMOUNT, ..violation } } else { violation })
}

/// 「12,100円」.
pub fn yen(amount: u32) -> String {
    format!("{}円", grouped(amount))
}

/// A number with commas between its thousands: 「12,100」.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let group = |(place, digit): (usize, char)| {
        let is_between = place > 0 && (digits.len() - place).is_multiple_of(3);
        is_between.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(group).collect()
}

/// 「2026年10月」.
pub fn month_name(month: NaiveDate) -> String {
    format!("{}年{}月", month.year(), month.month())
}

/// The first day of a month that is written as 2026年10月, 2026/10, 2026-10 or 202610, or as one of its days: spreadsheets
/// make a day of a month.
fn month(text: &str) -> Option<NaiveDate> {
    let day = date::normalise(text);
    if let Some(day) = date::parse(&day) {
        return day.with_day(1);
    }
    let text = text.strip_suffix('月').unwrap_or(text);
    let (year, month) = text.split_once(['年', '/', '-', '.']).or_else(|| text.split_at_checked(4))?;
    if year.len() != 4 || !(1..=2).contains(&month.len()) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number::parse(year)?).ok()?, number::parse(month)?, 1)
}

/// 新着情報 of a bill (C-017): the documents' sentence for the month before `today`, else with the month's name. A correction is
/// told as such.
pub fn news(month: NaiveDate, is_correction: bool, today: NaiveDate) -> String {
    let is_last_month =
        today.with_day(1).and_then(|first| first.pred_opt()).and_then(|day| day.with_day(1)) == Some(month);
    let name = if is_last_month { "前月".to_owned() } else { month_name(month) };
    let step = if is_correction { "を訂正しました" } else { "が確定しました" };
    format!("{name}分の請求額{step}。請求情報の詳細画面から内容を確認してください。")
}

/// 種別 of that line of 新着情報 (C-017).
pub const NEWS_LABEL: &str = "利用料金";

/// The sentences of this file.
pub static MESSAGES: &[&Message] = &[&MISSING, &MONTH, &AMOUNT, &TAX, &DUE];

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Column, month, news, read, yen};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_line_is_read_as_people_and_spreadsheets_write_it() {
        let (office, bill) = read(["nac５５５", "2026年10月", "¥12,100", "１１００", "2026/11/30"]).unwrap();
        assert_eq!(office, "NAC555");
        assert_eq!((bill.month, bill.amount, bill.tax, bill.due), (day(2026, 10, 1), 12_100, 1100, day(2026, 11, 30)));
    }

    #[test]
    fn months_are_read_in_every_form() {
        for text in
            ["2026年10月", "2026/10", "2026-10", "2026.10", "202610", "2026/10/01", "2026-10-31", "2026年10月1日"]
        {
            assert_eq!(month(text), Some(day(2026, 10, 1)), "{text}");
        }
        assert_eq!(month("2026/1"), Some(day(2026, 1, 1)));
        for text in ["", "10", "2026", "2026/13", "26/10", "Oct-26", "2026年", "2026/010", "二〇二六"] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    #[test]
    fn every_cell_that_is_wrong_is_named_in_one_pass() {
        let faults = read(["NAC55", "10月", "12,1", "", "2026/02/30"]).unwrap_err();
        let named: Vec<_> = faults.iter().map(|(column, violation)| (*column, violation.message.code)).collect();
        assert_eq!(
            named,
            [
                (Column::Office, "code.length"),
                (Column::Month, "bill.month"),
                (Column::Amount, "bill.amount"),
                (Column::Tax, "bill.missing"),
                (Column::Due, "date.day"),
            ]
        );
        let codes =
            |cells| read(cells).unwrap_err().iter().map(|(_, violation)| violation.message.code).collect::<Vec<_>>();
        assert_eq!(codes(["NAC555", "2026/10", "100", "101", "2026/09/30"]), ["bill.tax", "bill.due"]);
        assert_eq!(codes(["NAC555", "2026/10", "1000000000", "0", "2026/11/30"]), ["number.large"]);
    }

    #[test]
    fn the_month_before_has_the_sentence_of_the_documents() {
        let told = |month, today| news(month, false, today);
        assert_eq!(
            told(day(2026, 10, 1), day(2026, 11, 30)),
            "前月分の請求額が確定しました。請求情報の詳細画面から内容を確認してください。"
        );
        assert!(told(day(2025, 12, 1), day(2026, 1, 1)).starts_with("前月分"));
        assert!(told(day(2026, 9, 1), day(2026, 11, 1)).starts_with("2026年9月分の請求額が確定しました。"));
        assert!(news(day(2026, 9, 1), true, day(2026, 11, 1)).starts_with("2026年9月分の請求額を訂正しました。"));
    }

    #[test]
    fn amounts_are_written_with_their_thousands() {
        let written = [0, 999, 1000, 12_100, 123_456, 999_999_999].map(yen);
        assert_eq!(written, ["0円", "999円", "1,000円", "12,100円", "123,456円", "999,999,999円"]);
    }
}
