//! Stored drafts of each version of each form: every one opens, and every answer has its place.
//!
//! A renamed or removed field makes this fail. Then raise the form's version, add a migration, and add a draft of the
//! new version beside the old ones, which stay unchanged.

use nss_core::form::{Draft, Form, Wire};
use nss_core::{account, application};

const STORED: [(&Form, u32, &str); 2] = [
    (&account::FORM, 1, include_str!("drafts/account-1.json")),
    (&application::FORM, 1, include_str!("drafts/new-1.json")),
];

#[test]
fn every_stored_draft_opens_with_all_its_answers() {
    for (form, version, text) in STORED {
        let stored: Wire = serde_json::from_str(text).unwrap();
        assert_eq!(stored.version, version, "{}", form.name);
        let draft = Draft::from_wire(form, &stored).unwrap();
        assert_eq!(draft.unplaced().collect::<Vec<_>>(), [], "{} {version}", form.name);
        let texts = |wire: Wire| {
            let mut texts: Vec<String> = wire.answers.into_values().collect();
            texts.sort();
            texts
        };
        assert_eq!(texts(draft.to_wire()), texts(stored), "{} {version}", form.name);
    }
}

#[test]
fn the_present_version_of_each_form_is_kept() {
    for form in [&account::FORM, &application::FORM] {
        assert!(
            STORED.iter().any(|(of, version, _)| of.name == form.name && *version == form.version),
            "{}",
            form.name
        );
    }
}
