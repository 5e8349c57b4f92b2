//! `nss staff` beside a running server.

use std::process::Command;

use nss_core::api::StaffSession;
use serde_json::json;

use crate::support::{
    on_postgres,
    process::{Process, free_port},
};

/// Runs `nss staff …`; returns whether it succeeded, and what it printed.
fn staff(database: &str, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nss"));
    command.arg("staff").args(arguments).env("NSS_DATABASE_URL", database).env("NSS_ENV", "development");
    let output = command.output().unwrap();
    (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

fn password(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("first password: ")).unwrap()
}

fn tell(database: &str, folder: &std::path::Path) {
    let server = Process::start(free_port(), database, folder);
    let log_in = |password: &str| {
        let body = json!({ "login_id": "hanako", "password": password }).to_string();
        let (status, _, body) = server.ask("POST", "/api/staff/session", "", &body);
        (status, body)
    };
    let add = ["add", "--login", "Hanako", "--name", "審査 花子", "--role", "administrator"];
    let (done, first) = staff(database, &add);
    assert!(done && first.contains("otpauth://totp/NSS:hanako?secret=") && first.contains('█'), "{first}");
    let (status, body) = log_in(password(&first));
    assert_eq!(status, 200, "{body}");
    let session: StaffSession = serde_json::from_str(&body).unwrap();
    let uri = session.member.unwrap().second_factor.unwrap().uri;
    assert!(first.contains(&uri), "the page shows the printed second factor");

    let (done, text) = staff(database, &add);
    assert!(!done && text.contains("another member has this login ID"), "{text}");
    let (_, again) = staff(database, &["reset-password", "--login", "hanako"]);
    assert!(!again.contains("otpauth"), "{again}");
    assert_eq!((log_in(password(&first)).0, log_in(password(&again)).0), (401, 200));
    let (_, again) = staff(database, &["reset-second-factor", "--login", "hanako"]);
    assert!(!again.contains("first password") && again.contains("otpauth") && !again.contains(&uri), "{again}");
    let (done, text) = staff(database, &["list"]);
    assert!(done && text.contains("hanako") && text.contains("administrator") && text.contains("to set up"), "{text}");
    assert!(staff(database, &["disable", "--login", "hanako"]).0);
    assert!(staff(database, &["list"]).1.contains("disabled"));
    let (done, text) = staff(database, &["disable", "--login", "hanako"]);
    assert!(!done && text.contains("no active member"), "{text}");
}

#[tokio::test]
async fn members_are_added_listed_reset_and_disabled_beside_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    tell(&format!("sqlite://{}", folder.path().join("nss.db").display()), folder.path());
    on_postgres(async |url| {
        let folder = tempfile::tempdir().unwrap();
        tell(url, folder.path());
    })
    .await;
}

#[test]
fn arguments_that_cannot_work_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("nss.db").display());
    let add = |login: &'static str, role: &'static str| ["add", "--login", login, "--name", "花子", "--role", role];
    let (done, text) = staff(&url, &add("hanako", "reviewer"));
    assert!(!done && text.contains("there is no database"), "{text}");
    assert!(!folder.path().join("nss.db").exists(), "none is created");
    std::fs::write(folder.path().join("nss.db"), "").unwrap();
    let (done, text) = staff(&url, &add("hanako", "reviewer"));
    assert!(!done && text.contains("start `nss serve` first"), "{text}");
    let (done, text) = staff(&url, &add("hanako", "owner"));
    assert!(!done && text.contains("possible values: reviewer, administrator"), "{text}");
    let (done, text) =
        staff(&url, &["add", "--login", "hanako", "--name", "花子", "--role", "reviewer", "--env", "production"]);
    assert!(!done && text.contains("NSS_SECRET_KEY_FILE must name a file"), "{text}");
}
