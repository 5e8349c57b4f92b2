//! 帳票: the printed forms, drawn from the stored document (C-110 … C-113). [`boxes`] says for each box where its
//! text comes from; the PDF shows the words of a [`PrintedForm`].

pub mod boxes;

use chrono::NaiveDate;
use serde::Serialize;

use crate::application::{contractor, office};
use crate::change_application;
use crate::form::{Draft, Scope};
use crate::value::date;
use boxes::Block;

/// The center, as the forms name it (C-110).
const CENTER: &str = "輸出入・港湾関連情報処理センター株式会社";

/// A printed form: all its words, in the order of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedForm {
    /// The heading of the sheet.
    pub title: String,
    /// The application's 申込受付番号.
    pub number: String,
    /// The day of the form, as 2012年12月7日.
    pub date: String,
    /// The lines of the addressee.
    pub addressee: Vec<String>,
    /// The lines of the sender.
    pub sender: Vec<String>,
    /// The sentence above the boxes.
    pub sentence: String,
    /// The tables, in order.
    pub tables: Vec<PrintedTable>,
}

/// A table of a printed form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedTable {
    /// The heading of the part that begins with this table; empty within a part.
    pub part: String,
    /// The name of the table, beside its rows; empty for a table of labels and texts.
    pub title: String,
    /// The labels of the columns; empty for a table of labels and texts.
    pub columns: Vec<String>,
    /// The texts of the boxes, row by row.
    pub rows: Vec<Vec<String>>,
}

/// システムサービス利用申込書 of the document that was registered on a day (C-110 … C-112).
pub fn application_form(document: &Draft, number: &str, registered: NaiveDate) -> PrintedForm {
    PrintedForm {
        title: "システムサービス利用申込書".to_owned(),
        number: number.to_owned(),
        date: date::japanese(registered),
        addressee: vec![format!("{CENTER} 殿")],
        sender: contractor_lines(document),
        sentence: "システム利用規程に従って、システム利用契約の申し込みを行います。".to_owned(),
        tables: tables(document, &boxes::APPLICATION),
    }
}

/// システム利用申込書(変更) of a change that was registered on a day (C-022); `base` is the document that it was begun from.
pub fn change_form(draft: &Draft, base: &Draft, number: &str, registered: NaiveDate) -> PrintedForm {
    let rows = change_application::lines(draft, base).into_iter().map(|line| vec![line.name, line.before, line.after]);
    let changes = PrintedTable {
        part: "変更内容".to_owned(),
        title: String::new(),
        columns: ["項目", "変更前", "変更後"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let of_contract = tables(base, &boxes::CHANGED_OFFICE);
    PrintedForm {
        title: "システム利用申込書（変更）".to_owned(),
        number: number.to_owned(),
        date: date::japanese(registered),
        addressee: vec![format!("{CENTER} 殿")],
        sender: contractor_lines(base),
        sentence: "システム利用規程に従って、システム利用契約の変更の申し込みを行います。".to_owned(),
        tables: of_contract.into_iter().chain(tables(draft, &boxes::CHANGE)).chain([changes]).collect(),
    }
}

/// システムサービス利用承諾書 of a contract that was approved on a day; it is given out from 利用開始日 on (C-113, W1).
pub fn acceptance_form(contract: &Draft, number: &str, approved: NaiveDate) -> PrintedForm {
    PrintedForm {
        title: "システムサービス利用承諾書".to_owned(),
        number: number.to_owned(),
        date: date::japanese(approved),
        addressee: contractor_lines(contract),
        sender: vec![CENTER.to_owned(), "代表取締役社長".to_owned()],
        sentence: "貴社からお申し込みのあった輸出入・港湾関連情報処理センターシステムサービスの利用については、\
                   「システム利用規約」に従っていただくことを条件として、下記の内容に記載したところによる利用を承諾します。"
            .to_owned(),
        tables: tables(contract, &boxes::ACCEPTANCE),
    }
}

/// The company and the person who signs for it.
fn contractor_lines(document: &Draft) -> Vec<String> {
    let whole = Scope::whole(document);
    let name = |field| whole.words(field);
    vec![
        name(&office::COMPANY),
        name(&contractor::TITLE),
        format!("{} {} 様", name(&contractor::FAMILY_NAME), name(&contractor::GIVEN_NAME)),
    ]
}

fn tables(document: &Draft, blocks: &[Block]) -> Vec<PrintedTable> {
    blocks.iter().map(|block| block.table(&Scope::whole(document))).collect()
}

#[cfg(test)]
mod tests;
