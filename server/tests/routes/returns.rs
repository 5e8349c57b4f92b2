//! The answer to a return: the draft is open again, and 修正して送る hands it in under the same number.

use axum::http::StatusCode;
use nss_core::{
    api::{self, Application, Receipt, Session, StoredDraft},
    review::{Move, Reason, State},
};
use nss_server::{
    review::Content,
    store::{application, draft, file},
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::reviews::{REVIEWER, events, moves, stored_application};
use crate::support::{Browser, World, content, on_each_store};

const MODE: &str = "user_codes.k3x9q0ab.ids.p9m2c7de.mode";

/// An applicant whose application a reviewer has taken and returned.
pub(crate) struct Returned<'w> {
    pub(crate) browser: Browser<'w>,
    pub(crate) application: application::Model,
}

impl<'w> Returned<'w> {
    pub(crate) async fn of(world: &'w World, mail: &str) -> Self {
        let (browser, application) = registered(world, mail).await;
        let application = send_back(world, &application).await;
        Self { browser, application }
    }

    fn draft_path(&self) -> String {
        format!("/api/drafts/{}", self.application.draft_id)
    }

    async fn draft(&mut self) -> StoredDraft {
        self.browser.get(&self.draft_path()).await.read()
    }

    /// Saves the draft with another answer; returns its revision.
    async fn answer(&mut self, path: &str, text: &str) -> Value {
        let StoredDraft { mut draft, revision, .. } = self.draft().await;
        draft.answers.insert(path.to_owned(), text.to_owned());
        let saved = self.browser.put(&self.draft_path(), &json!({ "revision": revision, "draft": draft })).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        saved.json()["revision"].clone()
    }

    async fn resend(&mut self, revision: &Value) -> crate::support::Reply {
        let body = json!({ "revision": revision, "application_revision": self.application.revision });
        self.browser.post(&format!("/api/applications/{}/resubmission", self.application.id), &body).await
    }
}

/// A browser with a registered application.
pub(crate) async fn registered<'w>(world: &'w World, mail: &str) -> (Browser<'w>, application::Model) {
    let mut browser = world.browser();
    browser.enter(mail).await;
    let (path, revision) = browser.fill().await;
    let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
    let receipt: Receipt = reply.read();
    let application = stored_application(world, &receipt.id).await;
    (browser, application)
}

