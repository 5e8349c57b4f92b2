//! The center's answers: asked of no applicant, taken from none, and kept in a contract.
#![cfg(feature = "server")]

use chrono::NaiveDate;
use nss_core::application::FORM;
use nss_core::form::sample::accepted;
use nss_core::form::{
    At, Author, Draft, Field, RowId, Scope, Section, Wire, center, check, merge, settle, sheet, status, submit,
};
use nss_tests::generate::{self, lists, places};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn complete() -> Draft {
    Draft::from_wire(&FORM, &generate::complete(&FORM)).expect("the form is its own")
}

/// A complete draft and, one by one, with each answer and each row of the center.
fn with_one_of_the_center() -> Vec<(String, Draft)> {
    let draft = complete();
    let mut all = Vec::new();
    for at in places(&draft).into_iter().filter(|at| at.field.author() == Author::Center) {
        let mut with = draft.clone();
        assert!(with.set(at, &accepted(at.field.kind)[0]));
        all.push((at.path(), with));
    }
    for (section, row) in lists(&draft).into_iter().filter(|(section, _)| section.author == Author::Center) {
        let mut with = draft.clone();
        with.add_row(section, row, RowId::from_random(5));
        all.push((list_path(section, row), with));
    }
    all
}

fn list_path(section: &'static Section, row: Option<RowId>) -> String {
    nss_core::form::Place::List(section, row).path()
}

fn is_center(field: &Field) -> bool {
    field.author() == Author::Center
}

#[test]
fn each_answer_and_row_of_the_center_refuses_the_draft_at_its_place() {
    assert!(submit(&complete(), today()).is_ok());
    assert_eq!(center::refused(&complete()), []);
    let all = with_one_of_the_center();
    assert!(all.len() > 8, "{}", all.len());
    for (path, draft) in all {
        let read = Draft::from_wire(&FORM, &draft.to_wire()).unwrap();
        let found: Vec<_> = center::refused(&read).iter().map(|fault| (fault.code(), fault.path())).collect();
        assert_eq!(found, [("center.answer", path.clone())]);
        let faults = submit(&read, today()).unwrap_err();
        assert!(faults.iter().any(|fault| fault.blocks() && fault.path() == path), "{path}");
        assert_eq!(center::without(&read), complete(), "{path}");
    }
}

#[test]
fn the_center_is_never_asked() {
    for (path, page, field) in FORM.fields().into_iter().filter(|(_, _, field)| is_center(field)) {
        let draft = Draft::empty(&FORM);
        assert!(!Scope::whole(&draft).asked(field), "{path}");
        assert!(!check(&draft, today()).iter().any(|fault| fault.path() == path), "{path}");
        assert!(field.default.is_empty() && field.hint.is_empty() && field.offer.is_none(), "{path}");
        let list = field.section();
        assert!(sheet::columns(list.outer.unwrap_or(list)).all(|column| column != field), "{path}");
        assert!(page.sections.iter().any(|section| section.author == Author::Applicant), "{path}");
    }
}

#[test]
fn a_page_is_complete_without_the_center() {
    let draft = complete();
    let faults = check(&draft, today());
    for page in FORM.pages.iter().filter(|page| page.applies(&draft)) {
        assert!(
            !matches!(status(&draft, page, &faults), status::Status::InProgress | status::Status::NotStarted),
            "{}",
            page.path
        );
    }
}

#[test]
fn answers_of_the_center_are_shown_merged_and_not_settled() {
    for (path, draft) in with_one_of_the_center() {
        let Some(at) = FORM.at(&path) else { continue };
        assert!(Scope::at(&draft, at).shows(at.field), "{path}");
        assert!(!Scope::at(&complete(), at).shows(at.field), "{path}");
        let mut mine = complete();
        mine.set(At::once(&nss_core::application::reason::TEXT), "変更");
        let merged = merge(&complete(), &mine, &draft);
        assert_eq!(merged.conflicts, []);
        assert_eq!(merged.draft.get(at), draft.get(at), "{path}");
        assert!(draft.differs_from(&complete()), "{path}");
        let mut settled = draft.clone();
        assert_eq!(settle(&mut settled, None), []);
    }
}

#[test]
fn a_contract_reads_back_from_its_json() {
    for (path, draft) in with_one_of_the_center() {
        let json = serde_json::to_string(&draft).unwrap();
        let read: Wire = serde_json::from_str(&json).unwrap();
        assert_eq!(Draft::from_wire(&FORM, &read).unwrap(), draft, "{path}");
    }
}
