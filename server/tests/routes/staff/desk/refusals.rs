//! Moves, notes and assignments that are refused: nothing is overwritten.

use std::collections::BTreeSet;

use nss_core::{
    api::StaffRole::{Administrator, Reviewer},
    review::{Actor, Kind, Move, State, life},
};
use nss_server::store::application;
use sea_orm::{ActiveModelTrait, Set};
use serde_json::{Value, json};

use super::{ask, make, open, problem, queue};
use crate::{
    changes::Office,
    reviews::{events, registered, stored_application},
    support::on_each_store,
};

#[tokio::test]
async fn the_second_of_two_reviewers_is_told_who_came_first() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let (_, mut first) = world.staff("hanako", Reviewer).await;
        let (_, mut second) = world.staff("taro", Administrator).await;
        let seen = open(&mut second, &application.id).await;
        let taken = make(&mut first, &seen, "take", json!({}), State::Reviewing).await;
        let reasons = json!({ "reasons": [{ "path": "", "text": "ご確認ください。" }] });
        let stored = stored_application(world, &application.id).await;
        let (status, kind, detail) = problem(&ask(&mut second, &seen, "take", json!({})).await);
        assert_eq!((status, kind.as_str()), (409, "/problems/application-moved"));
        assert!(detail.contains("審査 花子") && detail.contains("内容確認中"), "{detail}");
        let (status, ..) = problem(&ask(&mut second, &seen, "return", reasons.clone()).await);
        assert_eq!((status, &stored_application(world, &application.id).await), (409, &stored));
        assert!(queue(&mut second, "").await.lines[0].is_news, "it changed since the second looked");
        let renewed = open(&mut second, &application.id).await;
        assert_eq!(renewed.revision, taken.revision);
        make(&mut second, &renewed, "return", reasons, State::Returned).await;
    })
    .await;
}

#[tokio::test]
async fn a_move_that_the_table_has_not_is_refused_with_the_state() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let seen = open(&mut browser, &application.id).await;
        for step in ["approve", "return", "schedule", "void", "resend", "withdraw", "start", "register"] {
            let (status, kind, detail) = problem(&ask(&mut browser, &seen, step, json!({})).await);
            assert_eq!((status, kind.as_str()), (409, "/problems/move-refused"), "{step}");
            assert!(detail.contains("受付"), "{detail}");
        }
        let unknown = ask(&mut browser, &seen, "burn", json!({})).await;
        assert_eq!(unknown.status, 400);
        assert_eq!(events(world, &application.id).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_hand_made_request_makes_the_moves_of_reviewers_except_those_that_come_along() {
    on_each_store(async |world| {
        let change = Office::of(world).await.apply(&[("change.office", "office")], &[("office.name", "別館")]).await;
        let contract = registered(world, "b@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let mut seen = open(&mut browser, &contract.id).await;
        let (mut made, mut refused) = (BTreeSet::new(), BTreeSet::new());
        let combinations = Kind::ALL.iter().flat_map(|kind| State::ALL.iter().map(move |state| (*kind, *state)));
        for (nth, (kind, state)) in combinations.enumerate() {
            let id = if kind.changes_contract() { &change.id } else { &contract.id };
            seen.line.id.clone_from(id);
            for step in Move::ALL {
                seen.revision += 10 + u32::try_from(nth).unwrap();
                let row = application::ActiveModel {
                    id: Set(id.clone()),
                    kind: Set(kind.code().to_owned()),
                    state: Set(state.code().to_owned()),
                    revision: Set(i32::try_from(seen.revision).unwrap()),
                    ..Default::default()
                };
                row.update(&world.app.store.db).await.unwrap();
                let more = match step {
                    Move::Approve if kind != Kind::Settings => {
                        json!({ "center": { "form": "", "version": 0, "answers": {}, "rows": {} } })
                    }
                    Move::Return => json!({ "reasons": [{ "path": "", "text": "ご確認ください。" }] }),
                    _ => json!({}),
                };
                let (status, problem, _) = problem(&ask(&mut browser, &seen, step.code(), more).await);
                let after = stored_application(world, id).await.state;
                let next = life::after(kind, state, Actor::Reviewer, *step);
                let words = format!("{kind:?} {state:?} {step:?}: {status} {problem}");
                if let Some(next) = next.filter(|_| !life::comes_along(kind, *step)) {
                    assert_eq!(after, next.code(), "{words}");
                    made.insert((kind == Kind::Settings, step.code()));
                } else {
                    assert_eq!((after.as_str(), status), (state.code(), 409), "{words}");
                    assert_eq!(problem, "/problems/move-refused", "{words}");
                    refused.extend(next.map(|_| (kind == Kind::Settings, step.code())));
                }
            }
        }
        let of_contracts = ["approve", "return", "schedule", "take", "void"].map(|step| (false, step));
        let of_settings = ["approve", "return", "take"].map(|step| (true, step));
        assert_eq!(made, of_contracts.into_iter().chain(of_settings).collect());
        assert_eq!(refused, [(false, "approve-settings"), (true, "void")].into());
    })
    .await;
}

#[tokio::test]
async fn hand_made_answers_and_reasons_are_refused_at_their_places() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let seen = open(&mut browser, &application.id).await;
        let taken = make(&mut browser, &seen, "take", json!({}), State::Reviewing).await;
        let center = |path: &str, text: &str| {
            json!({ "center": { "form": "", "version": 0, "answers": { path: text }, "rows": {} } })
        };
        for (path, text) in [("office.name", "他社"), ("nothing.here", "1"), ("user_codes.zzzzzzzz.code", "1AAAA")] {
            let (status, kind, _) = problem(&ask(&mut browser, &taken, "approve", center(path, text)).await);
            assert_eq!((status, kind.as_str()), (422, "/problems/move-content-refused"), "{path}");
        }
        for (path, text) in [("office.code", "AB"), ("start.confirmed_date", "2026-11-20"), ("office.abbreviation", "1")]
        {
            let refused = ask(&mut browser, &taken, "approve", center(path, text)).await;
            assert_eq!((refused.status.as_u16(), &refused.json()["faults"][0]["path"]), (422, &json!(path)), "{text}");
        }
        for reasons in [json!([]), json!([{ "path": "office", "text": "?" }]), json!([{ "path": "", "text": " " }])] {
            let (status, kind, _) =
                problem(&ask(&mut browser, &taken, "return", json!({ "reasons": reasons })).await);
            assert_eq!((status, kind.as_str()), (422, "/problems/move-content-refused"));
        }
        assert_eq!(open(&mut browser, &application.id).await.revision, taken.revision);
    })
    .await;
}

