//! `/change`: the guidance of 変更申込 and the contract that it changes (C-020 … C-023).

use leptos::prelude::*;
use nss_core::api::change::ChangeDraft;
use nss_core::application::office;
use nss_core::form::{At, Draft};

use super::{FORM, NO_CONTRACT, open};
use crate::api::use_api;
use crate::component::{Actions, ButtonLink, Fetched, PageLayout, Table};
use crate::date_format;
use crate::draft::open::use_open_drafts;
use crate::paths::{CONTRACT, MENU};

/// The four steps (C-022).
const STEPS: &[&[&str]] = &[
    &["STEP1", "契約内容の確認", "現在の契約内容を「契約内容確認」で確認します。"],
    &["STEP2", "契約変更項目の選択", "変更する項目を選択します。複数の項目を選択できます。"],
    &[
        "STEP3",
        "変更情報の入力・確認",
        "現在の契約内容に上書きして入力し、変更前と変更後を確認します。変更の必要のない項目は、そのままにしてください。",
    ],
    &[
        "STEP4",
        "変更申込の完了",
        "登録すると申込受付番号が決まり、申込担当者および管理責任者宛てにメールでお知らせします。",
    ],
];

/// The guidance.
#[component]
pub fn ChangeGuidancePage() -> impl IntoView {
    let (api, drafts) = (use_api(), use_open_drafts());
    let opened = LocalResource::new(move || async move { open(api, drafts).await });
    view! {
        <PageLayout title="変更申込ガイダンス">
            <Fetched resource=opened draw=guidance />
        </PageLayout>
    }
    .into_any()
}

/// The content of the page.
pub fn guidance(opened: Option<ChangeDraft>) -> AnyView {
    let Some(begun) = opened else { return view! { <p>{NO_CONTRACT}</p> }.into_any() };
    let document = Draft::from_wire(&FORM, &begun.base).ok();
    let text = |field| document.as_ref().map(|document| document.get(At::once(field)).to_owned()).unwrap_or_default();
    let facts = [
        ("事業所コード", begun.office.clone()),
        ("企業名", text(&office::COMPANY)),
        ("事業所名", text(&office::NAME)),
        ("変更前の契約", format!("{}（{}から）", begun.number, date_format::date(begun.effective_on))),
    ];
    let fact = |(name, text): (&'static str, String)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{text}</dd>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="app-facts">{facts.map(fact).collect_view()}</dl>
        <Table head=&["段階", "手順", "内容"] rows=STEPS />
        <div class="app-prose">
            <p>"企業名を変更すると、同一企業略称の全事業所の情報を変更します。"</p>
            <p>
                "入力した内容を確認する必要がある場合には、申込担当者へメール等によりご連絡いたします。あらかじめ契約内容のご検討をお願いいたします。"
            </p>
        </div>
        <Actions>
            <ButtonLink href="/change/request" label="申込内容選択へ進む" variant="primary" />
            <ButtonLink href=CONTRACT label="契約内容を確認する" />
            <ButtonLink href=MENU label="メニューに戻る" />
        </Actions>
    }
    .into_any()
}
