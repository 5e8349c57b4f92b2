//! The forms of a small document, read box by box.

use super::*;
use crate::application::user_codes::ids;
use crate::application::{FORM, access, fee_plan, lines, net, office, start, user_codes};
use crate::change_application::request;
use crate::form::{At, RowId};
use boxes::{Shape, Source};

fn document() -> Draft {
    let mut draft = Draft::empty(&FORM);
    let once = [
        (&office::COMPANY, "ナックス商事株式会社"),
        (&office::NAME, "第一営業所"),
        (&office::PREFECTURE, "13"),
        (&office::CITY, "中央区"),
        (&office::STREET, "１－２－３"),
        (&office::CODE, "NAC001"),
        (&start::DATE, "2013-02-26"),
        (&start::CONFIRMED_DATE, "2013-02-25"),
        (&contractor::TITLE, "代表取締役社長"),
        (&contractor::FAMILY_NAME, "輸出入"),
        (&contractor::GIVEN_NAME, "太郎"),
        (&crate::application::connection::KIND, "new_line"),
        (&fee_plan::PLAN, "b"),
    ];
    for (field, text) in once {
        draft.set(At::once(field), text);
    }
    let (code, id, line) = (RowId::from_random(1), RowId::from_random(2), RowId::from_random(3));
    draft.add_row(&user_codes::USER_CODES, None, code);
    draft.add_row(&ids::IDS, Some(code), id);
    for (field, text) in [
        (&user_codes::SYSTEM, "sea"),
        (&user_codes::CODE, "1ANAC"),
        (&user_codes::PAID, "yes"),
        (&user_codes::FREE, "no"),
    ] {
        draft.set(At::row(field, code), text);
    }
    for (field, text) in [(&ids::TRADES, "bonded-warehouse"), (&ids::COUNT, "2"), (&ids::NUMBERS, "A01 A02")] {
        draft.set(At::inner(field, code, id), text);
    }
    draft.add_row(&lines::LINES, None, line);
    for (field, text) in [
        (&lines::ACCESS, "broadband"),
        (&lines::METHOD, "general"),
        (&lines::TERMINALS, "12"),
        (&lines::WIRING, "center"),
        (&lines::SPARE_ROUTER, "yes"),
    ] {
        draft.set(At::row(field, line), text);
    }
    draft
}

fn table<'a>(form: &'a PrintedForm, title: &str) -> &'a PrintedTable {
    form.tables.iter().find(|table| table.title == title).unwrap()
}

#[test]
fn the_application_form_counts_numbers_and_leaves_the_code_of_the_office_empty() {
    let form = application_form(&document(), "1800001A", NaiveDate::from_ymd_opt(2012, 12, 7).unwrap());
    assert_eq!(form.date, "2012年12月7日");
    assert_eq!(form.sender, ["ナックス商事株式会社", "代表取締役社長", "輸出入 太郎 様"]);
    let office = [
        ["会社名", "ナックス商事株式会社"],
        ["事業所名", "第一営業所"],
        ["事業所コード", ""],
        ["事業所所在地", "東京都中央区１－２－３"],
        ["利用開始希望日", "2013/02/26"],
    ];
    assert_eq!(form.tables[0].rows, office);
    assert_eq!(table(&form, "利用者ID").rows, [["保税蔵置場", "1ANAC", "2", "■有料 □無料", "□保存", "海上"]]);
    assert_eq!(
        table(&form, "アクセス回線").rows,
        [["ブロードバンド（光）", "", "■", "海上", "", "□冗長化 ■予備機 □ping監視"]]
    );
    assert_eq!(table(&form, "機器等の台数").rows[0], ["論理端末数", "12"]);
    let plans = &form.tables.last().unwrap().rows;
    assert_eq!(plans[0], ["専用回線接続", "□基本料金+従量料金 ■従量料金のみ"]);
}

