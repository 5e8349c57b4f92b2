//! Moves one by one: history, news, mails, stale looks.

use futures_util::future::join_all;
use nss_core::{
    form::submit,
    review::{Move, Reason, State},
};
use nss_server::{
    review::{By, Content, MoveError},
    store::news,
};
use sea_orm::EntityTrait;

use super::{
    REVIEWER, draft_revision, events, moves, registered, registered_with_a_line, stored_application, submission,
};
use crate::support::on_each_store;

fn reasons(path: &str) -> Vec<Reason> {
    vec![Reason { path: path.to_owned(), text: "処理方式をご確認ください。".to_owned() }]
}

#[tokio::test]
async fn a_registered_application_has_its_kind_its_search_words_and_its_first_event() {
    on_each_store(async |world| {
        let behind = registered(world, "a@example.jp").await;
        assert_eq!((behind.kind.as_str(), behind.state.as_str(), behind.revision), ("new-gateway-only", "received", 1));
        assert_eq!((behind.company.as_str(), behind.office.as_str()), ("ナックスシステム株式会社", "本社"));
        let history = events(world, &behind.id).await;
        assert_eq!((history.len(), history[0].step.as_str(), history[0].after.as_str()), (1, "register", "received"));
        assert_eq!(history[0].actor_id.as_deref(), Some(behind.account_id.as_str()));
        assert_eq!(registered_with_a_line(world, "b@example.jp").await.kind, "new");
    })
    .await;
}

#[tokio::test]
async fn a_return_tells_the_applicant_and_a_resend_brings_the_corrected_answers() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        assert_eq!(taken.assignee.as_deref(), Some("reviewer-1"));
        let before = world.mails().await.len();
        let pinned = reasons("user_codes.k3x9q0ab.ids.p9m2c7de.mode");
        let returned = moves(world, &taken, REVIEWER, Move::Return, Content::Reasons(&pinned)).await.unwrap();
        let mails = world.mails().await;
        assert_eq!((mails.len(), mails[0].subject.as_str()), (before + 1, "【NACCS】申込内容の確認事項のお知らせ"));
        assert_eq!(mails[0].recipient, "a@example.jp");
        let lines = news::Entity::find().all(&world.app.store.db).await.unwrap();
        assert_eq!((lines.len(), lines[0].number.as_deref()), (1, Some(application.number.as_str())));
        assert!(lines[0].text.starts_with("利用申込内容に確認事項があります。"), "{}", lines[0].text);

        let mut draft = submission(&application).answers().clone();
        draft.set(draft.form().at("office.name").unwrap(), "支店");
        let corrected = submit(&draft, world.app.clock.now().date_naive()).unwrap();
        let applicant = By::Applicant(&application.account_id);
        let content =
            Content::Submission { submission: &corrected, draft_revision: draft_revision(world, &application).await };
        let resent = moves(world, &returned, applicant, Move::Resend, content).await.unwrap();
        assert_eq!((resent.state.as_str(), resent.office.as_str(), resent.revision), ("received", "支店", 4));
        assert_eq!(submission(&resent), corrected);
        let history = events(world, &application.id).await;
        let steps: Vec<_> = history.iter().map(|event| (event.step.as_str(), event.actor.as_str())).collect();
        assert_eq!(
            steps,
            [("register", "applicant"), ("take", "reviewer"), ("return", "reviewer"), ("resend", "applicant")]
        );
        let kept: Vec<Reason> = serde_json::from_str(history[2].reason.as_deref().unwrap()).unwrap();
        assert_eq!(kept, pinned);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_move_the_same_revision_one_is_told_and_nothing_is_overwritten() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let takes = ["one", "two"]
            .map(|reviewer| moves(world, &application, By::Reviewer(reviewer), Move::Take, Content::Nothing));
        let mut outcomes = join_all(takes).await;
        let (two, one) = (outcomes.remove(1), outcomes.remove(0));
        let (winner, loser) = if one.is_ok() { (one, two) } else { (two, one) };
        assert!(matches!(loser, Err(MoveError::Stale { revision: 2, state: State::Reviewing })), "{loser:?}");
        assert_eq!(stored_application(world, &application.id).await, winner.unwrap());
        assert_eq!(events(world, &application.id).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_applicant_moves_only_the_own_application() {
    on_each_store(async |world| {
        let (own, other) = (registered(world, "a@example.jp").await, registered(world, "b@example.jp").await);
        let withdraw = moves(world, &other, By::Applicant(&own.account_id), Move::Withdraw, Content::Nothing).await;
        assert!(matches!(withdraw, Err(MoveError::NotFound)), "{withdraw:?}");
        let unknown = nss_server::store::application::Model { id: "0".repeat(32), ..own };
        let taken = moves(world, &unknown, REVIEWER, Move::Take, Content::Nothing).await;
        assert!(matches!(taken, Err(MoveError::NotFound)), "{taken:?}");
    })
    .await;
}

#[tokio::test]
async fn a_return_without_a_reason_that_has_a_place_is_refused() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let nowhere = reasons("user_codes.zzzzzzzz.system");
        for content in [Content::Nothing, Content::Reasons(&[]), Content::Reasons(&nowhere)] {
            let outcome = moves(world, &taken, REVIEWER, Move::Return, content).await;
            assert!(matches!(outcome, Err(MoveError::Content)), "{outcome:?}");
        }
        assert_eq!(stored_application(world, &application.id).await, taken);
    })
    .await;
}
