//! システム設定申込: begun for a contract, registered with the letter S, reviewed, and moved together with its contract.

use nss_core::{
    api::{Receipt, Session, SettingsDraft, StoredDraft, desk::DeskApplication, menu::Menu},
    form::Wire,
    review::{Kind, Move, Reason, State, life},
};
use nss_server::{
    review::{By, Content},
    store::application,
};
use serde_json::{Value, json};

use crate::{
    clock_jobs::state,
    credential_notices::{approved_on, logged_in},
    reviews::{REVIEWER, moves, stored_application},
    support::{Browser, Reply, World, at, content, on_each_store},
};

/// The answers that no contract knows.
const ANSWERS: [(&str, &str); 7] = [
    ("company_english", "NACCS SYSTEM CO.,LTD."),
    ("whole_company", "all"),
    ("office_english", "HONSHA"),
    ("address_english_first", "KANAGAWA KEN"),
    ("address_english_second", "KAWASAKI SHI SAIWAI KU"),
    ("address_english_third", "HORIKAWA CHO 999"),
    ("manager_english", "I.KONSAI"),
];

/// An applicant whose contract waits for システム設定申込 until 2027-01-05.
async fn approved(world: &World) -> (application::Model, Browser<'_>) {
    approved_on(world, "a@example.jp", "2026-12-14", "20270112").await
}

fn route(application: &application::Model) -> String {
    format!("/api/applications/{}/settings", application.id)
}

async fn begin(browser: &mut Browser<'_>, application: &application::Model) -> SettingsDraft {
    browser.post(&route(application), &Value::Null).await.read()
}

/// Answers everything; returns the revision.
async fn fill(browser: &mut Browser<'_>, draft: &str) -> u32 {
    let path = format!("/api/drafts/{draft}");
    let StoredDraft { draft: mut wire, revision, .. } = browser.get(&path).await.read();
    wire.answers.extend(ANSWERS.map(|(key, text)| (format!("names.{key}"), text.to_owned())));
    let saved = browser.put(&path, &json!({ "revision": revision, "draft": wire })).await;
    assert_eq!(saved.status, 200, "{}", saved.text);
    let attached = browser.attach(&path, "documents/d0cument", "システム設定書類.pdf", content::pdf(1024)).await;
    assert_eq!(attached.status, 201, "{}", attached.text);
    attached.json()["revision"].as_u64().unwrap().try_into().unwrap()
}

async fn register(browser: &mut Browser<'_>, draft: &str, revision: u32) -> Reply {
    browser.post(&format!("/api/drafts/{draft}/submission"), &json!({ "revision": revision })).await
}

/// A registered システム設定申込 beside the application of its contract.
async fn registered(world: &World) -> (application::Model, application::Model, Browser<'_>) {
    let (contract, mut browser) = approved(world).await;
    world.clock.pass(60);
    let draft = begin(&mut browser, &contract).await.draft;
    let revision = fill(&mut browser, &draft).await;
    let receipt: Receipt = register(&mut browser, &draft, revision).await.read();
    (contract, stored_application(world, &receipt.id).await, browser)
}

