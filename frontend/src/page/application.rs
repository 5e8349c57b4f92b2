//! `/applications/{id}`: what was registered, under which number, where it stands.

use nss_core::api::Application;
use nss_core::application::FORM;
use nss_core::form::Submission;

use super::form::answers::Reading;
use super::part::{notice, retry};
use super::{for_account, loading};
use crate::api::Trouble;
use crate::dom::run;
use crate::here::Here;
use crate::signal::State;
use crate::view::{El, el};
use crate::{api, clock};

/// One's own application.
pub(super) fn page(here: Here, id: &str) -> El {
    let id = id.to_owned();
    for_account(here, move || {
        let found = State::new(None);
        let id = id.clone();
        let ask = move || {
            let id = id.clone();
            found.set(None);
            run(async move { found.set(Some(api::application(here.clock, &id).await)) });
        };
        ask();
        let body = el("div", "").parts(move || match found.get() {
            None => vec![loading()],
            Some(Err(trouble)) => vec![notice("error", &trouble.words()), retry(ask.clone())],
            Some(Ok(application)) => shown(&application),
        });
        super::page("申込内容 参照", vec![body])
    })
}

/// The number, the state, and the answers as they were registered.
fn shown(application: &Application) -> Vec<El> {
    let facts = [
        ("申込受付番号", application.number.clone()),
        ("状況", application.state.label().to_owned()),
        ("申込日時", clock::written_with_year(&application.submitted_at)),
    ];
    let facts = facts.map(|(name, words)| el("div", "").add(el("dt", "").text(name)).add(el("dd", "").text(&words)));
    let answers = match Submission::stored(&FORM, &application.submission) {
        Ok(submission) => {
            let files = format!("/api/applications/{}/files", application.id);
            Reading { draft: submission.answers(), faults: &[], change: None, files }.draw(&FORM)
        }
        Err(_) => vec![notice("error", &Trouble::Unreadable.words())],
    };
    std::iter::once(el("dl", "app-facts").all(facts)).chain(answers).collect()
}
