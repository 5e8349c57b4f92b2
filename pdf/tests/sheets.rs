//! The sheets as a public reader sees them: their words, pages and fonts (poppler).

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "in a test the panic is the message")]

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use nss_core::application::user_codes::{self, ids};
use nss_core::application::{FORM, lines, office};
use nss_core::form::sample::accepted;
use nss_core::form::{At, Draft, Kind, RowId};
use nss_core::print::{PrintedForm, acceptance_form, application_form};
use nss_pdf::Typesetter;
use nss_tests::generate::complete;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 10, 29).unwrap()
}

fn poppler(program: &str, args: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(args).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let out = command.output().unwrap();
    assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The sheet of a form as text without spaces, and its number of pages. All its fonts are embedded.
fn read(form: &PrintedForm) -> (String, usize) {
    let typesetter = Typesetter::new().expect("the font, which cargo xtask test installs");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.pdf");
    std::fs::write(&file, typesetter.set(form).unwrap()).unwrap();
    let fonts = poppler("pdffonts", &[], &file);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!fonts.is_empty() && fonts.iter().all(|font| font.contains("yes yes yes")), "{fonts:?}");
    let info = poppler("pdfinfo", &[], &file);
    let line = |name: &str| info.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim();
    assert!(line("Page size:").contains("A4"), "{info}");
    assert_eq!(line("Title:"), form.title);
    let text = poppler("pdftotext", &["-raw"], &file);
    (text.split_whitespace().collect(), line("Pages:").parse().unwrap())
}

fn missing(form: &PrintedForm, text: &str) -> Vec<String> {
    let tables = form.tables.iter().flat_map(|table| {
        let names = [&table.part, &table.title].into_iter().chain(&table.columns);
        names.chain(table.rows.iter().flatten())
    });
    let all = [&form.title, &form.number, &form.date, &form.sentence].into_iter().chain(&form.addressee);
    let all = all.chain(&form.sender).chain(tables);
    let bare = |word: &String| word.split_whitespace().collect::<String>();
    all.map(bare).filter(|word| !text.contains(word)).collect()
}

#[test]
fn a_plain_form_stands_on_one_page_with_all_its_words() {
    let mut document = Draft::from_wire(&FORM, &complete(&FORM)).unwrap();
    let code = &document.rows(&user_codes::USER_CODES)[0];
    let (code, id) = (code.id().unwrap(), code.inner()[0].id().unwrap());
    document.set(At::once(&office::CODE), "NAC001");
    document.set(At::row(&user_codes::CODE, code), "1ANAC");
    document.set(At::inner(&ids::NUMBERS, code, id), "A01 A02");
    for form in [application_form(&document, "1800001A", day()), acceptance_form(&document, "1800001A", day())] {
        let (text, pages) = read(&form);
        assert_eq!(missing(&form, &text), Vec::<String>::new());
        assert_eq!(pages, 1, "{}", form.title);
    }
}

/// The longest texts of every box, 200 codes and 50 lines: nothing is cut off, and each page counts.
#[test]
fn the_longest_form_goes_on_over_pages_and_loses_no_word() {
    let mut document = Draft::from_wire(&FORM, &complete(&FORM)).unwrap();
    for field in office::OFFICE.fields {
        if let Kind::FullWidth(_) = field.kind {
            let longest = accepted(field.kind).into_iter().max_by_key(String::len).unwrap();
            document.set(At::once(field), &longest);
        }
    }
    for number in 0..200 {
        let (code, id) = (RowId::from_random(1000 + number), RowId::from_random(2000 + number));
        document.add_row(&user_codes::USER_CODES, None, code);
        document.set(At::row(&user_codes::CODE, code), &format!("{}A{number:03}", number % 10));
        document.add_row(&ids::IDS, Some(code), id);
        document.set(At::inner(&ids::TRADES, code, id), "trader-fefta general-filer");
        document.set(At::inner(&ids::COUNT, code, id), "99");
    }
    for number in 0..50 {
        let line = RowId::from_random(3000 + number);
        document.add_row(&lines::LINES, None, line);
        document.set(At::row(&lines::ACCESS, line), "broadband");
    }
    let form = application_form(&document, "1800001A", day());
    let (text, pages) = read(&form);
    assert_eq!(missing(&form, &text), Vec::<String>::new());
    assert!(pages > 5, "{pages}");
}
