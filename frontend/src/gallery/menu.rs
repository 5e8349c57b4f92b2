//! The pages after 登録: the menu, an application in three states, and the form of a returned one.

use leptos::prelude::*;
use nss_core::api::bill::OfficeBill;
use nss_core::api::contract::{ContractOn, OfficeContract, Version, VersionInForce};
use nss_core::api::menu::{Event, Menu, MenuApplication, NewsLine, Returned};
use nss_core::api::{
    Application, ApplicationState, CredentialNotice, NoticeLine, NoticeTerminal, OfficeCredential, SettingsDraft,
    UserCredential,
};
use nss_core::application::{FORM, office, start, user_codes};
use nss_core::bill::Bill;
use nss_core::form::{At, Draft, submit};
use nss_core::review::reason::pinned;
use nss_core::review::{Actor, Kind, Move, Reason, news, notice};

use super::Rendered;
use super::pages::page;
use super::scene::{Scene, complete, instant};
use crate::component::PageLayout;
use crate::draft::DraftStore;
use crate::page::application::Registered;
use crate::page::credentials::CredentialSheet;
use crate::page::menu::bills::bill_table;
use crate::page::menu::contract::day_form::DayForm;
use crate::page::menu::contract::{history, in_force};
use crate::page::menu::password_change::PasswordChangeForm;
use crate::page::menu::{Tabs, overview};
use crate::page::settings::{Opened, SettingsForm};

pub(super) fn all() -> Vec<Rendered> {
    vec![
        page("menu", "メニュー", menu()),
        page("password-change", "パスワード変更", password_change()),
        page("id-notice", "ID通知内容", id_notice(true)),
        page("id-notice-closed", "ID通知内容（参照期間の後）", id_notice(false)),
        page("menu-contract", "契約内容確認", contract()),
        page("menu-bills", "請求内容参照", bills()),
        page("application", "申込内容 参照（受付）", application(ApplicationState::Received)),
        page("application-returned", "申込内容 参照（確認事項あり）", application(ApplicationState::Returned)),
        page("application-approved", "申込内容 参照（審査終了）", application(ApplicationState::Approved)),
        page("tasks-returned", "入力の状況（確認事項あり）", Scene::returned().with(answer).page("/apply/tasks")),
        page("office-returned", "事業所（確認事項あり）", Scene::returned().with(answer).page("/apply/office")),
        page(
            "user-codes-returned",
            "利用者コード（確認事項あり）",
            Scene::returned().with(answer).page("/apply/user-codes"),
        ),
        page("confirm-returned", "修正内容の確認", Scene::returned().with(answer).page("/apply/confirm")),
        page("settings", "システム設定申込", settings()),
    ]
}

fn settings() -> String {
    let draft = SettingsDraft {
        draft: "sample".to_owned(),
        deadline: "2026-12-07".parse().ok(),
        trades: vec!["customs-broker".to_owned()],
        returned: None,
    };
    let opened = Opened { application: "sample".to_owned(), draft };
    Scene::with_contract().view(|_| view! { <SettingsForm opened/> }.into_any())
}

fn menu() -> String {
    let application = |state, number: &str, starts_on: Option<&str>| MenuApplication {
        id: "sample".to_owned(),
        number: number.to_owned(),
        kind: Kind::New,
        state,
        submitted_at: instant("2026-11-20T10:15:00+09:00"),
        starts_on: starts_on.and_then(|day| day.parse().ok()),
    };
    let line = |step, number: &str| NewsLine {
        at: instant("2026-11-24T15:00:00+09:00"),
        kind: news::label(Kind::New).to_owned(),
        number: Some(number.to_owned()),
        text: news::sentence(Kind::New, step).unwrap_or_default().to_owned(),
        application: Some("sample".to_owned()),
    };
    let menu = Menu {
        applications: vec![
            application(ApplicationState::Returned, "2600056A", None),
            application(ApplicationState::Approved, "2600055A", Some("2026-12-11")),
        ],
        ends_at: None,
        news: vec![line(Move::Return, "2600056A"), line(Move::Approve, "2600055A")],
    };
    Scene::registered().view(move |_| {
        view! {
            <PageLayout title="申込実施">
                <Tabs open=""/>
                {overview(menu)}
            </PageLayout>
        }
        .into_any()
    })
}

fn password_change() -> String {
    Scene::registered().view(|_| {
        view! {
            <PageLayout title="パスワード変更">
                <Tabs open="password"/>
                <PasswordChangeForm/>
            </PageLayout>
        }
        .into_any()
    })
}

/// The sheet of the manual (N-260 … N-263).
fn id_notice(is_readable: bool) -> String {
    let text = str::to_owned;
    let until = "2018-11-07".parse().expect("a day");
    let password = |password: &str| is_readable.then(|| password.to_owned());
    let notice = CredentialNotice {
        number: text("1800055A"),
        office: OfficeCredential {
            password: password("ABCDEFGH"),
            code: text("NAC555"),
            abbreviation: text("NAC"),
            billing_code: text("9999999"),
            system: text("海上"),
            starts_on: text("2018年11月6日（火）"),
            customs: text("東京"),
        },
        users: vec![UserCredential {
            trades: text("通関業"),
            mode: text("インタラクティブ"),
            code: text("1ANAC"),
            number: text("A01"),
            password: password("ZZZZZZZZ"),
        }],
        lines: vec![NoticeLine {
            access: text("専用線接続"),
            number: text("11111"),
            system: text("共用"),
            method: text("一般接続"),
            redundancy: text("×"),
            ip: text("192.0.2.1"),
            dns: text("192.0.2.53"),
        }],
        terminals: vec![NoticeTerminal {
            line: text("11111"),
            system: text("共用"),
            device: text("PC"),
            mode: text("インタラクティブ"),
            name: text("99997C"),
            ip: text("192.0.2.2"),
        }],
        is_readable,
        explanation: if is_readable {
            notice::countdown(until, "2018-11-02".parse().expect("a day"))
        } else {
            notice::closed(Some(until))
        },
        can_reissue: true,
        reissue_requested_at: (!is_readable).then(|| instant("2018-11-09T10:15:00+09:00")),
    };
    Scene::registered().view(move |_| {
        view! {
            <PageLayout title="ID通知内容">
                <CredentialSheet application="sample".to_owned() notice/>
            </PageLayout>
        }
        .into_any()
    })
}

