use super::{Sheet, Unreadable};
use crate::application::{FORM, lines, user_codes, user_codes::ids};
use crate::form::{At, Draft, RowId, check};

fn paste(draft: &mut Draft, section: &'static crate::form::Section, text: &str) -> Result<Vec<RowId>, Unreadable> {
    let mut next = 100;
    Sheet::read(text).add_to(draft, section, &mut || {
        next += 1;
        RowId::from_random(next)
    })
}

#[test]
fn lines_become_rows_in_the_order_of_the_columns_or_by_their_names() {
    let plain = "海上\t○\t×\t否\t否\t通関業\tインタラクティブ\t1\r\n";
    let named = "業種\t処理方式\tシステム区分\t管理統計資料（有料）\n通関業\tｲﾝﾀﾗｸﾃｨﾌﾞ\t海上\t要\n";
    for text in [plain, named] {
        let mut draft = Draft::empty(&FORM);
        let added = paste(&mut draft, &user_codes::USER_CODES, text).unwrap();
        let (row, inner) = (added[0], draft.rows(&user_codes::USER_CODES)[0].inner()[0].id().unwrap());
        assert_eq!(added.len(), 1);
        assert_eq!(draft.get(At::row(&user_codes::SYSTEM, row)), "sea");
        assert_eq!(draft.get(At::row(&user_codes::PAID, row)), "yes");
        assert_eq!(draft.get(At::row(&user_codes::FREE, row)), "no");
        assert_eq!(draft.get(At::inner(&ids::TRADES, row, inner)), "customs-broker");
        assert_eq!(draft.get(At::inner(&ids::MODE, row, inner)), "interactive");
        assert_eq!(draft.get(At::inner(&ids::COUNT, row, inner)), "1");
    }
}

#[test]
fn a_line_that_says_nothing_of_the_code_is_one_more_id_of_it() {
    let mut draft = Draft::empty(&FORM);
    let text = "海上\t\t\t\t要\t\"通関業\nNVOCC\"\tインタラクティブ\n\t\t\t\t\t通関業\tSMTP双方向\t2\n\n航空\n";
    let added = paste(&mut draft, &user_codes::USER_CODES, text).unwrap();
    let inner: Vec<usize> = draft.rows(&user_codes::USER_CODES).iter().map(|row| row.inner().len()).collect();
    assert_eq!((added.len(), inner), (2, vec![2, 1]));
}

#[test]
fn the_short_forms_of_the_manual_are_read_and_ambiguous_ones_stay() {
    let mut draft = Draft::empty(&FORM);
    let rows = "業種\t処理方式\n通関\tインタ\n混載\tSMTP双\n保税\tｲﾝﾀ\n航空\tSMTP\n船\tイ\n";
    let added = paste(&mut draft, &user_codes::USER_CODES, rows).unwrap();
    // A line without an answer of the code itself is one more ID of it.
    let ids = draft.list(&ids::IDS, Some(added[0])).iter().filter_map(crate::form::Row::id);
    let read =
        ids.map(|id| [&ids::TRADES, &ids::MODE].map(|field| draft.get(At::inner(field, added[0], id)).to_owned()));
    let expected = [
        ["customs-broker", "interactive"],
        ["consolidator", "smtp"],
        ["bonded-warehouse", "interactive"],
        ["航空", "SMTP"],
        ["船", "イ"],
    ];
    assert_eq!(read.collect::<Vec<_>>(), expected);
}

#[test]
fn an_unknown_choice_stays_and_is_reported() {
    let mut draft = Draft::empty(&FORM);
    paste(&mut draft, &lines::LINES, "陸上\t平成31年4月18日").unwrap();
    let row = draft.rows(&lines::LINES)[0].id().unwrap();
    assert_eq!(draft.get(At::row(&lines::SYSTEM, row)), "陸上");
    assert_eq!(draft.get(At::row(&lines::WORKS_DATE, row)), "2019/04/18");
    draft.set(At::once(&crate::application::connection::KIND), "new_line");
    let faults = check(&draft, chrono::NaiveDate::from_ymd_opt(2018, 10, 29).unwrap());
    assert!(faults.iter().any(|fault| fault.code() == "choice.unknown" && fault.message().contains("陸上")));
}