/// A reviewer takes and returns an application.
pub(crate) async fn send_back(world: &World, application: &application::Model) -> application::Model {
    let taken = moves(world, application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
    let reasons = [MODE, "office.name", ""]
        .map(|path| Reason { path: path.to_owned(), text: "ご確認ください。".to_owned() });
    moves(world, &taken, REVIEWER, Move::Return, Content::Reasons(&reasons)).await.unwrap()
}

#[tokio::test]
async fn a_return_opens_the_draft_as_it_was_sent_and_the_session_names_it() {
    on_each_store(async |world| {
        let (mut browser, application) = registered(world, "a@example.jp").await;
        let path = format!("/api/drafts/{}", application.draft_id);
        let sent: StoredDraft = browser.get(&path).await.read();
        let locked = browser.put(&path, &json!({ "revision": sent.revision, "draft": sent.draft })).await;
        assert_eq!(locked.status, StatusCode::GONE);
        let mut returned = Returned { application: send_back(world, &application).await, browser };
        let open = returned.draft().await;
        assert_eq!((&open.draft, open.revision), (&sent.draft, sent.revision));
        let session: Session = returned.browser.get("/api/session").await.read();
        let account = session.account.unwrap();
        assert_eq!(account.draft.as_deref(), Some(application.draft_id.as_str()));
        assert_eq!(account.applications[0].draft, account.draft);
        assert_eq!((account.applications[0].state, account.expires_at), (State::Returned, None));
        let shown: Application = returned.browser.get(&format!("/api/applications/{}", application.id)).await.read();
        let last = shown.history.last().unwrap();
        assert_eq!((last.step, last.state, last.reasons[0].path.as_str()), (Move::Return, State::Returned, MODE));
        let path = format!("/api/applications/{}/return", application.id);
        let asked: api::menu::Returned = returned.browser.get(&path).await.read();
        let names: Vec<_> = asked.reasons.iter().map(|reason| reason.name.as_str()).collect();
        assert_eq!(names, ["申込全体", "事業所：事業所名", "利用者コード1 ID1：処理方式"]);
        assert_eq!(asked.revision, shown.revision);
        let revision = returned.answer("office.name", "支店").await;
        returned.resend(&revision).await.read::<Receipt>();
        assert_eq!(returned.browser.get(&path).await.status, StatusCode::NOT_FOUND, "it was answered");
    })
    .await;
}

#[tokio::test]
async fn the_corrected_answers_are_received_under_the_same_number() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let mails = world.mails().await.len();
        let revision = returned.answer("office.name", "ｼﾃﾝ").await;
        let receipt: Receipt = returned.resend(&revision).await.read();
        assert_eq!(receipt.number, returned.application.number);
        let now = stored_application(world, &returned.application.id).await;
        assert_eq!((now.state.as_str(), now.office.as_str()), ("received", "シテン"));
        assert_eq!(world.mails().await.len(), mails, "the documents know no mail of a resend");
        let session: Session = returned.browser.get("/api/session").await.read();
        let account = session.account.unwrap();
        assert_eq!((account.draft, account.applications[0].draft.clone()), (None, None));

        let again: Receipt = returned.resend(&revision).await.read();
        assert_eq!(again, receipt, "a second press gets the same receipt");
        assert_eq!(events(world, &now.id).await.len(), 4);
        let StoredDraft { draft, revision, .. } = returned.draft().await;
        let body = json!({ "revision": revision, "draft": draft });
        assert_eq!(returned.browser.put(&returned.draft_path(), &body).await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn faults_and_missing_files_refuse_it_as_they_refuse_a_registration() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let revision = returned.answer("office.name", "").await;
        let reply = returned.resend(&revision).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text);
        assert!(reply.text.contains("\"office.name\""), "{}", reply.text);
        let revision = returned.answer("office.name", "支店").await;
        for file in file::Entity::find().all(&world.app.store.db).await.unwrap() {
            file::Entity::delete_by_id(file.id).exec(&world.app.store.db).await.unwrap();
        }
        let reply = returned.resend(&revision).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text);
        assert_eq!(stored_application(world, &returned.application.id).await, returned.application);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_was_saved_meanwhile_is_merged_first_and_nothing_is_lost() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let seen = returned.answer("office.name", "支店").await;
        returned.answer("office.phone", "0399999999").await;
        let reply = returned.resend(&seen).await;
        assert_eq!((reply.status, &reply.json()["type"]), (StatusCode::CONFLICT, &"/problems/revision-stale".into()));
        assert_eq!(reply.json()["draft"]["answers"]["office.phone"], "0399999999");
        assert_eq!(stored_application(world, &returned.application.id).await, returned.application);
    })
    .await;
}

#[tokio::test]
async fn an_application_that_moved_meanwhile_says_so_and_the_draft_keeps_the_answers() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let revision = returned.answer("office.name", "支店").await;
        let seen = returned.application.revision;
        // Another tab sent it; a reviewer has returned it once more.
        returned.resend(&revision).await.read::<Receipt>();
        let sent = stored_application(world, &returned.application.id).await;
        returned.application = send_back(world, &sent).await;
        returned.application.revision = seen - 1;
        let reply = returned.resend(&revision).await;
        assert_eq!(
            (reply.status, &reply.json()["type"]),
            (StatusCode::CONFLICT, &"/problems/application-moved".into())
        );
        assert!(reply.json()["detail"].as_str().unwrap().contains("確認事項あり"), "{}", reply.text);
        assert_eq!(returned.draft().await.draft.answers["office.name"], "支店");
    })
    .await;
}