fn contract() -> String {
    let day = instant("2026-12-11T00:00:00+09:00").date_naive();
    let version = Version { effective_on: day, number: "2600055A".to_owned(), application: "sample".to_owned() };
    let document = sample(ApplicationState::Approved).contract.unwrap_or_default();
    let found = ContractOn { on: day, in_force: Some(VersionInForce { version: version.clone(), document }) };
    let contract = OfficeContract { id: "sample".to_owned(), office: "NAC001".to_owned(), versions: vec![version] };
    Scene::registered().view(move |_| {
        let (id, typed) = (Memo::new(|_| None), Memo::new(|_| String::new()));
        view! {
            <PageLayout title="契約内容確認">
                <Tabs open="contract"/>
                <DayForm offices=Vec::new() id typed day=Memo::new(move |_| Ok(day))/>
                {in_force(Some(found))}
                {history(&contract)}
            </PageLayout>
        }
        .into_any()
    })
}

fn bills() -> String {
    let bill = |month: &str, amount, tax, due: &str, confirmed: &str, is_corrected| OfficeBill {
        office: "NAC555".to_owned(),
        bill: Bill { month: month.parse().unwrap_or_default(), amount, tax, due: due.parse().unwrap_or_default() },
        is_corrected,
        confirmed_at: instant(confirmed),
    };
    let bills = vec![
        bill("2026-10-01", 23_100, 2_100, "2026-11-30", "2026-11-06T10:00:00+09:00", false),
        bill("2026-09-01", 1_234_560, 112_232, "2026-10-30", "2026-10-13T10:00:00+09:00", true),
    ];
    Scene::registered().view(move |_| {
        view! {
            <PageLayout title="請求内容参照">
                <Tabs open="bills"/>
                {bill_table(bills)}
            </PageLayout>
        }
        .into_any()
    })
}

fn application(state: ApplicationState) -> String {
    let application = sample(state);
    Scene::registered().view(move |_| {
        view! {
            <PageLayout title="申込内容 参照">
                <Registered application/>
            </PageLayout>
        }
        .into_any()
    })
}

fn sample(state: ApplicationState) -> Application {
    let day = instant("2026-11-20T10:15:00+09:00").date_naive();
    let sent = submit(&complete(&FORM), day).expect("a complete draft").answers().clone();
    let event = |day: &str, actor, step, state, reasons| Event {
        at: instant(&format!("2026-11-{day}T10:15:00+09:00")),
        actor,
        step,
        state,
        reasons,
    };
    let mut history = vec![event("20", Actor::Applicant, Move::Register, ApplicationState::Received, Vec::new())];
    let mut contract = None;
    match state {
        ApplicationState::Returned => {
            history.push(event("24", Actor::Reviewer, Move::Return, state, reasons(&sent)));
        }
        ApplicationState::Approved => {
            history.push(event("24", Actor::Reviewer, Move::Approve, state, Vec::new()));
            let mut document = sent.clone();
            for (field, text) in [
                (&start::CONFIRMED_DATE, "2026-12-11"),
                (&start::REVIEWED_DATE, "2026-11-24"),
                (&office::ABBREVIATION, "NAC"),
                (&office::CODE, "NAC001"),
            ] {
                document.set(At::once(field), text);
            }
            contract = Some(document.to_wire());
        }
        _ => {}
    }
    Application {
        id: "sample".to_owned(),
        number: "2600055A".to_owned(),
        state,
        kind: Kind::New,
        revision: 3,
        submitted_at: instant("2026-11-20T10:15:00+09:00"),
        submission: sent.to_wire(),
        contract,
        changes: Vec::new(),
        history,
    }
}

/// Reasons at an answer, at an answer of an inner row, and for the application as a whole.
fn reasons(sent: &Draft) -> Vec<Reason> {
    let nested = sent.rows(&user_codes::USER_CODES).first().and_then(|code| {
        let inner = code.inner().first()?;
        Some(At::inner(&user_codes::ids::MODE, code.id()?, inner.id()?).path())
    });
    let reason = |path: String, text: &str| Reason { path, text: text.to_owned() };
    vec![
        reason(nested.unwrap_or_default(), "回線の接続方式に合わせてください。"),
        reason(At::once(&office::NAME).path(), "登記と異なります。ご確認ください。"),
        reason(String::new(), "添付された構成図が読み取れません。"),
    ]
}

/// A draft that answers the return, with one change.
fn answer(store: DraftStore) {
    let sent = store.draft.get_untracked();
    let reasons = pinned(&reasons(&sent), &sent);
    store.returned.set_value(Some(Returned { id: "sample".to_owned(), revision: 3, reasons }));
    store.draft.update(|draft| {
        draft.set(At::once(&office::NAME), "横浜支店");
    });
}
