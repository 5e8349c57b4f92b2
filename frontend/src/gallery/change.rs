//! The pages of 変更申込: an office that changes its 管理責任者 and its 事業所.

use leptos::prelude::*;
use nss_core::api::change::ChangeDraft;
use nss_core::application::{self, access, net, office, sharing, start};
use nss_core::change_application::items::EQUIPMENT_SHARING;
use nss_core::change_application::{FORM, begin, request};
use nss_core::form::{At, Draft, Page, RowId, submit};

use super::Rendered;
use super::pages::page;
use super::scene::{Scene, complete, instant};
use crate::component::PageLayout;
use crate::page::apply::part::Steps;
use crate::page::change::confirm::ChangeConfirmPage;
use crate::page::change::guidance::guidance;
use crate::page::form::FormPageBody;

pub(super) fn all() -> Vec<Rendered> {
    let form_page_of = |scene: Scene, path: &str| {
        let page: &'static Page = FORM.pages.iter().find(|page| page.path == path).expect("a page of the form");
        scene.view(move |_| {
            let side = || view! { <Steps current=page.path /> }.into_any();
            view! { <FormPageBody page side next_label="次へ進む" on_next=|()| () /> }.into_any()
        })
    };
    let form_page = |path: &str| form_page_of(scene(), path);
    vec![
        page("change-guidance", "変更申込ガイダンス", begun()),
        page("change-request", "変更申込内容 入力", form_page("request")),
        page("change-office", "事業所（変更申込）", form_page("office")),
        page("change-administrator", "管理責任者（変更申込、変更できない項目あり）", form_page("administrator")),
        page("change-net", "netNACCS 入力（変更申込）", form_page_of(net(), "net")),
        page("change-sharing", "機器共用 入力（変更申込）", form_page_of(shared(), "sharing")),
        page("change-confirm", "変更申込 確認", scene().view(|_| view! { <ChangeConfirmPage /> }.into_any())),
    ]
}

/// The contract as a new draft has it.
fn document() -> Draft {
    let day = instant("2026-11-20T10:15:00+09:00").date_naive();
    let sent = submit(&complete(&application::FORM), day).expect("a complete draft");
    begin(sent.answers()).expect("a contract is readable")
}

fn scene() -> Scene {
    let mut draft = document();
    for (field, text) in [
        (&request::OFFICE, "office administrator"),
        (&request::REASON, "事業所の移転のため"),
        (&start::DATE, "2027/02/01"),
        (&office::PHONE, "0355554444"),
    ] {
        draft.set(At::once(field), text);
    }
    Scene::with_change(document(), draft)
}

/// netNACCS, which the change begins.
fn net() -> Scene {
    let mut draft = document();
    for (field, text) in [(&request::NET, "net-terminals"), (&access::KIND, "net general"), (&net::TERMINALS, "3")] {
        draft.set(At::once(field), text);
    }
    Scene::with_change(document(), draft)
}

/// A contract that shares equipment, and one more office.
fn shared() -> Scene {
    let (known, new) = (RowId::from_random(1), RowId::from_random(2));
    let mut base = document();
    base.set(At::once(&office::CODE), "NAC002");
    base.set(At::once(&office::ABBREVIATION), "NAC");
    base.add_row(&sharing::SHARING, None, known);
    base.set(At::row(&sharing::PARTNER, known), "NAC001");
    base.set(At::row(&sharing::ROLE, known), sharing::REQUESTER);
    let mut draft = base.clone();
    draft.set(At::once(&request::OTHER), "yes");
    draft.set(At::once(&request::OTHER_ITEM), EQUIPMENT_SHARING);
    draft.add_row(&sharing::SHARING, None, new);
    draft.set(At::row(&sharing::PARTNER, new), "NAC003");
    Scene::with_change(base, draft)
}

fn begun() -> String {
    let begun = ChangeDraft {
        draft: "sample".to_owned(),
        contract: "sample".to_owned(),
        office: "NAC001".to_owned(),
        number: "2600055A".to_owned(),
        effective_on: "2026-12-21".parse().unwrap_or_default(),
        base: document().to_wire(),
        offices: vec!["NAC002".to_owned()],
        returned: None,
    };
    scene().view(|_| view! { <PageLayout title="変更申込ガイダンス">{guidance(Some(begun))}</PageLayout> }.into_any())
}