#[tokio::test]
async fn a_draft_begins_once_with_what_the_contract_says_and_is_no_draft_of_an_application() {
    on_each_store(async |world| {
        let (contract, mut browser) = approved(world).await;
        let begun = begin(&mut browser, &contract).await;
        assert_eq!(begun.deadline, "2027-01-05".parse().ok());
        assert_eq!((&begun.trades[..], begun.returned.as_deref()), (&["customs-broker".to_owned()][..], None));
        assert_eq!(begin(&mut browser, &contract).await, begun, "the second call finds it");
        let stored: StoredDraft = browser.get(&format!("/api/drafts/{}", begun.draft)).await.read();
        assert_eq!(stored.draft.form, "settings");
        assert_eq!(stored.draft.answers["names.address"], "神奈川県川崎市幸区堀川町９９９番地");
        assert_eq!(stored.draft.answers["names.manager"], "混載　一郎");
        let session: Session = browser.get("/api/session").await.read();
        assert_eq!(session.account.unwrap().draft, None);
        let other_form = Wire { form: "new".to_owned(), ..stored.draft };
        let save = json!({ "revision": 1, "draft": other_form });
        assert_eq!(browser.put(&format!("/api/drafts/{}", begun.draft), &save).await.status, 422);
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        assert_eq!(other.post(&route(&contract), &Value::Null).await.status, 404);
        let document = browser.get(&format!("{}/customs-broker", route(&contract))).await;
        assert!(document.status == 200 && document.bytes.starts_with(b"PK"), "{}", document.status);
        for (reader, trade) in [(&mut browser, "insurer"), (&mut other, "customs-broker")] {
            assert_eq!(reader.get(&format!("{}/{trade}", route(&contract))).await.status, 404, "{trade}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_registration_gets_a_number_of_its_own_and_moves_the_contract() {
    on_each_store(async |world| {
        let (contract, settings, mut browser) = registered(world).await;
        assert_eq!((settings.number.as_str(), settings.kind()), ("2600001S", Some(Kind::Settings)));
        assert_eq!((settings.company.as_str(), settings.office.as_str()), ("ナックスシステム株式会社", "本社"));
        assert_eq!(state(world, &contract).await, "settings-received");
        let mails = world.mails().await;
        let mail = mails.iter().find(|mail| mail.body.contains("2600001S")).unwrap();
        assert_eq!(
            (mail.recipient.as_str(), mail.subject.as_str()),
            ("a@example.jp", "【NSS】システム設定申込受付完了のお知らせ")
        );
        let menu: Menu = browser.get("/api/menu").await.read();
        let lines: Vec<_> = menu.applications.iter().map(|line| (line.number.as_str(), line.state)).collect();
        assert_eq!(lines, [("2600001S", State::Received), (contract.number.as_str(), State::SettingsReceived)]);
        let again = register(&mut browser, &settings.draft_id, 3).await;
        assert_eq!(again.status, 201);
        assert_eq!(again.read::<Receipt>().number, "2600001S");
        assert_eq!(browser.post(&route(&contract), &Value::Null).await.status, 409, "there is one already");
    })
    .await;
}

#[tokio::test]
async fn english_names_and_a_document_for_each_trade_are_required() {
    on_each_store(async |world| {
        let (contract, mut browser) = approved(world).await;
        let draft = begin(&mut browser, &contract).await.draft;
        let refused = register(&mut browser, &draft, 1).await;
        assert_eq!(refused.status, 422);
        let faults = refused.json()["faults"].clone();
        let paths: Vec<_> = faults.as_array().unwrap().iter().map(|fault| fault["path"].as_str().unwrap()).collect();
        for path in ["names.company_english", "names.address_english_first", "names.manager_english", "documents"] {
            assert!(paths.contains(&path), "{paths:?}");
        }
        assert!(!paths.contains(&"names.whole_company"), "it is asked with the English name of the company (V-19)");
        let revision = fill(&mut browser, &draft).await;
        let path = format!("/api/drafts/{draft}");
        let StoredDraft { draft: mut wire, .. } = browser.get(&path).await.read();
        wire.answers.remove("names.whole_company");
        let saved = browser.put(&path, &json!({ "revision": revision, "draft": wire })).await.json();
        let revision = u32::try_from(saved["revision"].as_u64().unwrap()).unwrap();
        let refused = register(&mut browser, &draft, revision).await.json();
        assert_eq!(refused["faults"][0]["path"], "names.whole_company", "{refused}");
        assert_eq!(state(world, &contract).await, "approved");
    })
    .await;
}

#[tokio::test]
async fn the_deadline_closes_it_even_before_the_job_has_run() {
    on_each_store(async |world| {
        let (contract, mut browser) = approved(world).await;
        let draft = begin(&mut browser, &contract).await.draft;
        world.clock.set(at("2027-01-05T22:00:00+09:00"));
        browser = logged_in(world, "a@example.jp").await;
        let revision = fill(&mut browser, &draft).await;
        world.clock.set(at("2027-01-06T00:00:00+09:00"));
        browser = logged_in(world, "a@example.jp").await;
        let refused = register(&mut browser, &draft, revision).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("システム設定申込締切日（2027年1月5日）"), "{}", refused.text);
        assert_eq!(state(world, &contract).await, "approved");
        world.clock.set(at("2027-01-05T23:00:00+09:00"));
        browser = logged_in(world, "a@example.jp").await;
        assert_eq!(register(&mut browser, &draft, revision).await.status, 201);
    })
    .await;
}

#[tokio::test]
async fn a_reviewer_approves_it_and_the_contract_waits_for_its_start() {
    on_each_store(async |world| {
        let (contract, settings, mut browser) = registered(world).await;
        let (_, mut reviewer) = world.staff("hanako", nss_core::api::StaffRole::Reviewer).await;
        let on_desk: DeskApplication = reviewer.get(&format!("/api/staff/applications/{}", settings.id)).await.read();
        assert_eq!((&on_desk.moves[..], on_desk.document.form.as_str()), (&[Move::Take][..], "settings"));
        let of_contract: DeskApplication =
            reviewer.get(&format!("/api/staff/applications/{}", contract.id)).await.read();
        assert_eq!(of_contract.moves, [], "the contract is moved by its システム設定申込");
        let file = reviewer.get(&format!("/api/staff/applications/{}/files/d0cument", settings.id)).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/pdf"));
        let taken = moves(world, &settings, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        moves(world, &taken, REVIEWER, Move::Approve, Content::Nothing).await.unwrap();
        assert_eq!(
            (state(world, &settings).await, state(world, &contract).await),
            ("approved".into(), "settings-approved".into())
        );
        let menu: Menu = browser.get("/api/menu").await.read();
        assert_eq!(menu.news[0].text, "システム設定申込の審査を終了しました。通知内容を確認してください。");
        assert_eq!(menu.news[0].application.as_deref(), Some(settings.id.as_str()));
        let mail = world.mails().await.swap_remove(0);
        assert_eq!(
            (mail.recipient.as_str(), mail.subject.as_str()),
            ("a@example.jp", "【NACCS】システム設定申込確認完了のお知らせ")
        );
    })
    .await;
}

#[tokio::test]
async fn no_member_makes_by_hand_a_move_that_only_comes_along() {
    on_each_store(async |world| {
        let (contract, settings, _) = registered(world).await;
        let contract = stored_application(world, &contract.id).await;
        let (_, mut reviewer) = world.staff("hanako", nss_core::api::StaffRole::Reviewer).await;
        let mut tried = 0;
        for application in [&contract, &settings] {
            for step in Move::ALL.iter().filter(|step| life::comes_along(application.kind().unwrap(), **step)) {
                let body = json!({ "revision": application.revision, "move": step.code() });
                let reply = reviewer.post(&format!("/api/staff/applications/{}/moves", application.id), &body).await;
                assert_eq!(
                    (reply.status.as_u16(), &reply.json()["type"]),
                    (409, &json!("/problems/move-refused")),
                    "{step:?}"
                );
                assert_eq!(stored_application(world, &application.id).await, *application, "{step:?}");
                tried += 1;
            }
        }
        assert_eq!(tried, 3 + 4);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_one_leaves_the_contract_waiting_for_another() {
    on_each_store(async |world| {
        let (contract, settings, mut browser) = registered(world).await;
        let withdraw = json!({ "revision": settings.revision, "reason": "" });
        let path = format!("/api/applications/{}/withdrawal", settings.id);
        assert_eq!(browser.post(&path, &withdraw).await.status, 204);
        assert_eq!(
            (state(world, &settings).await, state(world, &contract).await),
            ("withdrawn".into(), "approved".into())
        );
        let next = begin(&mut browser, &contract).await;
        assert_ne!(next.draft, settings.draft_id);
        let revision = fill(&mut browser, &next.draft).await;
        let receipt: Receipt = register(&mut browser, &next.draft, revision).await.read();
        assert_eq!(receipt.number, "2600002S");
    })
    .await;
}

#[tokio::test]
async fn a_returned_one_is_corrected_and_sent_again() {
    on_each_store(async |world| {
        let (contract, settings, mut browser) = registered(world).await;
        let taken = moves(world, &settings, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let reasons = [Reason { path: "names.office_english".to_owned(), text: "ご確認ください。".to_owned() }];
        let returned = moves(world, &taken, REVIEWER, Move::Return, Content::Reasons(&reasons)).await.unwrap();
        assert_eq!(state(world, &contract).await, "settings-received");
        let begun = begin(&mut browser, &settings).await;
        assert_eq!((&begun.draft, begun.returned.as_ref()), (&settings.draft_id, Some(&settings.id)));
        let path = format!("/api/drafts/{}", begun.draft);
        let StoredDraft { mut draft, revision, .. } = browser.get(&path).await.read();
        draft.answers.insert("names.office_english".to_owned(), "HEAD OFFICE".to_owned());
        let saved = browser.put(&path, &json!({ "revision": revision, "draft": draft })).await.json();
        let resend = json!({ "revision": saved["revision"], "application_revision": returned.revision });
        let reply = browser.post(&format!("/api/applications/{}/resubmission", settings.id), &resend).await;
        assert_eq!(reply.read::<Receipt>().number, "2600001S");
        let sent = stored_application(world, &settings.id).await;
        assert_eq!((sent.kind(), sent.state()), (Some(Kind::Settings), Some(State::Received)));
    })
    .await;
}

#[tokio::test]
async fn a_contract_that_staff_end_takes_its_application_along() {
    on_each_store(async |world| {
        let (contract, settings, _) = registered(world).await;
        world.clock.set(at("2027-01-12T09:00:00+09:00"));
        let received = stored_application(world, &contract.id).await;
        let held = moves(world, &received, By::Clock, Move::Hold, Content::Nothing).await.unwrap();
        moves(world, &held, REVIEWER, Move::Void, Content::Nothing).await.unwrap();
        assert_eq!((state(world, &settings).await, state(world, &contract).await), ("void".into(), "void".into()));
    })
    .await;
}
