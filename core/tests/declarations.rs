//! Laws over every declaration, and the documents that are written from them.
#![cfg(feature = "server")]

use std::collections::BTreeSet;
use std::path::Path;

use nss_core::form::{Draft, Form, Need, Section, check, manual, submit};
use nss_core::value::date;
use nss_core::{account, application, change_application, messages, settings};

const FORMS: [&Form; 4] = [&account::FORM, &application::FORM, &settings::FORM, &change_application::FORM];

fn sections() -> Vec<&'static Section> {
    FORMS.iter().flat_map(|form| form.sections()).flat_map(|section| [Some(section), section.inner]).flatten().collect()
}

#[test]
fn every_field_stands_where_its_section_says() {
    for section in sections() {
        let mut keys = BTreeSet::new();
        for (position, field) in section.fields.iter().enumerate() {
            assert_eq!(field.section(), section, "{field:?}");
            assert_eq!(field.position(), position, "{field:?}");
            assert!(keys.insert(field.key), "{field:?} stands twice");
            assert!(field.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{field:?}");
        }
        if let Some(inner) = section.inner {
            assert_eq!(inner.outer, Some(section));
            assert!(keys.insert(inner.key), "{} is a field and a list", inner.key);
            assert!(inner.inner.is_none(), "lists go two deep");
        }
    }
}

#[test]
fn sections_and_pages_have_names_of_their_own() {
    for form in FORMS {
        let keys: BTreeSet<_> = form.sections().map(|section| section.key).collect();
        assert_eq!(keys.len(), form.sections().count());
        let paths: BTreeSet<_> = form.pages.iter().map(|page| page.path).collect();
        assert_eq!(paths.len(), form.pages.len());
    }
}

#[test]
fn every_field_names_its_row_of_the_manual() {
    for (path, _, field) in FORMS.iter().flat_map(|form| form.fields()) {
        assert!(field.manual().next().is_some(), "{path} has no N-, C- or V- number");
    }
}

#[test]
fn autofill_tokens_are_known_to_browsers() {
    const KNOWN: [&str; 9] = [
        "organization",
        "organization-title",
        "family-name",
        "given-name",
        "tel",
        "email",
        "postal-code",
        "address-level1",
        "address-level2",
    ];
    for (path, _, field) in FORMS.iter().flat_map(|form| form.fields()) {
        assert!(field.autofill.is_none_or(|token| KNOWN.contains(&token) || token == "address-line1"), "{path}");
    }
}

#[test]
fn choice_codes_are_single_words_of_their_own() {
    for (path, _, field) in FORMS.iter().flat_map(|form| form.fields()) {
        let codes: BTreeSet<_> = field.kind.table().iter().map(|choice| choice.code).collect();
        assert_eq!(codes.len(), field.kind.table().len(), "{path}");
        assert!(codes.iter().all(|code| !code.is_empty() && !code.contains(char::is_whitespace)), "{path}");
        assert!(field.default.is_empty() || codes.is_empty() || codes.contains(field.default), "{path}");
    }
}

#[test]
fn sentences_say_what_to_do_and_never_blame() {
    let mut codes = BTreeSet::new();
    for message in messages() {
        assert!(codes.insert(message.code), "{} stands twice", message.code);
        assert!(message.text.ends_with('。'), "{}", message.code);
        for word in ["不正", "無効", "違反", "！", "エラー"] {
            assert!(!message.text.contains(word), "{} contains {word}", message.code);
        }
    }
}

#[test]
fn an_empty_draft_is_a_draft_but_no_submission() {
    let today = date::parse("2026-11-21").expect("a day");
    for form in FORMS {
        let draft = Draft::empty(form);
        assert_eq!(Draft::from_wire(form, &draft.to_wire()).unwrap(), draft);
        let faults = submit(&draft, today).unwrap_err();
        for (path, _, field) in form.fields() {
            let once = !path.contains('*');
            let asked = nss_core::form::Scope::whole(&draft).asked(field);
            if once && asked && field.need == Need::Required && field.default.is_empty() {
                assert!(faults.iter().any(|fault| fault.path() == path), "{path} is not missed");
            }
        }
    }
}

#[test]
fn no_sentence_is_shown_with_an_open_brace() {
    let today = date::parse("2026-11-21").expect("a day");
    for form in FORMS {
        let mut draft = Draft::empty(form);
        for (path, _, field) in form.fields().into_iter().filter(|(path, _, _)| !path.contains('*')) {
            for text in ["", "漢字", "12", "🙂🙂", &"あ".repeat(500), "2018-01-01", "99999999"] {
                draft.set(form.at(&path).unwrap(), text);
                for fault in check(&draft, today) {
                    assert!(!fault.message().contains('{'), "{}: {}", fault.code(), fault.message());
                }
                assert_eq!(form.at(&path).unwrap().field, field);
            }
        }
    }
}

#[test]
fn the_list_of_fields_is_fresh() {
    ensure("docs/fields.md", &manual::fields_page(&FORMS));
}

#[test]
fn the_list_of_rules_is_fresh() {
    ensure("docs/rules.md", &manual::rules_page(&FORMS, &messages()));
}

/// Writes a generated document, and fails if the file was stale.
fn ensure(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let stands = std::fs::read_to_string(&file).unwrap_or_default();
    if stands != text {
        std::fs::write(&file, text).expect("docs is writable");
        panic!("{path} was stale and is now rewritten: commit it");
    }
}
