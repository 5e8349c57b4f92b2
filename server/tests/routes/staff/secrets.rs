//! Secrets: at rest they are encrypted with the operator's key, anew when it changes; the log has none.

use std::fs;

use nss_core::api::StaffRole::Reviewer;
use nss_server::{
    cipher::{Cipher, Purpose},
    staff::second_factor::SecondFactors,
};

use crate::{
    logs::log,
    support::{on_each_store, staff::CHOSEN},
};

#[tokio::test]
async fn the_store_holds_neither_password_nor_secret_nor_token() {
    on_each_store(async |world| {
        let (member, browser) = world.staff("hanako", Reviewer).await;
        let row = format!("{:?}", world.member_row("hanako").await);
        let token = browser.cookie.unwrap().split_once('=').unwrap().1.to_owned();
        let file = world.url.strip_prefix("sqlite://").map(|path| {
            [path.to_owned(), format!("{path}-wal")].map(|path| fs::read(path).unwrap_or_default()).concat()
        });
        let file = String::from_utf8_lossy(&file.unwrap_or_default()).into_owned();
        assert!(row.contains("hanako") && (file.is_empty() || file.contains("hanako")), "the test finds what is there");
        for secret in [&member.authenticator.secret(), &member.password, &token] {
            assert!(!row.contains(secret) && !file.contains(secret), "{secret}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_secret_of_the_previous_key_is_encrypted_with_the_new_one() {
    on_each_store(async |world| {
        let member = world.add_member("hanako", Reviewer).await;
        let old = *world.app.config.secret;
        let factors =
            |previous: &[[u8; 32]]| SecondFactors::new(Cipher::new(Purpose::SecondFactor, &[8; 32], previous));
        factors(&[]).renew(&world.app.store).await.unwrap();
        assert!(factors(&[]).of(&world.member_row("hanako").await).is_err(), "without its key it stays as it is");
        factors(&[old]).renew(&world.app.store).await.unwrap();
        let renewed = factors(&[]).of(&world.member_row("hanako").await).unwrap();
        assert_eq!(renewed.secret(), member.authenticator.secret());
    })
    .await;
}

#[tokio::test]
async fn the_log_names_members_by_their_random_identity() {
    // Begins to collect.
    log();
    on_each_store(async |world| {
        let (member, mut browser) = world.staff("hanako", Reviewer).await;
        browser.log_in_staff("hanako", "wrong-password", "000000").await;
        let id = world.member_row("hanako").await.id;
        let log = log();
        for event in ["staff_refused", "staff_login", "staff_password", "staff_second_factor"] {
            let is_logged =
                log.lines().any(|line| line.contains(" security: ") && line.contains(event) && line.contains(&id));
            assert!(is_logged, "{event}:\n{log}");
        }
        for secret in ["hanako", "花子", CHOSEN, "wrong-password", &member.authenticator.secret()] {
            assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
        }
    })
    .await;
}