#[test]
fn several_trades_without_single_sign_on_stay_and_are_reported() {
    let mut draft = Draft::empty(&FORM);
    let row = paste(&mut draft, &user_codes::USER_CODES, "業種\tシステム区分\n通関業、海貨業\t共用").unwrap()[0];
    let inner = draft.rows(&user_codes::USER_CODES)[0].inner()[0].id().unwrap();
    assert_eq!(draft.get(At::inner(&ids::TRADES, row, inner)), "customs-broker ocean-forwarder");
    let faults = check(&draft, chrono::NaiveDate::from_ymd_opt(2018, 10, 29).unwrap());
    assert!(faults.iter().any(|fault| fault.code() == "choices.one-only"));
}

#[test]
fn a_quotation_mark_that_nothing_closes_swallows_no_line() {
    let mut draft = Draft::empty(&FORM);
    let added =
        paste(&mut draft, &user_codes::USER_CODES, "海上\t\t\t\t否\t\"通関業\tインタラクティブ\t2\n海上\n").unwrap();
    let inner = draft.rows(&user_codes::USER_CODES)[0].inner()[0].id().unwrap();
    assert_eq!(added.len(), 2);
    assert_eq!(draft.get(At::inner(&ids::COUNT, added[0], inner)), "2");
    assert_eq!(draft.get(At::inner(&ids::TRADES, added[0], inner)), "\"通関業");
}

#[test]
fn a_sheet_that_cannot_be_added_changes_nothing_and_says_why() {
    let mut draft = Draft::empty(&FORM);
    let before = draft.clone();
    let wide = paste(&mut draft, &user_codes::USER_CODES, "海上\t\t\t\t\t\t\t\t要").unwrap_err();
    assert_eq!(wide, Unreadable::TooWide { line: 1, columns: 8 });
    assert_eq!(paste(&mut draft, &user_codes::USER_CODES, " \t\n\u{3000}").unwrap_err(), Unreadable::Empty);
    let many = paste(&mut draft, &lines::LINES, &"海上\n".repeat(51)).unwrap_err();
    assert_eq!(many.message(), "回線は最大50件です。51件になるため、行を減らしてください。");
    assert_eq!(draft, before);
}

#[test]
fn a_copy_stands_behind_its_row_under_ids_of_its_own() {
    let mut draft = Draft::empty(&FORM);
    paste(&mut draft, &user_codes::USER_CODES, "海上\t\t\t\t\t通関業\n航空").unwrap();
    let first = draft.rows(&user_codes::USER_CODES)[0].clone();
    let mut next = 500;
    let copied = draft.copy_row(&user_codes::USER_CODES, None, first.id().unwrap(), &mut || {
        next += 1;
        RowId::from_random(next)
    });
    let rows = draft.rows(&user_codes::USER_CODES);
    assert_eq!((rows.len(), rows[1].id()), (3, copied));
    assert!(rows[1].id() != first.id() && rows[1].inner()[0].id() != first.inner()[0].id());
    let trades = |row: RowId, inner: RowId| draft.get(At::inner(&ids::TRADES, row, inner));
    assert_eq!(trades(rows[1].id().unwrap(), rows[1].inner()[0].id().unwrap()), "customs-broker");
}

#[test]
fn cells_keep_no_quotes_and_lines_keep_their_cells() {
    for (text, cells) in [
        ("\"a\"\t\"b \"\"c\"\"\"", vec![vec!["a", "b \"c\""]]),
        ("\"a\nb\"\tc\r\nd", vec![vec!["a\nb", "c"], vec!["d"]]),
        ("\"a\"\t5\"\n\"b\"\t\"open\tc", vec![vec!["a", "5\""], vec!["b", "\"open", "c"]]),
        ("\"a\"b\t\"\"\t\"", vec![vec!["\"a\"b", "", "\""]]),
    ] {
        assert_eq!(Sheet::read(text).lines, cells, "{text:?}");
    }
}
