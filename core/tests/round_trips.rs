//! An answer that is pasted back as the product shows it is the same answer: for every kind, over generated answers.

use chrono::{Days, NaiveDate};
use nss_core::application::{FORM, applicant, fee_plan, lines, user_codes};
use nss_core::form::{At, Draft, Field, Form, Kind, RowId, Scope, Severity, Sheet, cell, sample, sheet};
use nss_core::value::date;
use nss_core::{account, trade};
use nss_tests::generate::Random;
use proptest::prelude::*;

/// One of each kind. A new kind does not compile until it stands in [`listed`].
fn kinds() -> Vec<Kind> {
    vec![
        Kind::FullWidth(40),
        Kind::Kana(60),
        Kind::NameKana(40),
        Kind::FreeText(240),
        Kind::Latin(70),
        Kind::Postcode,
        Kind::Phone,
        Kind::FaxOrNone,
        Kind::Email,
        Kind::SameAs(&applicant::MAIL),
        Kind::Date,
        Kind::Number { least: 0, most: 9_999_999 },
        Kind::Code("XXX999"),
        Kind::Codes("X99"),
        Kind::IpAddress,
        Kind::FileName,
        Kind::FileSize,
        Kind::Choice(fee_plan::PLAN.kind.table()),
        Kind::Choices(&trade::CHOICES),
    ]
}

const fn listed(kind: Kind) -> usize {
    match kind {
        Kind::FullWidth(_) => 0,
        Kind::Kana(_) => 1,
        Kind::NameKana(_) => 2,
        Kind::FreeText(_) => 3,
        Kind::Latin(_) => 4,
        Kind::Postcode => 5,
        Kind::Phone => 6,
        Kind::FaxOrNone => 7,
        Kind::Email => 8,
        Kind::SameAs(_) => 9,
        Kind::Date => 10,
        Kind::Number { .. } => 11,
        Kind::Code(_) => 12,
        Kind::Codes(_) => 13,
        Kind::IpAddress => 14,
        Kind::FileName => 15,
        Kind::FileSize => 16,
        Kind::Choice(_) => 17,
        Kind::Choices(_) => 18,
    }
}

/// Texts that people type for a kind.
fn typed(kind: Kind) -> BoxedStrategy<String> {
    let pieces = |all: &'static str| {
        let all: Vec<&str> = all.split('|').collect();
        prop::collection::vec(prop::sample::select(all), 1..10).prop_map(|pieces| pieces.concat())
    };
    let generated = match kind {
        Kind::FullWidth(_) => {
            pieces("株式会社|ﾅｯｸｽ|なっくす|㈱|髙|⽇本|7|－|ー|-1|丁目|番|棟|タワー|A&B| |　|～|'|\"|①").boxed()
        }
        Kind::Kana(_) => pieces("カブシキガイシャ|ﾅｯｸｽ|かんだ|ー|-|1|b| |チョウメ|ン|(|)|ゞ|・").boxed(),
        Kind::NameKana(_) => pieces("コンサイ|ｲﾁﾛｳ|こん|ー|・|ゆ-| |さゝき|ゔぃ").boxed(),
        Kind::FreeText(_) => pieces("通関業|\r\n|\n|  |\t|ﾃｽﾄ|\"引用\"|\"|XX月|⽉|12,000|、|㈱").boxed(),
        Kind::Latin(_) => pieces("naccs |Ｃo.|, |LTD|'|-|1|（|)|/|&").boxed(),
        Kind::Postcode => "〒?[0-9]{3}[-－ー ]?[0-9０-９]{4}".boxed(),
        Kind::Phone | Kind::FaxOrNone => {
            prop_oneof!["0[1-9][0-9]{8,9}", "\\+81-[1-9][0-9]-[0-9]{4}-[0-9]{4}", "0{10}", "FAXはありません"].boxed()
        }
        Kind::Email | Kind::SameAs(_) => {
            "[a-zA-Z0-9][a-z0-9+_'-]{0,20}@[a-z][a-z0-9]{0,10}(\\.[a-z]{2,5}){1,3}".boxed()
        }
        Kind::Date => (0..200_000_u64)
            .prop_flat_map(|days| {
                // From 1873 on, as long as Japan uses this calendar.
                let day = NaiveDate::from_ymd_opt(1873, 1, 1).expect("a day") + Days::new(days);
                prop::sample::select(vec![date::write(day), date::japanese(day), date::long_form(day)])
            })
            .boxed(),
        Kind::Number { most, .. } => (0..=most)
            .prop_flat_map(|number| {
                prop::sample::select(vec![number.to_string(), format!("0{number}"), thousands(number)])
            })
            .boxed(),
        Kind::Code(shape) => proptest::string::string_regex(&classes(shape)).expect("an expression").boxed(),
        Kind::Codes(shape) => {
            let code = classes(shape);
            proptest::string::string_regex(&format!("{code}([ 　,、]{code}){{0,3}}")).expect("an expression").boxed()
        }
        Kind::IpAddress => "[0-9０]{1,3}(\\.[0-9]{1,3}){3}".boxed(),
        Kind::FileName => "[a-z構成図 ]{1,20}\\.(pdf|xlsx)".boxed(),
        Kind::FileSize => (1..10_485_760_u32).prop_map(|size| size.to_string()).boxed(),
        Kind::Choice(table) => prop::sample::select(table).prop_map(|choice| choice.code.to_owned()).boxed(),
        Kind::Choices(table) => prop::sample::subsequence(table, 1..=table.len())
            .prop_shuffle()
            .prop_map(|choices| choices.iter().map(|choice| choice.code).collect::<Vec<_>>().join(" "))
            .boxed(),
    };
    prop_oneof![generated, prop::sample::select(sample::accepted(kind))].boxed()
}

