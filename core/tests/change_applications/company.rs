//! The changes that go to every office of the company.

use nss_core::application::{administrator, contractor, office, start};
use nss_core::change_application::{check, company_wide, request};
use nss_core::form::{At, Draft, Fault, Field};

use super::{begun, choose, choose_other, today};

fn keys(draft: &Draft, base: &Draft) -> Vec<&'static str> {
    company_wide(draft, base).iter().map(|field| field.key).collect()
}

fn with(base: &Draft, field: &'static Field, text: &str) -> Draft {
    let mut draft = base.clone();
    for (field, text) in [(field, text), (&start::DATE, "2027-05-06"), (&request::REASON, "商号変更のため")] {
        draft.set(At::once(field), text);
    }
    draft
}

#[test]
fn the_name_of_the_company_goes_everywhere_and_other_answers_of_the_office_do_not() {
    for base in begun() {
        let mut draft = with(&base, &office::COMPANY, "新ナックス株式会社");
        assert_eq!(keys(&draft, &base), Vec::<&str>::new(), "no item opens it");
        choose(&mut draft, &["office"]);
        assert_eq!(keys(&draft, &base), ["company"]);
        let blocks = |draft: &Draft| {
            let faults = check(draft, &base, today());
            faults.iter().filter(|fault| fault.blocks()).map(Fault::path).collect::<Vec<_>>()
        };
        assert_eq!(blocks(&draft), ["change.whole_company"]);
        draft.set(At::once(&request::WHOLE_COMPANY), "all");
        assert_eq!(blocks(&draft), Vec::<String>::new());

        let mut draft = with(&base, &office::PHONE, "0399998888");
        choose(&mut draft, &["office"]);
        assert_eq!((keys(&draft, &base), blocks(&draft)), (Vec::new(), Vec::new()));
    }
}

#[test]
fn a_change_of_all_offices_takes_a_section_as_a_whole() {
    for base in begun() {
        let mut draft = with(&base, &contractor::TITLE, "会長");
        choose(&mut draft, &["contractor"]);
        assert_eq!(keys(&draft, &base), Vec::<&str>::new(), "of one office");
        choose(&mut draft, &[]);
        choose_other(&mut draft, "all-offices");
        let all: Vec<_> = contractor::CONTRACTOR.fields.iter().map(|field| field.key).collect();
        assert_eq!(keys(&draft, &base), all);
        assert!(!company_wide(&draft, &base).contains(&&administrator::PHONE), "nothing of it changed");
    }
}
