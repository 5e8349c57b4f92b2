//! Whole pages, with the states that designers need to see.

use leptos::prelude::*;
use nss_core::account::REGISTRATION_PAGE;
use nss_core::application::{FORM, lines, office, user_codes};
use nss_core::form::{At, Row, Section};

use super::Rendered;
use super::scene::{Scene, complete, instant};
use crate::component::PageLayout;
use crate::draft::{DraftStore, SaveStatus};
use crate::page::form::FormPageBody;
use crate::page::terms::TermsText;

/// Every page.
pub(super) fn all() -> Vec<Rendered> {
    let mut pages = vec![
        page("home", "はじめに", Scene::visitor().page("/")),
        page("terms", "システム利用規程", terms()),
        page("register", "仮アカウント申込", register(false)),
        page("register-faulty", "仮アカウント申込（エラーあり）", register(true)),
        page("login", "ログイン", Scene::visitor().page("/login")),
        page("password", "パスワード再発行", Scene::visitor().page("/password")),
        page("guidance", "ご案内", Scene::beginner().page("/apply/guidance")),
        page("tasks", "入力の状況", Scene::applicant().with(saved).page("/apply/tasks")),
        page("tasks-empty", "入力の状況（未入力）", Scene::beginner().page("/apply/tasks")),
    ];
    let draft = complete(&FORM);
    let applying = FORM.pages.iter().filter(|page| page.applies(&draft));
    for (number, form_page) in applying.enumerate() {
        let url = format!("/apply/{}", form_page.path);
        let title = format!("{}　{}", number + 1, form_page.title);
        pages.push(page(&format!("apply-{}", form_page.path), &title, Scene::applicant().with(saved).page(&url)));
    }
    pages.extend([
        page("office-faulty", "事業所（エラーあり）", Scene::beginner().with(faulty_office).page("/apply/office")),
        page("user-code", "利用者コード（1件）", row_page("user-codes", &user_codes::USER_CODES)),
        page("line", "回線（1件）", row_page("lines", &lines::LINES)),
        page("confirm", "申込内容 確認", Scene::applicant().with(saved).page("/apply/confirm")),
        page(
            "confirm-faulty",
            "申込内容 確認（不足あり）",
            Scene::beginner().with(DraftStore::show_all_faults).page("/apply/confirm"),
        ),
        page("done", "NACCS利用申込 完了", Scene::registered().page("/apply/done")),
        page("not-found", "ページが見つかりません", Scene::visitor().page("/nowhere")),
    ]);
    pages.extend(super::menu::all());
    pages.extend(super::change::all());
    pages
}

pub(super) fn page(name: &str, title: &str, html: String) -> Rendered {
    Rendered { file: format!("page/{name}.html"), title: title.to_owned(), html }
}

fn saved(store: DraftStore) {
    store.save_status.set(SaveStatus::Saved(instant("2026-11-20T10:42:00+09:00")));
}

fn faulty_office(store: DraftStore) {
    store.save_status.set(SaveStatus::Offline);
    store.draft.update(|draft| {
        draft.set(At::once(&office::NAME), "本社");
        draft.set(At::once(&office::POSTCODE), "212001");
        draft.set(At::once(&office::PHONE), "044-555-12a4");
    });
    if let Some(page) = FORM.pages.iter().find(|page| page.path == "office") {
        store.validate_page(page, None);
    }
}

fn terms() -> String {
    let terms = nss_core::api::Terms {
        version: "sample".to_owned(),
        text: "# 第1章　総則\n\nこの規程は、システムの利用に必要な事項を定めます。\n\n# 第2章　利用契約\n\n利用者は、申込の内容を正しく入力します。".to_owned(),
        links: Vec::new(),
    };
    Scene::visitor()
        .view(move |_| view! { <PageLayout title="システム利用規程"><TermsText terms/></PageLayout> }.into_any())
}

fn register(is_faulty: bool) -> String {
    let scene = if is_faulty { Scene::visitor() } else { Scene::registrant() };
    scene.view(move |store| {
        if is_faulty {
            store.validate_page(&REGISTRATION_PAGE, None);
        }
        view! { <FormPageBody page=&REGISTRATION_PAGE next_label="申込内容確認へ進む" on_next=|| ()/> }.into_any()
    })
}

fn row_page(path: &str, section: &'static Section) -> String {
    let scene = Scene::applicant();
    let row = scene.first_row(section);
    scene.with(saved).page(&format!("/apply/{path}/{row}"))
}

impl Scene {
    fn first_row(&self, section: &'static Section) -> String {
        let row = self.draft().rows(section).iter().find_map(Row::id);
        row.expect("a complete draft has a row in each list").to_string()
    }
}
