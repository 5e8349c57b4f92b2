//! 承認 of a change: the contract from its day on, the codes and passwords of what is new.

use axum::http::StatusCode;
use nss_core::{
    api::{Application, CredentialNotice, Wire},
    review::{Kind, Move, State},
};
use nss_server::{
    review::{Content, MoveError},
    store::application,
};

use super::{OFFICE, Office, PHONE, lines};
use crate::reviews::{REVIEWER, center, moves, stored_application};
use crate::support::{World, at, on_each_store};

/// A reviewer takes a change, schedules works if it has any, and approves it for a day.
pub(super) async fn approve(world: &World, change: &Application, day: &str) -> Result<application::Model, MoveError> {
    let stored = stored_application(world, &change.id).await;
    let mut taken = stored;
    if taken.state() == Some(State::Received) {
        taken = moves(world, &taken, REVIEWER, Move::Take, Content::Nothing).await?;
    }
    if taken.kind() == Some(Kind::ChangeWithWorks) {
        taken = moves(world, &taken, REVIEWER, Move::Schedule, Content::Nothing).await?;
    }
    let day = center(&[("start.confirmed_date", day)]);
    Box::pin(moves(world, &taken, REVIEWER, Move::Approve, Content::Center(&day))).await
}

/// The answers in which two documents differ, without those of the section 利用開始希望日.
pub(super) fn differing(one: &Wire, other: &Wire) -> Vec<String> {
    let paths = one.answers.keys().chain(other.answers.keys());
    let mut all: Vec<String> =
        paths.filter(|path| one.answers.get(*path) != other.answers.get(*path)).cloned().collect();
    all.retain(|path| !path.starts_with("start."));
    all.sort();
    all.dedup();
    all
}

#[tokio::test]
async fn the_contract_changes_on_its_day_by_itself_and_in_that_answer_alone() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let before = office.in_force("2027-01-31").await;
        let change = office.apply(&[OFFICE], &[PHONE]).await;
        let approved = approve(world, &change, "20270203").await.unwrap();
        assert_eq!((approved.state(), approved.effective_on.as_deref()), (Some(State::Approved), Some("2027-02-03")));
        assert_eq!(office.in_force("2027-02-02").await, before);
        let after = office.in_force("2027-02-03").await;
        assert_eq!(differing(&before, &after), ["office.phone"]);
        assert_eq!(after.rows, before.rows);
        let shown = office.application(&change.id).await;
        assert_eq!(lines(&shown.changes), [["office.phone", "0123456789", "0355554444"]]);
        let news = office.browser.get("/api/menu").await.json()["news"][0]["text"].as_str().unwrap().to_owned();
        assert!(news.contains("変更申込の審査を終了しました"), "{news}");
    })
    .await;
}

#[tokio::test]
async fn a_day_that_has_passed_is_refused_and_nothing_is_written() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let change = office.apply(&[OFFICE], &[PHONE]).await;
        world.clock.set(at("2027-02-10T09:00:00+09:00"));
        let refused = approve(world, &change, "20270209").await;
        assert!(
            matches!(&refused, Err(MoveError::Faulty(faults)) if faults[0].path() == "start.confirmed_date"),
            "{refused:?}"
        );
        office.log_in_again().await;
        assert_eq!(office.in_force("2027-03-01").await.answers["office.phone"], "0123456789");
    })
    .await;
}

/// The user codes whose passwords a notice shows.
fn readable(notice: &CredentialNotice) -> Vec<&str> {
    notice.users.iter().filter(|user| user.password.is_some()).map(|user| &*user.code).collect()
}

#[tokio::test]
async fn a_new_user_code_gets_its_code_and_its_password_and_the_others_keep_theirs() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let before = office.in_force("2027-01-31").await;
        let known = before.answers["user_codes.k3x9q0ab.code"].clone();
        let request = [("start.date", "20270201"), ("change.reason", "業務拡大のため"), ("change.codes", "user-codes")];
        let add = |draft: &mut Wire| {
            for (path, text) in request {
                draft.answers.insert(path.to_owned(), text.to_owned());
            }
            for (field, text) in [("system", "sea"), ("paid", "no"), ("free", "no"), ("storage", "no")] {
                draft.answers.insert(format!("user_codes.n3wc0de1.{field}"), text.to_owned());
            }
            for (field, text) in [("sso", "no"), ("trades", "nvocc"), ("mode", "smtp"), ("count", "2")] {
                draft.answers.insert(format!("user_codes.n3wc0de1.ids.n3w1d001.{field}"), text.to_owned());
            }
            draft.rows.get_mut("user_codes").unwrap().push("n3wc0de1".to_owned());
            draft.rows.insert("user_codes.n3wc0de1.ids".to_owned(), vec!["n3w1d001".to_owned()]);
        };
        assert_eq!(office.save_with(add).await.status, StatusCode::OK);
        let reply = office.register().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        let change = office.application(reply.json()["id"].as_str().unwrap()).await;
        approve(world, &change, "20270203").await.unwrap();
        let after = office.in_force("2027-02-03").await;
        assert_eq!(after.answers["user_codes.k3x9q0ab.code"], known);
        let new = &after.answers["user_codes.n3wc0de1.code"];
        assert!(new.len() == 5 && *new != known, "{new}");
        assert_eq!(after.answers["user_codes.n3wc0de1.ids.n3w1d001.numbers"], "A01 A02");

        let path = format!("/api/applications/{}/credential-notice", change.id);
        let notice: CredentialNotice = office.browser.get(&path).await.read();
        assert_eq!(readable(&notice), [&*known, new, new], "the first window is open still");
        // The job that erases has not run: the window of each password decides.
        world.clock.set(at("2027-02-03T09:00:00+09:00"));
        office.log_in_again().await;
        let later: CredentialNotice = office.browser.get(&path).await.read();
        assert_eq!(readable(&later), [new, new], "the first window is closed");
        let until = notice.explanation.clone();
        assert!(until.contains("2月"), "{until}");
    })
    .await;
}
