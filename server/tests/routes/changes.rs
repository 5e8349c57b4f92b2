//! 変更申込 (C-020 … C-100): of an office in use, from its first draft to the contract on its day.

mod approvals;
mod company;
mod every_item;
mod nets;
mod sharing;
mod stacks;
mod terminations;

use axum::http::StatusCode;
use nss_core::{
    api::{
        Application, Receipt, StoredDraft, Wire,
        change::ChangeDraft,
        contract::{ContractOn, OfficeContract},
    },
    form::difference::ChangeLine,
};
use serde_json::{Value, json};

use crate::credential_notices::reissues::in_use;
use crate::support::{Browser, Reply, World, on_each_store};

/// An office in use since 2027-01-04, with its only contract.
pub(crate) struct Office<'w> {
    pub(crate) browser: Browser<'w>,
    pub(crate) contract: String,
    login: [String; 2],
}

impl<'w> Office<'w> {
    pub(crate) async fn of(world: &'w World) -> Self {
        let (_, code, password) = in_use(world).await;
        let mut browser = world.browser();
        assert_eq!(browser.log_in(&code, &password).await.status, StatusCode::OK);
        let contracts: Vec<OfficeContract> = browser.get("/api/contracts").await.read();
        let [contract] = &contracts[..] else { panic!("one contract") };
        Self { browser, contract: contract.id.clone(), login: [code, password] }
    }

    /// After a day that ends sessions.
    pub(crate) async fn log_in_again(&mut self) {
        let [code, password] = self.login.clone();
        assert_eq!(self.browser.log_in(&code, &password).await.status, StatusCode::OK);
    }

    pub(crate) async fn begin(&mut self) -> ChangeDraft {
        self.browser.post(&format!("/api/contracts/{}/change", self.contract), &Value::Null).await.read()
    }

    /// Writes answers into the open draft, and saves it.
    pub(crate) async fn save(&mut self, answers: &[(&str, &str)]) -> Reply {
        self.save_with(|draft| {
            draft.answers.extend(answers.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
        })
        .await
    }

    pub(crate) async fn save_with(&mut self, change: impl FnOnce(&mut Wire)) -> Reply {
        let path = format!("/api/drafts/{}", self.begin().await.draft);
        let StoredDraft { mut draft, revision, .. } = self.browser.get(&path).await.read();
        change(&mut draft);
        self.browser.put(&path, &json!({ "revision": revision, "draft": draft })).await
    }

    pub(crate) async fn register(&mut self) -> Reply {
        let path = format!("/api/drafts/{}", self.begin().await.draft);
        let StoredDraft { revision, .. } = self.browser.get(&path).await.read();
        self.browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await
    }

    /// Registers a change of these answers.
    pub(crate) async fn apply(&mut self, items: &[(&str, &str)], answers: &[(&str, &str)]) -> Application {
        let request = [("start.date", "20270201"), ("change.reason", "移転のため")];
        let all = [&request[..], items, answers].concat();
        assert_eq!(self.save(&all).await.status, StatusCode::OK);
        let reply = self.register().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        self.application(&reply.read::<Receipt>().id).await
    }

    pub(crate) async fn application(&mut self, id: &str) -> Application {
        self.browser.get(&format!("/api/applications/{id}")).await.read()
    }

    /// The document in force on a day.
    pub(crate) async fn in_force(&mut self, day: &str) -> Wire {
        let path = format!("/api/contracts/{}?on={day}", self.contract);
        self.browser.get(&path).await.read::<ContractOn>().in_force.unwrap().document
    }
}

/// 変更前 and 変更後 of each change, with its path.
pub(crate) fn lines(changes: &[ChangeLine]) -> Vec<[&str; 3]> {
    changes.iter().map(|line| [&*line.path, &*line.before, &*line.after]).collect()
}

/// The paths of the faults of a refusal.
fn faults(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text);
    let faults = reply.json()["faults"].as_array().cloned().unwrap_or_default();
    faults.iter().map(|fault| fault["path"].as_str().unwrap().to_owned()).collect()
}

const OFFICE: (&str, &str) = ("change.office", "office");
const PHONE: (&str, &str) = ("office.phone", "0355554444");

#[tokio::test]
async fn it_begins_with_the_contract_and_is_found_again() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let begun = office.begin().await;
        assert_eq!(begun.base.answers["office.code"], begun.office);
        assert_eq!((begun.effective_on.to_string().as_str(), begun.returned.as_deref()), ("2027-01-04", None));
        let stored: StoredDraft = office.browser.get(&format!("/api/drafts/{}", begun.draft)).await.read();
        assert_eq!(stored.draft, begun.base);
        assert_eq!(office.begin().await.draft, begun.draft);
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        let path = format!("/api/contracts/{}/change", office.contract);
        assert_eq!(other.post(&path, &Value::Null).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post("/api/contracts/nothing/change", &Value::Null).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_contract_that_is_not_in_use_yet_is_not_changed() {
    on_each_store(async |world| {
        let (_, mut browser) =
            crate::credential_notices::approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let contracts: Vec<OfficeContract> = browser.get("/api/contracts").await.read();
        let reply = browser.post(&format!("/api/contracts/{}/change", contracts[0].id), &Value::Null).await;
        assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text);
    })
    .await;
}

#[tokio::test]
async fn it_is_registered_once_and_says_before_and_after() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let draft = office.begin().await.draft;
        let application = office.apply(&[OFFICE], &[PHONE]).await;
        assert!(application.number.ends_with('A'), "{}", application.number);
        assert_eq!(lines(&application.changes), [["office.phone", "0123456789", "0355554444"]]);
        let again = office.browser.post(&format!("/api/drafts/{draft}/submission"), &json!({ "revision": 2 })).await;
        assert_eq!(again.read::<Receipt>().number, application.number);
        assert_ne!(office.begin().await.draft, draft, "another one begins anew");
        let mail = world.mails().await.swap_remove(0);
        for words in [&*application.number, "事業所：電話番号", "0355554444"] {
            assert!(mail.body.contains(words), "{words}: {}", mail.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_outside_the_items_is_refused_with_its_path() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let title = ("contractor.title", "会長");
        let request = [("start.date", "20270201"), ("change.reason", "移転のため"), OFFICE, PHONE, title];
        assert_eq!(office.save(&request).await.status, StatusCode::OK, "a save judges no answer");
        assert_eq!(faults(&office.register().await), ["contractor.title"]);
        let row = |draft: &mut Wire| {
            draft.answers.insert("contractor.title".to_owned(), "代表取締役社長".to_owned());
            draft.rows.get_mut("user_codes").unwrap().push("k9k9k9k9".to_owned());
        };
        assert_eq!(office.save_with(row).await.status, StatusCode::OK);
        assert!(faults(&office.register().await).contains(&"user_codes".to_owned()));
        assert_eq!(office.browser.get("/api/menu").await.json()["applications"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_of_the_center_is_taken_as_it_stands_and_not_otherwise() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        assert_eq!(office.save(&[OFFICE]).await.status, StatusCode::OK, "the contract's own codes stand in it");
        let draft = format!("/api/drafts/{}", office.begin().await.draft);
        let before = office.browser.get(&draft).await.text;
        assert_eq!(faults(&office.save(&[("office.code", "ZZZ001")]).await), ["office.code"]);
        assert_eq!(faults(&office.save(&[("start.confirmed_date", "20270105")]).await), ["start.confirmed_date"]);
        assert_eq!(office.browser.get(&draft).await.text, before, "nothing of it is stored");
    })
    .await;
}