/// The characters of a code, in both widths.
fn classes(shape: &str) -> String {
    shape.chars().map(|of| if of == '9' { "[0-9０-９]" } else { "[a-zA-Z0-9]" }).collect()
}

/// With the commas of thousands.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    groups.join(",")
}

/// Whether nothing blocks the answer; e-mail addresses are compared with nothing here.
fn is_accepted(kind: Kind, normal: &str) -> bool {
    let kind = if let Kind::SameAs(field) = kind { field.kind } else { kind };
    let draft = Draft::empty(&FORM);
    let violation = kind.check(normal, &Scope::whole(&draft), NaiveDate::MIN);
    !normal.is_empty() && violation.is_none_or(|violation| violation.message.severity == Severity::Warns)
}

/// Every text that the product shows of an answer: control, page, confirm page, the echo of a date. The size of a file
/// is shown in round numbers, and nobody types it.
fn shown(kind: Kind, raw: &str) -> Vec<String> {
    let normal = kind.normalise(raw).into_owned();
    let mut all = vec![kind.on_screen(raw).into_owned(), kind.on_screen(&normal).into_owned()];
    if !matches!(kind, Kind::FileSize) {
        all.extend([kind.display(raw).into_owned(), kind.display(&normal).into_owned()]);
    }
    if let (Kind::Date, Some(day)) = (kind, date::parse(&normal)) {
        all.extend([date::long_form(day), date::japanese(day)]);
    }
    all.push(normal);
    all
}

/// A cell as spreadsheets copy it.
fn copied(text: &str) -> String {
    if text.contains(['\t', '\n', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[test]
fn every_kind_is_tried() {
    assert_eq!(kinds().into_iter().map(listed).collect::<Vec<_>>(), (0..19).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shown_answers_mean_the_same_when_they_are_pasted_back(answers in kinds().into_iter().map(typed).collect::<Vec<_>>()) {
        let mut tried = 0;
        for (kind, raw) in kinds().into_iter().zip(answers) {
            let normal = kind.normalise(&raw).into_owned();
            if !is_accepted(kind, &normal) {
                continue;
            }
            tried += 1;
            for text in shown(kind, &raw) {
                let back = cell::read(kind, &text);
                prop_assert_eq!(kind.normalise(&back), &*normal, "{}: {:?} shown as {:?}", kind.name(), raw, text);
                if kind.table().is_empty() {
                    prop_assert_eq!(kind.normalise(&text), &*normal, "{}: {:?} typed as {:?}", kind.name(), raw, text);
                }
            }
        }
        prop_assert!(tried > 8, "{}", tried);
    }

    #[test]
    fn a_row_of_cells_is_the_row_again(seed in any::<u64>()) {
        for section in [&user_codes::USER_CODES, &lines::LINES] {
            let columns: Vec<&'static Field> = sheet::columns(section).collect();
            let mut random = Random::of_case(seed, 0);
            let answers: Vec<String> = columns.iter().map(|field| {
                let all = sample::accepted(field.kind);
                all[random.below(all.len())].clone()
            }).collect();
            let cells: Vec<String> =
                columns.iter().zip(&answers).map(|(field, raw)| copied(&field.kind.display(raw))).collect();
            let mut draft = Draft::empty(&FORM);
            let mut next = 0;
            let mut new_id = || { next += 1; RowId::from_random(next) };
            let row = Sheet::read(&cells.join("\t")).add_to(&mut draft, section, &mut new_id).unwrap()[0];
            let inner = section.asked_inner().and_then(|list| draft.list(list, Some(row))[0].id());
            for (field, raw) in columns.into_iter().zip(answers) {
                let at = At { field, row: Some(row), inner: inner.filter(|_| field.section() != section) };
                prop_assert_eq!(draft.normal(at), field.kind.normalise(&raw), "{:?}", field);
            }
        }
    }
}

#[test]
fn every_label_of_every_table_is_read_back_alone_and_in_a_list() {
    let mut labels = 0;
    for field in [&FORM, &account::FORM].into_iter().flat_map(Form::fields).map(|(_, _, field)| field) {
        let table = field.kind.table();
        for choice in table {
            assert_eq!(cell::read(field.kind, choice.label), choice.code, "{field:?}");
            labels += 1;
        }
        for pair in table.windows(2).filter(|_| matches!(field.kind, Kind::Choices(_))) {
            let codes = format!("{} {}", pair[0].code, pair[1].code);
            assert_eq!(cell::read(field.kind, &field.kind.display(&codes)), codes, "{field:?}");
        }
    }
    assert!(labels > 200, "{labels}");
}
