//! Every kind of control in every state, at the first question of the form that is of its kind.

use std::mem::discriminant;

use leptos::prelude::*;
use nss_core::application::FORM;
use nss_core::form::sample::{accepted, refused};
use nss_core::form::{At, Kind, Page, RowId};

use super::Rendered;
use super::scene::Scene;
use crate::control::Control;
use crate::draft::DraftStore;

/// A question: its page, its place, the row that it needs.
#[derive(Clone, Copy)]
struct Question {
    page: &'static Page,
    at: At,
}

/// One file for each kind.
pub(super) fn all() -> Vec<Rendered> {
    questions().into_iter().map(rendered).collect()
}

/// The first question of each kind; long and short tables are kinds of their own.
fn questions() -> Vec<Question> {
    let row = RowId::from_random(0);
    let mut found: Vec<Question> = Vec::new();
    for page in FORM.pages {
        let lists = page.sections.iter().filter_map(|section| section.inner);
        for section in page.sections.iter().copied().chain(lists).filter(|section| !section.holds_files) {
            for field in section.fields.iter().copied() {
                let at = match (section.outer, section.is_list()) {
                    (Some(_), _) => At::inner(field, row, row),
                    (None, true) => At::row(field, row),
                    (None, false) => At::once(field),
                };
                if !found.iter().any(|known| is_alike(known.at.field.kind, field.kind)) {
                    found.push(Question { page, at });
                }
            }
        }
    }
    found
}

fn is_alike(one: Kind, other: Kind) -> bool {
    /// Tables up to this length stand side by side, longer ones below each other, long ones as a list that opens.
    fn size(kind: Kind) -> usize {
        [3, 12].iter().filter(|size| kind.table().len() > **size).count()
    }
    discriminant(&one) == discriminant(&other) && size(one) == size(other)
}

fn rendered(question: Question) -> Rendered {
    let field = question.at.field;
    let good = accepted(field.kind);
    let bad = refused(field.kind);
    let mut states = vec![("未入力", String::new(), false), ("未入力のまま次へ進んだ", String::new(), true)];
    let shown = |text: &String| field.kind.on_screen(text).into_owned();
    states.extend(good.first().map(|text| ("入力済み", shown(text), true)));
    states.extend(bad.first().map(|text| ("確認が必要", shown(text), true)));
    let html = states.into_iter().map(|(title, text, is_validated)| state(question, title, text, is_validated));
    let html: String = html.collect();
    let kind = html.split("data-kind=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    let title = format!("{kind}（{}）", field.label);
    let name = question.at.path().replace('.', "-");
    Rendered {
        file: format!("control/{kind}-{name}.html"),
        html: format!(
            "<main class=\"gallery\"><h1 class=\"app-title\">{title}</h1><div class=\"gallery__states\">{html}</div></main>"
        ),
        title,
    }
}

fn state(question: Question, title: &'static str, text: String, is_validated: bool) -> String {
    let control = Scene::beginner().view(move |store| {
        prepare(store, question, &text);
        if is_validated {
            store.validate_page(question.page, None);
        }
        view! { <Control at=question.at/> }.into_any()
    });
    format!("<section><h2 class=\"gallery__state\">{title}</h2>{control}</section>")
}

/// Adds the question's rows and writes its answer.
fn prepare(store: DraftStore, question: Question, text: &str) {
    let (section, at) = (question.at.field.section(), question.at);
    store.draft.update(|draft| {
        if let Some(row) = at.row {
            draft.add_row(section.outer.unwrap_or(section), None, row);
        }
        if let Some(inner) = at.inner {
            draft.add_row(section, at.row, inner);
        }
        draft.set(at, text);
    });
}
