//! The window of the passwords by the manual's example (N-268), over New Year, and each reading in the history.

use nss_core::{api::CredentialNotice, review::notice};
use nss_server::{
    cipher::{Cipher, Purpose},
    jobs,
    review::plain,
    store::{credential, credential_reading},
};
use sea_orm::EntityTrait;

use super::{approved_on, logged_in, path};
use crate::support::{World, at, on_each_store};

async fn passwords(world: &World) -> Vec<String> {
    let cipher = Cipher::new(Purpose::Credential, &world.app.config.secret, &[]);
    let rows = credential::Entity::find().all(&world.app.store.db).await.unwrap();
    rows.iter().map(|row| plain(&cipher, row).unwrap().unwrap()).collect()
}

#[tokio::test]
async fn passwords_are_readable_from_the_review_to_the_second_business_day_of_use() {
    for (reviewed, start, inside, outside, until) in [
        (
            "2019-12-02",
            "20191211",
            ["2019-12-02", "2019-12-10", "2019-12-12"],
            ["2019-12-13", "2020-02-03"],
            "12月12日（木）",
        ),
        (
            "2026-12-21",
            "20270104",
            ["2026-12-21", "2027-01-02", "2027-01-05"],
            ["2027-01-06", "2027-02-01"],
            "1月5日（火）",
        ),
    ] {
        // The clock alone closes the window: whether the job has run by then makes no difference.
        for runs_jobs in [false, true] {
            on_each_store(async |world| {
                let (application, _) = approved_on(world, "a@example.jp", reviewed, start).await;
                let secrets = passwords(world).await;
                assert_eq!(secrets.len(), 2);
                for day in inside {
                    world.clock.set(at(&format!("{day}T23:59:59+09:00")));
                    let mut browser = logged_in(world, "a@example.jp").await;
                    let reply = browser.get(&path(&application)).await;
                    assert!(secrets.iter().all(|secret| reply.text.contains(secret)), "{day} {}", reply.text);
                    let notice: CredentialNotice = reply.read();
                    assert!(notice.is_readable && notice.explanation.contains(until), "{}", notice.explanation);
                }
                for day in outside {
                    world.clock.set(at(&format!("{day}T00:00:00+09:00")));
                    if runs_jobs {
                        jobs::erase_passwords(&world.app).await.unwrap();
                    }
                    let mut browser = logged_in(world, "a@example.jp").await;
                    let reply = browser.get(&path(&application)).await;
                    assert!(!secrets.iter().any(|secret| reply.text.contains(secret)), "{day} {}", reply.text);
                    let notice: CredentialNotice = reply.read();
                    assert!(
                        notice.office.password.is_none() && notice.users.iter().all(|user| user.password.is_none())
                    );
                    assert_eq!(notice.office.code, "AAA001", "all else stays");
                    assert!(
                        !notice.is_readable && notice.explanation.contains("再発行を依頼"),
                        "{}",
                        notice.explanation
                    );
                }
                let readings = credential_reading::Entity::find().all(&world.app.store.db).await.unwrap();
                assert_eq!(readings.len(), inside.len(), "each reading of a password, and no other");
                for reading in readings {
                    assert_eq!(
                        (reading.account_id, reading.codes),
                        (application.account_id.clone(), "1AAAAA01 AAA001".into())
                    );
                }
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_contract_that_lapsed_shows_no_password_and_offers_no_new_one() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-14", "20270112").await;
        let open: CredentialNotice = browser.get(&path(&application)).await.read();
        assert!(open.is_readable && open.can_reissue);
        world.clock.set(at("2027-01-07T09:00:00+09:00"));
        jobs::run_clean_up(&world.app).await;
        let mut browser = logged_in(world, "a@example.jp").await;
        let closed: CredentialNotice = browser.get(&path(&application)).await.read();
        assert!(!closed.is_readable && !closed.can_reissue && closed.office.password.is_none());
        assert_eq!((closed.explanation.as_str(), closed.office.code.as_str()), (notice::ENDED, "AAA001"));
        let request = format!("/api/applications/{}/credential-reissues", application.id);
        assert_eq!(browser.post(&request, &serde_json::Value::Null).await.status, 404);
    })
    .await;
}
