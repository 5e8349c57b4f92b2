//! An application from the queue to its contract.

use nss_core::{
    api::StaffRole::Reviewer,
    application::FORM,
    form::Submission,
    review::{Move, State},
};
use nss_server::review::{By, Content};
use serde_json::json;

use super::{make, open, queue};
use crate::{
    reviews::{draft_revision, moves, registered_with_a_line, stored_application, submission},
    support::on_each_store,
};

const NESTED: &str = "user_codes.k3x9q0ab.ids.p9m2c7de.mode";

#[tokio::test]
async fn an_application_is_returned_and_what_was_corrected_is_shown() {
    on_each_store(async |world| {
        let application = registered_with_a_line(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let id = application.id.as_str();
        let line = queue(&mut browser, "").await.lines.pop().unwrap();
        assert_eq!((line.number.as_str(), line.state, line.is_news), (&*application.number, State::Received, true));
        let received = open(&mut browser, id).await;
        assert!(!queue(&mut browser, "").await.lines[0].is_news, "it was looked at");
        assert_eq!((received.moves.as_slice(), &received.proposal), (&[Move::Take][..], &None));

        let taken = make(&mut browser, &received, "take", json!({}), State::Reviewing).await;
        assert_eq!(taken.line.assignee.as_deref(), Some("審査 花子"));
        let reasons = json!([
            { "path": "office.name", "text": "登記の名称をご記入ください。" },
            { "path": NESTED, "text": "処理方式をご確認ください。" },
            { "path": "lines", "text": "回線の数をご確認ください。" },
        ]);
        let returned = make(&mut browser, &taken, "return", json!({ "reasons": reasons }), State::Returned).await;
        assert!(queue(&mut browser, "").await.lines.is_empty(), "it waits for the applicant");
        let event = returned.history.last().unwrap();
        assert_eq!((event.step, event.name.as_deref(), event.reasons.len()), (Move::Return, Some("審査 花子"), 3));
        assert_eq!((returned.changes.as_slice(), event.reasons[1].path.as_str()), (&[][..], NESTED));

        let stored = stored_application(world, id).await;
        let mut corrected = submission(&stored).wire();
        corrected.answers.insert("office.name".to_owned(), "川崎支社".to_owned());
        let corrected = Submission::stored(&FORM, &corrected).unwrap();
        let by = By::Applicant(&stored.account_id);
        let draft_revision = draft_revision(world, &stored).await;
        let content = Content::Submission { submission: &corrected, draft_revision };
        moves(world, &stored, by, Move::Resend, content).await.unwrap();
        let line = queue(&mut browser, "").await.lines.pop().unwrap();
        assert_eq!((line.office.as_str(), line.is_news), ("川崎支社", true));
        let resent = open(&mut browser, id).await;
        let changes: Vec<_> = resent.changes.iter().map(|line| [&*line.path, &*line.before, &*line.after]).collect();
        assert_eq!(changes, [["office.name", "本社", "川崎支社"]]);
        let taken = make(&mut browser, &resent, "take", json!({}), State::Reviewing).await;
        assert_eq!((taken.changes, taken.history.len()), (resent.changes, 5));
    })
    .await;
}

#[tokio::test]
async fn an_application_is_scheduled_and_approved_with_another_start_and_code() {
    on_each_store(async |world| {
        let application = registered_with_a_line(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let received = open(&mut browser, &application.id).await;
        let taken = make(&mut browser, &received, "take", json!({}), State::Reviewing).await;
        let scheduling = make(&mut browser, &taken, "schedule", json!({}), State::Scheduling).await;
        let proposal = scheduling.proposal.as_ref().unwrap();
        assert_eq!(proposal.center.answers["start.confirmed_date"], "2027-04-01");
        for (path, code) in [
            ("office.abbreviation", "AAA"),
            ("office.code", "AAA001"),
            ("user_codes.k3x9q0ab.code", "1AAAA"),
            ("lines.l1n3l1n3.number", "10001"),
        ] {
            assert_eq!((proposal.codes[path].as_str(), proposal.center.answers.get(path)), (code, None), "{path}");
        }
        let center = json!({ "form": "", "version": 0, "answers": {
            "start.confirmed_date": "2027/4/5",
            "office.code": "AAA009",
            "lines.l1n3l1n3.ip": "192.0.2.1",
            "lines.l1n3l1n3.dns": "192.0.2.53",
            "lines.l1n3l1n3.confirmed_works_date": "20270315",
        }, "rows": {} });
        let approved = make(&mut browser, &scheduling, "approve", json!({ "center": center }), State::Approved).await;
        let document = &approved.document.answers;
        for (path, text) in [
            ("start.confirmed_date", "2027-04-05"),
            ("office.abbreviation", "AAA"),
            ("office.code", "AAA009"),
            ("user_codes.k3x9q0ab.code", "1AAAA"),
            ("office.name", "本社"),
        ] {
            assert_eq!(document[path], text, "{path}");
        }
        assert_eq!((approved.moves.as_slice(), &approved.proposal), (&[][..], &None));
        assert_eq!(approved.history.len(), 4);
        for words in ["?state=all&search=aaa009", "?state=approved&search=%EF%BC%A1%EF%BC%A1%EF%BC%A1"] {
            assert_eq!(queue(&mut browser, words).await.lines.len(), 1, "{words}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_whole_proposal_can_be_sent_back() {
    on_each_store(async |world| {
        let application = registered_with_a_line(world, "a@example.jp").await;
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let received = open(&mut browser, &application.id).await;
        let taken = make(&mut browser, &received, "take", json!({}), State::Reviewing).await;
        let scheduling = make(&mut browser, &taken, "schedule", json!({}), State::Scheduling).await;
        let mut center = scheduling.proposal.clone().unwrap().center;
        for (key, text) in [("ip", "192.0.2.1"), ("dns", "192.0.2.53"), ("confirmed_works_date", "2027-03-15")] {
            center.answers.insert(format!("lines.l1n3l1n3.{key}"), text.to_owned());
        }
        let approved = make(&mut browser, &scheduling, "approve", json!({ "center": center }), State::Approved).await;
        let terminals = &approved.document.rows["lines.l1n3l1n3.logical_terminals"];
        assert_eq!(*terminals, center.rows["lines.l1n3l1n3.logical_terminals"], "the rows that the reviewer saw");
        let first = format!("lines.l1n3l1n3.logical_terminals.{}.name", terminals[0]);
        assert_eq!(approved.document.answers[&first], "00001A");
    })
    .await;
}
