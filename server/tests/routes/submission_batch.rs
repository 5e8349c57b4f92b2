//! 登録 in batches: each request gets the same reply as it would get alone.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use futures_util::future::join_all;
use nss_core::{
    api::{Receipt, StoredDraft},
    application,
    form::{Draft, Submission, submit},
};
use nss_server::{
    store::{Store, account, draft, outbox, sequence},
    submission::batch::{Outcome, PendingSubmission},
};
use sea_orm::EntityTrait;
use serde_json::json;

use crate::support::{Browser, Reply, World, at, on_each_store};

/// An applicant with a complete draft.
struct Applicant<'w> {
    browser: Browser<'w>,
    path: String,
    revision: u32,
}

impl<'w> Applicant<'w> {
    async fn enter(world: &'w World, mail: &str) -> Self {
        let mut browser = world.browser();
        browser.enter(mail).await;
        Self::fill(browser).await
    }

    async fn fill(mut browser: Browser<'w>) -> Self {
        let (path, revision) = browser.fill().await;
        Self { browser, path, revision }
    }

    async fn registers(&mut self, revision: u32) -> Reply {
        self.browser.post(&format!("{}/submission", self.path), &json!({ "revision": revision })).await
    }

    /// The entry that the handler submits to the batch.
    async fn entry(&self, world: &World) -> PendingSubmission {
        let id = self.path.rsplit('/').next().unwrap();
        let stored = draft::Entity::find_by_id(id).one(&world.app.store.db).await.unwrap().unwrap();
        let submission = submission(&stored);
        PendingSubmission::new(&stored, &submission, None).unwrap()
    }
}

fn submission(stored: &draft::Model) -> Submission {
    let typed = Draft::from_wire(&application::FORM, &serde_json::from_str(&stored.body).unwrap()).unwrap();
    submit(&typed, at("2026-11-19T10:15:00+09:00").date_naive()).unwrap()
}

fn number(outcome: &Outcome) -> Option<&str> {
    outcome.as_ref().unwrap().as_ref().map(|receipt| receipt.number.as_str())
}

async fn given(world: &World) -> Vec<i32> {
    sequence::Entity::find().all(&world.app.store.db).await.unwrap().iter().map(|counter| counter.last).collect()
}

#[tokio::test]
async fn in_one_batch_each_has_its_own_outcome_and_the_numbers_have_no_gap() {
    on_each_store(async |world| {
        let late = Applicant::enter(world, "late@example.jp").await;
        world.clock.pass(48 * 3600);
        let mut before = Applicant::enter(world, "before@example.jp").await;
        let [one, stale, two] = ["one@example.jp", "stale@example.jp", "two@example.jp"];
        let (one, stale) = (Applicant::enter(world, one).await, Applicant::enter(world, stale).await);
        let two = Applicant::enter(world, two).await;
        let group = [&one, &stale, &late, &before, &one, &two];
        let mut entries = Vec::new();
        for applicant in group {
            entries.push(applicant.entry(world).await);
        }
        let ids: BTreeMap<&str, String> =
            ["one", "stale", "late"].into_iter().zip(entries.iter().map(|entry| entry.draft_id.clone())).collect();
        entries[1].revision -= 1;
        let first: Receipt = before.registers(before.revision).await.read();
        assert_eq!(first.number, "2600001A");
        world.mails().await;

        // All are submitted before the first batch begins: this runtime has one thread.
        let outcomes = join_all(entries.into_iter().map(|entry| world.app.submissions.register(entry))).await;
        assert_eq!((number(&outcomes[0]), number(&outcomes[5])), (Some("2600002A"), Some("2600003A")));
        for lost in [1, 3, 4] {
            assert_eq!(number(&outcomes[lost]), None, "{lost}");
        }
        let refused = format!("{:?}", outcomes[2].as_ref().unwrap_err());
        assert!(refused.contains("DraftLocked"), "{refused}");
        assert_eq!(given(world).await, [3]);
        let waiting = outbox::Entity::find().all(&world.app.store.db).await.unwrap();
        let mut to: Vec<&str> =
            waiting.iter().map(|mail| mail.recipient.as_str()).filter(|to| !to.is_empty()).collect();
        to.sort_unstable();
        assert_eq!(to, ["one@example.jp", "two@example.jp"], "one M-2 each");
        for (whose, is_locked, state) in
            [("one", true, "applied"), ("stale", false, "provisional"), ("late", false, "provisional")]
        {
            let draft = draft::Entity::find_by_id(&ids[whose]).one(&world.app.store.db).await.unwrap().unwrap();
            let account =
                account::Entity::find_by_id(&draft.account_id).one(&world.app.store.db).await.unwrap().unwrap();
            assert_eq!((!draft.is_open(), account.state.as_str()), (is_locked, state), "{whose}");
        }
    })
    .await;
}

