//! The table of bills: a line for each bill, as CSV or as copied cells. It is imported whole or not at all.

use std::collections::BTreeMap;

use super::{Bill, Column, grouped, read};
use crate::form::{FaultWire, Severity, Sheet};
use crate::message::{Message, Violation};

/// Most bills of one table; ours.
pub const MOST_BILLS: u32 = 10_000;

static EMPTY: Message =
    Message::blocks("bill.empty", "請求の行がありません。1行目に列の名前、2行目から請求を入れてください。");
static MANY: Message =
    Message::blocks("bill.many", "一度に取り込めるのは{most}件までです。{count}件あるため、表を分けてください。");
static COLUMN: Message =
    Message::blocks("bill.column", "列「{label}」がありません。1行目に列の名前（{heads}）を入れてください。");
static TWICE: Message =
    Message::blocks("bill.twice", "{line}行目と同じ事業所の同じ月の請求です。どちらかの行を除いてください。");
static UNKNOWN: Message =
    Message::blocks("bill.unknown-office", "{label}「{code}」の契約がありません。コードを確認してください。");

/// The sentences of this file.
pub static MESSAGES: &[&Message] = &[&EMPTY, &MANY, &COLUMN, &TWICE, &UNKNOWN];

/// A bill of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// The line in the file, from 1.
    pub line: usize,
    /// 事業所コード.
    pub office: String,
    /// The bill.
    pub bill: Bill,
}

/// Every bill of a table whose first line has the heads of the columns, in any order, perhaps with others between them; else
/// every fault. The path of a fault is the line and the column.
pub fn check(text: &str) -> Result<Vec<BillLine>, Vec<FaultWire>> {
    let sheet = Sheet::read_table(text);
    let mut lines =
        sheet.lines().iter().enumerate().filter(|(_, line)| line.iter().any(|cell| !cell.trim().is_empty()));
    let Some((_, heads)) = lines.next() else { return Err(vec![fault(1, None, &Violation::new(&EMPTY))]) };
    let places = Column::ALL.map(|column| heads.iter().position(|head| head.trim() == column.label()));
    let missing: Vec<FaultWire> = Column::ALL
        .into_iter()
        .zip(places)
        .filter(|(_, place)| place.is_none())
        .map(|(column, _)| {
            let heads = Column::ALL.map(Column::label).join("、");
            fault(1, Some(column), &Violation::new(&COLUMN).with("heads", heads))
        })
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let (mut bills, mut faults, mut first) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (place, line) in lines {
        let number = place + 1;
        let cell = |place: Option<usize>| place.and_then(|place| line.get(place)).map_or("", String::as_str);
        match read(places.map(cell)) {
            Ok((office, bill)) => {
                let earlier = *first.entry((office.clone(), bill.month)).or_insert(number);
                if earlier != number {
                    let twice = Violation::new(&TWICE).with("line", earlier.to_string());
                    faults.push(fault(number, Some(Column::Month), &twice));
                }
                bills.push(BillLine { line: number, office, bill });
            }
            Err(found) => {
                faults.extend(found.iter().map(|(column, violation)| fault(number, Some(*column), violation)));
            }
        }
    }
    if bills.is_empty() && faults.is_empty() {
        faults.push(fault(1, None, &Violation::new(&EMPTY)));
    }
    let count = u32::try_from(bills.len()).unwrap_or(u32::MAX);
    if count > MOST_BILLS {
        let many = Violation::new(&MANY).with("most", grouped(MOST_BILLS)).with("count", grouped(count));
        faults.insert(0, fault(1, None, &many));
    }
    if faults.is_empty() { Ok(bills) } else { Err(faults) }
}

/// The fault of a line whose office has no contract; only the server knows that.
pub fn unknown_office(line: &BillLine) -> FaultWire {
    fault(line.line, Some(Column::Office), &Violation::new(&UNKNOWN).with("code", line.office.clone()))
}

fn fault(line: usize, column: Option<Column>, violation: &Violation) -> FaultWire {
    FaultWire {
        code: violation.message.code.into(),
        path: format!("{line}/{}", column.map_or("table", Column::code)),
        severity: Severity::Blocks.code().into(),
        message: format!("{line}行目：{}", violation.sentence(column.map_or("", Column::label))),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BILLS, check};

    const HEADS: &str = "事業所コード,請求年月,請求額,消費税額,支払期限\r\n";

    fn faults(text: &str) -> Vec<(String, String)> {
        let faults = check(text).unwrap_err();
        faults.into_iter().map(|fault| (fault.path, fault.code.into_owned())).collect()
    }

    #[test]
    fn a_table_of_a_spreadsheet_is_read_with_mark_quotes_and_columns_in_any_order() {
        let text = "\u{feff}企業名,請求額,消費税額,請求年月,支払期限,事業所コード\r\n\
            \"ナックス,株式会社\",\"12,100\",\"1,100\",2026/10,2026/11/30,NAC555\r\n,,,,,\r\n";
        let bills = check(text).unwrap();
        assert_eq!(bills.len(), 1);
        assert_eq!((bills[0].line, bills[0].office.as_str(), bills[0].bill.amount), (2, "NAC555", 12_100));
        let copied =
            text.replace("\"12,100\"", "12100").replace("\"1,100\"", "1100").replace("\"ナックス,株式会社\"", "A");
        assert_eq!(check(&copied.replace(',', "\t")).unwrap()[0].bill, bills[0].bill);
    }

    #[test]
    fn every_line_is_checked_and_a_fault_names_its_line_as_the_spreadsheet_counts() {
        let line = "NAC555,2026/10,100,10,2026/11/30\n";
        let text = format!("{HEADS}{line}NAC55,2026/10,100,10,2026/11/30\n\nNAC777,2026/10,x,10,2026/11/30\n{line}");
        assert_eq!(
            faults(&text),
            [("3/office", "code.length"), ("5/amount", "bill.amount"), ("6/month", "bill.twice")]
                .map(|(path, code)| (path.to_owned(), code.to_owned()))
        );
        assert_eq!(
            check(&text).unwrap_err()[2].message,
            "6行目：2行目と同じ事業所の同じ月の請求です。どちらかの行を除いてください。"
        );
    }

    #[test]
    fn a_table_without_heads_lines_or_end_is_refused() {
        assert_eq!(faults("")[0].1, "bill.empty");
        assert_eq!(faults(HEADS)[0].1, "bill.empty");
        assert_eq!(faults("NAC555,2026/10,100,10,2026/11/30\n").len(), 5);
        let line = |place: u32| format!("A{:02}{:03},2026/10,100,10,2026/11/30", place / 1000, place % 1000);
        let many = (0..=MOST_BILLS).map(line).collect::<Vec<_>>().join("\n");
        assert_eq!(faults(&(HEADS.to_owned() + &many))[0], ("1/table".to_owned(), "bill.many".to_owned()));
    }
}
