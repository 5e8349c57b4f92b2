//! An applicant who saves a counter in one answer, and what the server acknowledged of it.

use nss_core::{api::StoredDraft, form::Wire};
use serde_json::json;

use super::target::{Answer, Target};
use crate::support::World;

/// The answer that counts.
const ANSWER: &str = "reason.text";

pub(crate) struct Applicant {
    cookie: String,
    /// `/api/drafts/{id}`.
    pub(crate) path: String,
    draft: Wire,
    revision: u32,
    /// The counter that was sent last.
    tried: u64,
    /// The counter that was acknowledged last.
    pub(crate) kept: u64,
    /// The receipt number, once 登録 was acknowledged.
    pub(crate) number: Option<String>,
}

impl Applicant {
    /// Enters and completes the draft.
    pub(crate) async fn enter(world: &World, mail: &str) -> Self {
        let mut browser = world.browser();
        browser.enter(mail).await;
        let (path, _) = browser.fill().await;
        let stored: StoredDraft = browser.get(&path).await.read();
        let (draft, revision) = (stored.draft, stored.revision);
        Self { cookie: browser.cookie.unwrap(), path, draft, revision, tried: 0, kept: 0, number: None }
    }

    /// The counter in a draft; 0 before the first save.
    pub(crate) fn counter(draft: &Wire) -> u64 {
        draft.answers.get(ANSWER).and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Saves the next counter.
    pub(crate) async fn save(&mut self, target: &Target) {
        self.tried += 1;
        self.draft.answers.insert(ANSWER.to_owned(), self.tried.to_string());
        let body = json!({ "revision": self.revision, "draft": self.draft });
        let Some(answer) = target.ask("PUT", &self.path, &self.cookie, &body).await else { return };
        match answer.status {
            200 => {
                self.revision = answer.body["revision"].as_u64().unwrap().try_into().unwrap();
                self.kept = self.tried;
            }
            _ => self.adopt(&answer),
        }
    }

    /// 登録, again until its receipt is known; from then on its answer is always the same.
    pub(crate) async fn register(&mut self, target: &Target) {
        let (path, body) = (format!("{}/submission", self.path), json!({ "revision": self.revision }));
        let Some(answer) = target.ask("POST", &path, &self.cookie, &body).await else { return };
        match answer.status {
            201 => {
                let number = answer.body["number"].as_str().unwrap().to_owned();
                assert_eq!(self.number.get_or_insert_with(|| number.clone()), &number);
            }
            _ => self.adopt(&answer),
        }
    }

    /// A refusal: an outage, or a stale revision because the reply of an earlier save was lost. That save is then in
    /// the stored draft, which is never older than what was acknowledged.
    fn adopt(&mut self, answer: &Answer) {
        if answer.status == 503 {
            return;
        }
        assert_eq!(answer.body["type"], "/problems/revision-stale", "{} {}", answer.status, answer.body);
        let stored: Wire = serde_json::from_value(answer.body["draft"].clone()).unwrap();
        let counter = Self::counter(&stored);
        assert!((self.kept..=self.tried).contains(&counter), "{} ≤ {counter} ≤ {}", self.kept, self.tried);
        self.revision = answer.body["revision"].as_u64().unwrap().try_into().unwrap();
        self.kept = counter;
    }
}