#[tokio::test]
async fn parallel_requests_get_the_same_answers_as_single_ones() {
    on_each_store(async |world| {
        let mut late = world.browser();
        late.register("late@example.jp").await;
        let (login_id, password) = world.credentials().await;
        world.clock.pass(48 * 3600 - 60);
        late.log_in(&login_id, &password).await;
        let mut late = Applicant::fill(late).await;
        let mut registered = Applicant::enter(world, "registered@example.jp").await;
        let first = registered.registers(registered.revision).await;
        let mut good = Applicant::enter(world, "good@example.jp").await;
        let mut stale = Applicant::enter(world, "stale@example.jp").await;
        let mut faulty = Applicant::enter(world, "faulty@example.jp").await;
        let mut stored: StoredDraft = faulty.browser.get(&faulty.path).await.read();
        stored.draft.answers.insert("office.name".into(), String::new());
        let save = json!({ "revision": faulty.revision, "draft": stored.draft });
        assert_eq!(faulty.browser.put(&faulty.path, &save).await.status, StatusCode::OK);
        world.clock.pass(60);

        let [r1, r2, r3, r4, r5] = [&good, &stale, &registered, &late, &faulty].map(|applicant| applicant.revision);
        let (good, stale, again, late, faulty) = tokio::join!(
            good.registers(r1),
            stale.registers(r2 - 1),
            registered.registers(r3),
            late.registers(r4),
            faulty.registers(r5 + 1),
        );
        assert_eq!(good.read::<Receipt>().number, "2600002A");
        assert_eq!((stale.status.as_u16(), stale.json()["revision"].as_u64()), (409, Some(r2.into())));
        assert_eq!(stale.json()["draft"]["answers"]["office.name"], "本社");
        assert_eq!((again.status, &again.text), (StatusCode::CREATED, &first.text));
        assert_eq!((late.status.as_u16(), late.json()["type"].as_str()), (410, Some("/problems/draft-locked")));
        assert_eq!((faulty.status.as_u16(), faulty.json()["faults"][0]["path"].as_str()), (422, Some("office.name")));
        assert_eq!(given(world).await, [2]);
    })
    .await;
}

#[tokio::test]
async fn when_the_store_fails_every_request_of_the_batch_gets_an_error() {
    let world = World::development().await;
    let applicants = [Applicant::enter(&world, "a@example.jp").await, Applicant::enter(&world, "b@example.jp").await];
    let mut entries = Vec::new();
    for applicant in &applicants {
        entries.push(applicant.entry(&world).await);
    }
    world.app.store.clone().close().await.unwrap();
    let outcomes = join_all(entries.into_iter().map(|entry| world.app.submissions.register(entry))).await;
    assert!(outcomes.iter().all(Result::is_err), "{outcomes:?}");
    let store = Store::open(&world.url).await.unwrap();
    assert!(sequence::Entity::find().all(&store.db).await.unwrap().is_empty(), "no number is lost");
}
