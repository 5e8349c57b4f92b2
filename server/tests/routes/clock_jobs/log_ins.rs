//! 仮ログインID opens the account until 利用開始日, 事業所コード from then on (N-048, N-265).

use nss_core::review::Move;
use nss_server::{
    cipher::{Cipher, Purpose},
    jobs,
    review::plain,
    store::credential,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{account_of, approved, of_the_clock, with_settings};
use crate::support::{World, at, on_each_store};

/// 事業所コード and 事業所パスワード.
async fn office(world: &World) -> (String, String) {
    let kind = credential::Column::Kind.eq(credential::kind::OFFICE);
    let row = credential::Entity::find().filter(kind).one(&world.app.store.db).await.unwrap().unwrap();
    let cipher = Cipher::new(Purpose::Credential, &world.app.config.secret, &[]);
    (row.code.clone(), plain(&cipher, &row).unwrap().unwrap())
}

#[tokio::test]
async fn the_start_day_changes_the_id_that_opens_the_account() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let provisional = {
            let application = approved(world, "a@example.jp", "20270107").await;
            let application = with_settings(world, application, true).await;
            let mails = world.mails().await;
            let first = mails.last().unwrap();
            let line = |name: &str| first.body.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
            (line("仮ログインID："), line("仮パスワード："), application)
        };
        let (login_id, password, application) = provisional;
        let (code, office_password) = office(world).await;
        assert_eq!(browser.log_in(&code, &office_password).await.status, 401, "before the start day");
        assert_eq!(browser.log_in(&login_id, &password).await.status, 200);

        world.clock.set(at("2027-01-07T00:00:30+09:00"));
        assert_eq!(browser.log_in(&login_id, &password).await.status, 200);
        jobs::run_clean_up(&world.app).await;
        assert_eq!(
            browser.get("/api/session").await.json()["account"],
            serde_json::Value::Null,
            "its session has ended"
        );
        assert_eq!(browser.log_in(&login_id, &password).await.status, 401);
        // As people type it.
        let typed = format!(" {} ", code.to_lowercase());
        let session = browser.log_in(&typed, &office_password).await.json();
        assert_eq!(session["account"]["login_id"], code.as_str());
        assert_eq!(session["account"]["applications"][0]["id"], application.id.as_str());
        assert_eq!(account_of(world, &application).await.state, "in-use");
        let again = world.app.reviews.apply_move(of_the_clock(&application, Move::Start)).await;
        assert!(again.is_err(), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_password_of_naccs_opens_no_account_here() {
    on_each_store(async |world| {
        let application = approved(world, "a@example.jp", "20270107").await;
        with_settings(world, application, true).await;
        let (code, _) = office(world).await;
        let kind = credential::Column::Kind.eq(credential::kind::USER);
        let user = credential::Entity::find().filter(kind).one(&world.app.store.db).await.unwrap().unwrap();
        let cipher = Cipher::new(Purpose::Credential, &world.app.config.secret, &[]);
        let password = plain(&cipher, &user).unwrap().unwrap();
        world.clock.set(at("2027-01-07T09:00:00+09:00"));
        jobs::run_clean_up(&world.app).await;
        let mut browser = world.browser();
        assert_eq!(browser.log_in(&user.code, &password).await.status, 401);
        assert_eq!(browser.log_in(&code, &password).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_password_ends_the_other_sessions() {
    on_each_store(async |world| {
        let application = approved(world, "a@example.jp", "20270107").await;
        with_settings(world, application.clone(), true).await;
        let (code, old) = office(world).await;
        world.clock.set(at("2027-01-07T09:00:00+09:00"));
        jobs::run_clean_up(&world.app).await;
        let (mut browser, mut other) = (world.browser(), world.browser());
        browser.log_in(&code, &old).await;
        other.log_in(&code, &old).await;
        let change = |current: &str, new: &str| serde_json::json!({ "current": current, "new": new });
        for (current, new, status) in [
            (old.as_str(), "short1", 422),
            (old.as_str(), old.as_str(), 422),
            ("AAAA2222", "KONSAI2027", 401),
            (old.as_str(), "konsai２０２７", 200),
        ] {
            let reply = browser.post("/api/password", &change(current, new)).await;
            assert_eq!(reply.status, status, "{new} {}", reply.text);
        }
        assert_eq!(other.get("/api/session").await.json()["account"], serde_json::Value::Null);
        let notice = format!("/api/applications/{}/credential-notice", application.id);
        let notice = browser.get(&notice).await.json();
        assert_eq!(notice["office"]["password"], serde_json::Value::Null, "the old one opens nothing");
        assert!(notice["users"][0]["password"].is_string(), "those of NACCS stay");
        assert_eq!(other.log_in(&code, &old).await.status, 401);
        assert_eq!(other.log_in(&code, "KONSAI2027").await.status, 200);
    })
    .await;
}