#[test]
fn the_acceptance_form_has_the_code_the_confirmed_day_and_a_row_for_each_number() {
    let form = acceptance_form(&document(), "1800001A", NaiveDate::from_ymd_opt(2012, 12, 7).unwrap());
    assert_eq!(form.addressee[0], "ナックス商事株式会社");
    assert_eq!(form.sender, [CENTER, "代表取締役社長"]);
    assert_eq!(form.tables[0].rows[2], ["事業所コード", "NAC001"]);
    assert_eq!(form.tables[0].rows[4], ["利用開始日", "2013/02/25"]);
    let numbers: Vec<_> = table(&form, "利用者ID").rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(numbers, ["A01", "A02"]);
}

#[test]
fn a_document_without_answers_is_printed_with_empty_boxes() {
    let form = application_form(&Draft::empty(&FORM), "", NaiveDate::MIN);
    assert!(table(&form, "利用者ID").rows.is_empty());
    assert_eq!(table(&form, "機器等の台数").rows[0], ["論理端末数", "0"]);
}

#[test]
fn netnaccs_is_printed_in_the_part_of_the_internet() {
    let mut document = document();
    for (field, text) in
        [(&access::KIND, "net"), (&net::TERMINALS, "3"), (&net::CERTIFICATES, "2"), (&fee_plan::NET_PLAN, "a")]
    {
        document.set(At::once(field), text);
    }
    let form = application_form(&document, "1800001A", NaiveDate::from_ymd_opt(2012, 12, 7).unwrap());
    let start = form.tables.iter().position(|table| table.part.contains("インターネット接続")).unwrap();
    let (leased, internet) = form.tables.split_at(start);
    assert!(leased[1].rows.is_empty());
    assert_eq!(leased[2].rows[0], ["論理端末数", ""]);
    assert_eq!(internet[0].rows, [["保税蔵置場", "1ANAC", "2", "■有料 □無料", "□保存", "海上"]]);
    assert_eq!(internet[1].rows[0], ["netNACCSで利用する端末台数", "3"]);
    assert_eq!(internet[1].rows[1], ["webNACCSで利用するデジタル証書数", "2"]);
    assert_eq!(internet[2].rows[0], ["専用回線接続", "□基本料金+従量料金 □従量料金のみ"]);
    assert_eq!(internet[2].rows[1], ["インターネット接続", "■基本料金+従量料金 □従量料金のみ"]);
}

#[test]
fn a_change_is_printed_with_the_office_as_it_was_and_before_beside_after() {
    let base = change_application::begin(&document()).unwrap();
    let mut draft = base.clone();
    for (field, text) in [
        (&request::OFFICE, "office"),
        (&request::FEE_PLAN, "fee-plan"),
        (&request::REASON, "移転のため"),
        (&start::DATE, "2013-04-01"),
        (&office::NAME, "第二営業所"),
    ] {
        draft.set(At::once(field), text);
    }
    let form = change_form(&draft, &base, "1300002A", NaiveDate::from_ymd_opt(2013, 3, 1).unwrap());
    assert_eq!((form.title.as_str(), form.date.as_str()), ("システム利用申込書（変更）", "2013年3月1日"));
    assert_eq!(form.tables[0].rows[1..3], [["事業所名", "第一営業所"], ["事業所コード", "NAC001"]]);
    let request = [
        ["変更項目", "企業名、事業所名、所在地等、料金プラン（AプランまたはBプランの選択）"],
        ["利用開始希望日", "2013/04/01"],
        ["変更する理由", "移転のため"],
    ];
    assert_eq!(form.tables[1].rows, request);
    assert_eq!(form.tables[2].columns, ["項目", "変更前", "変更後"]);
    assert_eq!(form.tables[2].rows, [["事業所：事業所名", "第一営業所", "第二営業所"]]);
}

/// A box that no answer fills says why, with the number of its source.
#[test]
fn every_box_without_an_answer_has_a_reason() {
    for block in boxes::APPLICATION.iter().chain(&boxes::ACCEPTANCE) {
        let (Shape::Facts(boxes) | Shape::Numbers(_, boxes) | Shape::List(_, boxes)) = block.shape;
        let fixed = boxes.iter().filter_map(|(_, source)| match source {
            Source::Fixed(_, reason) => Some(*reason),
            _ => None,
        });
        for reason in fixed {
            assert!(reason.contains("(N-") || reason.contains("(C-"), "{}: {reason}", block.title);
        }
    }
}
