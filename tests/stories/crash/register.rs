//! An interrupted 登録 gives one application, one number, and each mail once.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};
use nss_core::application::{FORM, administrator, applicant};
use nss_core::form::{At, Submission};
use nss_tests::Person;
use nss_tests::browser::{POLL_INTERVAL, TIMEOUT};
use serde_json::Value;

use super::cut::Cut;
use super::walk::Applicant;

const NUMBER: &str = "1800001A";
const PRESS: &str = "申込内容を登録する";

async fn get(person: &Person<'_>, path: &str) -> Result<Value> {
    let script =
        "const [path, done] = arguments; fetch(path).then(async reply => done(await reply.json()), () => done(null));";
    Ok(person.driver.execute_async(script, vec![path.into()]).await?.json().clone())
}

/// The draft id of the current account.
pub(super) async fn draft_of(person: &Person<'_>) -> Result<String> {
    let session = get(person, "/api/session").await?;
    Ok(session["account"]["draft"].as_str().context("a draft")?.to_owned())
}

impl Applicant<'_> {
    /// Registers with an interruption right after the press, and presses again if the number does not show.
    pub(super) async fn registers(&mut self, cut: Cut) -> Result<()> {
        // The interruption falls into the time that 登録 takes.
        let cut = Cut { after: cut.after / 10, blind: 0, ..cut };
        self.scene.person.presses(PRESS).await?;
        self.scene.breaks(cut).await?;
        self.goes_on(cut).await?;
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for round in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            let page = self.scene.person.page().await?;
            if page.contains(NUMBER) {
                return self.is_registered_once(cut).await;
            }
            if round % 50 == 49 && page.contains(PRESS) {
                self.scene.person.presses(PRESS).await?;
            }
        }
        bail!("no number after {cut:?}: {}", self.scene.person.page().await?)
    }

    /// Recovers. After a successful 登録, the page of the application shows in place of the confirm page.
    async fn goes_on(&mut self, cut: Cut) -> Result<()> {
        match self.scene.mends(Cut { reloads: true, ..cut }).await {
            Err(_) if self.scene.person.page().await?.contains(NUMBER) => Ok(()),
            other => other,
        }
    }

    async fn is_registered_once(&mut self, cut: Cut) -> Result<()> {
        // Interrupts once more while the mails are being sent.
        self.scene.service.kill_and_restart().await?;
        let person = &self.scene.person;
        let session = get(person, "/api/session").await?;
        let all = session["account"]["applications"].as_array().context("applications")?;
        ensure!(all.len() == 1 && all[0]["number"] == NUMBER, "one application: {all:?}");
        let id = all[0]["id"].as_str().context("its id")?;
        let application = get(person, &format!("/api/applications/{id}")).await?;
        let submission = Submission::stored(&FORM, &serde_json::from_value(application["submission"].clone())?)?;
        for at in nss_tests::generate::places(submission.answers()) {
            let (registered, typed) = (submission.answer(at), self.known.draft.normal(at));
            ensure!(registered == typed, "{} was registered as 「{registered}」, not 「{typed}」", at.path());
        }
        let applicant = submission.answer(At::once(&applicant::MAIL));
        let administrator = administrator::mail(&submission);
        self.got_each_mail_once(if applicant == administrator { 1 } else { 2 }).await?;
        self.survived.push((cut.what, "in 登録"));
        Ok(())
    }

    /// Checks that no mail came twice, and that every recipient has the mail with the number.
    async fn got_each_mail_once(&self, people: usize) -> Result<()> {
        const SUBJECT: &str = "利用申込受付完了のお知らせ";
        let mut mails = Vec::new();
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            mails = self.scene.person.mails().await?;
            if mails.iter().filter(|mail| mail.contains(SUBJECT)).count() >= people {
                break;
            }
        }
        let different: BTreeSet<&String> = mails.iter().collect();
        ensure!(different.len() == mails.len(), "a mail came twice: {mails:?}");
        let received = mails.iter().filter(|mail| mail.contains(SUBJECT)).count();
        ensure!(received == people, "{received} mails say that it was received, not {people}");
        Ok(())
    }
}