#[tokio::test]
async fn notes_are_kept_with_their_author_and_bounded() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let path = format!("/api/staff/applications/{}/notes", application.id);
        for text in ["一つ目", "二つ目"] {
            assert_eq!(browser.post(&path, &json!({ "text": text })).await.status, 200);
            world.clock.pass(1);
        }
        for text in ["", "　\n", &"あ".repeat(2001)] {
            assert_eq!(browser.post(&path, &json!({ "text": text })).await.status, 400);
        }
        assert_eq!(browser.post(&path, &json!({ "text": "あ".repeat(2000) })).await.status, 200);
        let notes = open(&mut browser, &application.id).await.notes;
        let told: Vec<_> = notes.iter().map(|note| (note.name.as_str(), note.text.as_str())).collect();
        assert_eq!(told[..2], [("審査 花子", "一つ目"), ("審査 花子", "二つ目")]);
    })
    .await;
}

#[tokio::test]
async fn an_application_is_assigned_to_a_member_who_works_or_to_nobody() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let (hanako, gone) = (world.member_row("hanako").await.id, world.add_member("gone", Reviewer).await);
        let gone = world.member_row(&gone.login_id).await.id;
        world.app.staff_members.disable(&gone).await.unwrap();
        let path = format!("/api/staff/applications/{}/assignee", application.id);
        let put = async |browser: &mut crate::support::Browser<'_>, member: Value| {
            browser.put(&path, &json!({ "member": member })).await
        };
        assert_eq!(put(&mut browser, json!(hanako)).await.json()["line"]["assignee"], "審査 花子");
        assert_eq!(queue(&mut browser, "?assignee=me").await.lines.len(), 1);
        for member in [json!(gone), json!("nobody")] {
            assert_eq!(put(&mut browser, member).await.status, 400);
        }
        assert_eq!(queue(&mut browser, "?assignee=none").await.lines.len(), 0);
        assert_eq!(put(&mut browser, Value::Null).await.json()["line"]["assignee"], Value::Null);
        assert_eq!(queue(&mut browser, "?assignee=none").await.lines.len(), 1);
    })
    .await;
}