#[tokio::test]
async fn deleting_what_was_changed_brings_back_what_was_sent() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let revision = returned.answer("office.name", "支店").await;
        let path = returned.draft_path();
        let request = returned.browser.request("DELETE", &path, json!({ "revision": revision }).to_string());
        let back: StoredDraft = returned.browser.send(request).await.read();
        assert_eq!(back.draft.answers["office.name"], "本社");
        assert_eq!(back.draft, serde_json::from_str(&returned.application.body).unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_removed_file_is_kept_until_the_application_is_sent_without_it() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let path = returned.draft_path();
        let attached = returned.browser.attach(&path, "diagram/d1agram2", "図2.pdf", content::pdf(2048)).await;
        assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
        let StoredDraft { mut draft, revision, .. } = returned.draft().await;
        draft.rows.insert("diagram".to_owned(), vec!["d1agram2".to_owned()]);
        draft.answers.retain(|path, _| !path.starts_with("diagram.d1agram1"));
        let saved = returned.browser.put(&path, &json!({ "revision": revision, "draft": draft })).await.json();
        let sent = format!("/api/applications/{}/files/d1agram1", returned.application.id);
        let a_day_passes = async || {
            for _ in 0..2 {
                nss_server::jobs::run_clean_up(&world.app).await;
                world.clock.pass(24 * 3600 + 60);
            }
            nss_server::jobs::run_clean_up(&world.app).await;
        };
        a_day_passes().await;
        let mut browser = log_in_again(world, returned.browser).await;
        assert_eq!(browser.get(&sent).await.status, StatusCode::OK, "the application that a reviewer sees has it");
        returned.browser = browser;
        returned.resend(&saved["revision"]).await.read::<Receipt>();
        a_day_passes().await;
        browser = log_in_again(world, returned.browser).await;
        assert_eq!(browser.get(&sent).await.status, StatusCode::NOT_FOUND);
        let kept = format!("/api/applications/{}/files/d1agram2", returned.application.id);
        assert_eq!(browser.get(&kept).await.status, StatusCode::OK);
    })
    .await;
}

/// The same applicant with a reissued password: the session has ended meanwhile.
async fn log_in_again<'w>(world: &'w World, mut browser: Browser<'w>) -> Browser<'w> {
    let login_id = nss_server::store::account::Entity::find().one(&world.app.store.db).await.unwrap().unwrap().login_id;
    browser.post("/api/password-reissues", &json!({ "mail": "a@example.jp" })).await;
    let (_, password) = world.credentials().await;
    assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::OK);
    browser
}

#[tokio::test]
async fn a_returned_draft_is_not_registered_a_second_time() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let revision = returned.answer("office.name", "支店").await;
        let path = format!("{}/submission", returned.draft_path());
        let refused = returned.browser.post(&path, &json!({ "revision": revision })).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "the first receipt would say that this answer is sent");
        assert_eq!(refused.json()["type"], "/problems/application-moved");
        assert_eq!(stored_application(world, &returned.application.id).await, returned.application);
        assert_eq!(application::Entity::find().all(&world.app.store.db).await.unwrap().len(), 1);
        returned.answer("office.name", "本店").await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_answers_a_return_and_nobody_sees_it() {
    on_each_store(async |world| {
        let returned = Returned::of(world, "a@example.jp").await;
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        let id = &returned.application.id;
        let resend = json!({ "revision": 3, "application_revision": returned.application.revision });
        let withdraw = json!({ "revision": returned.application.revision });
        for (path, body) in [
            (format!("/api/applications/{id}/resubmission"), &resend),
            (format!("/api/applications/{id}/withdrawal"), &withdraw),
        ] {
            assert_eq!(other.post(&path, body).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(other.get(&format!("/api/applications/{id}/return")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&returned.draft_path()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stored_application(world, id).await, returned.application);
        assert!(
            draft::Entity::find_by_id(&returned.application.draft_id)
                .one(&world.app.store.db)
                .await
                .unwrap()
                .unwrap()
                .is_open()
        );
    })
    .await;
}
