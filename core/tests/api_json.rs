//! The bodies of the HTTP API as JSON: each one reads back as it was written, on both sides.

use std::fmt::Debug;

use nss_core::api::menu::{Event, Menu, MenuApplication, NewsLine, Resubmission, Returned, Withdrawal};
use nss_core::api::{
    Accepted, Account, Application, ApplicationLine, ApplicationState, Consent, Contact, DraftDeletion, DraftSave,
    DraftSaved, FileStored, Instant, Link, Login, Operator, PasswordReissue, Problem, ProblemKind, Receipt, Registered,
    Registration, SealedDraft, Session, StoredDraft, SubmissionRequest, Terms,
};
use nss_core::application::{self, office};
use nss_core::form::{At, Draft, Fault, check};
use nss_core::review::reason::PinnedReason;
use nss_core::review::{Actor, Kind, Move, Reason};
use serde::{Serialize, de::DeserializeOwned};

fn now() -> Instant {
    Instant::parse_from_rfc3339("2026-11-20T10:15:00.123+09:00").expect("an instant")
}

fn draft() -> Draft {
    let mut draft = Draft::empty(&application::FORM);
    draft.set(At::once(&office::NAME), "本社 \"第一\"\n");
    draft
}

fn reads_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(body: &T) {
    let json = serde_json::to_string(body).expect("a body that serialises");
    assert_eq!(serde_json::from_str::<T>(&json).expect("a body that reads back"), *body, "{json}");
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn account() -> Account {
    Account {
        login_id: text("1234567"),
        company: text("株式会社霞が関通関"),
        name: text("霞が関 太郎"),
        expires_at: Some(now()),
        draft: Some(text("d1")),
        sealed: Some(SealedDraft { id: text("s1"), saved_at: now(), pages: vec![text("事業所")] }),
        applications: vec![ApplicationLine {
            id: text("a1"),
            number: text("2600055A"),
            submitted_at: now(),
            state: ApplicationState::Received,
            draft: None,
        }],
        logged_in_at: now(),
        session_expires_at: now(),
    }
}

fn session(account: Option<Account>) -> Session {
    let contact = Contact { name: text("窓口"), telephone: text("03-0000-0000"), hours: text("9時～17時") };
    let operator = Operator { name: text("センター"), address: text("東京都"), contacts: vec![contact] };
    Session { now: now(), rules: text("r"), postcodes: text("p"), operator, account }
}

#[test]
fn every_body_about_an_account_reads_back() {
    reads_back(&session(None));
    reads_back(&session(Some(account())));
    reads_back(&session(Some(Account { expires_at: None, draft: None, sealed: None, ..account() })));
    reads_back(&Registration { consent: Consent { version: text("1") }, answers: draft().to_wire() });
    reads_back(&Registered { expires_at: now() });
    reads_back(&PasswordReissue { mail: text("taro@example.jp") });
    reads_back(&Accepted { accepted: true });
    let link = Link { key: text("schedule"), label: text("こちら"), url: String::new() };
    reads_back(&Terms { version: text("1"), text: text("# 第1条"), links: vec![link] });
    // `Login` has no `Debug`, so that a password never reaches a log.
    let login = Login { login_id: text("1234567"), password: text("ABCD") };
    assert!(serde_json::from_str::<Login>(&serde_json::to_string(&login).unwrap()).unwrap() == login);
}

#[test]
fn every_body_about_a_draft_reads_back() {
    let wire = draft().to_wire();
    reads_back(&StoredDraft { draft: wire.clone(), revision: 2, saved_at: now(), rules: text("r") });
    reads_back(&DraftSave { revision: 2, draft: wire.clone() });
    reads_back(&DraftSaved { revision: 3, saved_at: now(), rules: text("r") });
    reads_back(&DraftDeletion { revision: 3 });
    let (name, kind) = (text("構成図.pdf"), text("pdf"));
    reads_back(&FileStored { row: text("k3x9q0ab"), name, size: 1, kind, revision: 4 });
    reads_back(&SubmissionRequest { revision: 4 });
    let (id, number, state) = (text("a1"), text("2600055A"), ApplicationState::Received);
    reads_back(&Receipt { id: id.clone(), number: number.clone(), submitted_at: now() });
    let reasons = vec![Reason { path: text("office.name"), text: text("ご確認ください。") }];
    let history = vec![Event { at: now(), actor: Actor::Reviewer, step: Move::Return, state, reasons }];
    let (kind, contract) = (Kind::New, Some(wire.clone()));
    reads_back(&Application {
        id,
        number,
        state,
        kind,
        revision: 3,
        submitted_at: now(),
        submission: wire,
        contract,
        changes: Vec::new(),
        history,
    });
    let reasons =
        vec![PinnedReason { path: text("office.name"), name: text("事業所：事業所名"), text: text("確認") }];
    reads_back(&Returned { id: text("a1"), revision: 3, reasons });
    reads_back(&Resubmission { revision: 4, application_revision: 3 });
    reads_back(&Withdrawal { revision: 3, reason: text("計画の変更") });
}

#[test]
fn the_menu_reads_back() {
    let application = MenuApplication {
        id: text("a1"),
        number: text("2600055A"),
        kind: Kind::New,
        state: ApplicationState::Approved,
        submitted_at: now(),
        starts_on: "2026-12-11".parse().ok(),
    };
    let line = NewsLine {
        at: now(),
        kind: text("利用申込"),
        number: Some(text("2600055A")),
        text: text("審査を終了しました。"),
        application: Some(text("a1")),
    };
    reads_back(&Menu { applications: vec![application], ends_at: Some(now()), news: vec![line] });
}

#[test]
fn every_problem_reads_back_with_its_faults_and_the_stored_draft() {
    let draft = draft();
    let faults = check(&draft, now().date_naive());
    assert!(!faults.is_empty());
    for kind in ProblemKind::ALL {
        reads_back(&Problem::new(*kind, now()));
        reads_back(&Problem {
            detail: Some(text("more")),
            faults: faults.iter().map(Fault::wire).collect(),
            revision: Some(2),
            draft: Some(draft.to_wire()),
            ..Problem::new(*kind, now())
        });
    }
}

#[test]
fn members_that_may_be_left_out_are_read_as_none() {
    let json = r#"{"type":"/problems/not-found","title":"","status":404,"now":"2026-11-20T01:15:00Z"}"#;
    let problem: Problem = serde_json::from_str(json).unwrap();
    assert_eq!(problem.kind, ProblemKind::NotFound);
    assert_eq!((problem.detail, problem.revision, problem.draft, problem.faults.len()), (None, None, None, 0));

    let mut wire = serde_json::to_value(account()).unwrap();
    let members = wire.as_object_mut().unwrap();
    members.retain(|name, _| name != "expires_at" && name != "sealed");
    let read: Account = serde_json::from_value(wire).unwrap();
    assert_eq!((read.expires_at, read.sealed), (None, None));
}

#[test]
fn a_borrowed_draft_is_sent_as_the_server_reads_it() {
    let draft = draft();
    let json = serde_json::to_string(&DraftSave { revision: 7, draft: &draft }).unwrap();
    assert_eq!(serde_json::from_str::<DraftSave>(&json).unwrap(), DraftSave { revision: 7, draft: draft.to_wire() });

    let consent = Consent { version: text("1") };
    let json = serde_json::to_string(&Registration { consent: consent.clone(), answers: &draft }).unwrap();
    assert_eq!(
        serde_json::from_str::<Registration>(&json).unwrap(),
        Registration { consent, answers: draft.to_wire() }
    );
}
