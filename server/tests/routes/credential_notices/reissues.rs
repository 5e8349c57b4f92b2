//! パスワード再発行: asked for once, given by staff for two business days, and never by mail (N-269). An office in use that
//! cannot log in any more comes back by a password of another sort, which is mailed.

use nss_core::api::{CredentialNotice, StaffRole};
use nss_server::{
    jobs,
    store::{application, credential_reissue, news},
};
use sea_orm::EntityTrait;

use super::{approved_on, logged_in, path};
use crate::{
    clock_jobs::with_settings,
    support::{Browser, World, at, on_each_store},
};

#[tokio::test]
async fn a_request_is_answered_by_passwords_that_are_readable_for_two_business_days() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let old: CredentialNotice = browser.get(&path(&application)).await.read();
        // The Friday before a week with a holiday on Monday.
        world.clock.set(at("2027-01-08T15:00:00+09:00"));
        jobs::erase_passwords(&world.app).await.unwrap();
        browser = logged_in(world, "a@example.jp").await;
        let request = format!("/api/applications/{}/credential-reissues", application.id);
        let first = browser.post(&request, &serde_json::Value::Null).await;
        assert_eq!(first.status, 202, "{}", first.text);
        world.clock.pass(60);
        assert_eq!(browser.post(&request, &serde_json::Value::Null).await.text, first.text, "asked once");
        let waiting: CredentialNotice = browser.get(&path(&application)).await.read();
        assert_eq!(waiting.reissue_requested_at.map(|at| at.to_rfc3339()), Some("2027-01-08T15:00:00+09:00".into()));
        let mails = world.mails().await.len();

        let (_, mut reviewer) = world.staff("hanako", StaffRole::Reviewer).await;
        let route = format!("/api/staff/applications/{}/credentials", application.id);
        let reissued = reviewer.post(&route, &serde_json::Value::Null).await;
        assert_eq!(reissued.json(), serde_json::json!({ "readable_until": "2027-01-12" }), "staff see no password");
        let new: CredentialNotice = browser.get(&path(&application)).await.read();
        assert!(new.is_readable && new.reissue_requested_at.is_none());
        assert!(new.office.password.is_some() && new.office.password != old.office.password);
        assert!(new.users[0].password.is_some() && new.users[0].password != old.users[0].password);
        assert_eq!(world.mails().await.len(), mails, "never by mail");
        let told = news::Entity::find().all(&world.app.store.db).await.unwrap();
        assert!(told.iter().any(|line| line.text.contains("再発行しました")));
        let [row] = &credential_reissue::Entity::find().all(&world.app.store.db).await.unwrap()[..] else { panic!() };
        assert_eq!(row.issued_by, Some(world.member_row("hanako").await.id));
        for (day, is_readable) in [("2027-01-12", true), ("2027-01-13", false)] {
            world.clock.set(at(&format!("{day}T12:00:00+09:00")));
            let notice: CredentialNotice = logged_in(world, "a@example.jp").await.get(&path(&application)).await.read();
            assert_eq!((notice.is_readable, notice.office.password.is_some()), (is_readable, is_readable), "{day}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_reissue_before_the_start_does_not_shorten_the_window() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let first: CredentialNotice = browser.get(&path(&application)).await.read();
        world.clock.set(at("2026-12-22T15:00:00+09:00"));
        world.app.reviews.reissue(&application, "reviewer-1").await.unwrap();
        browser = logged_in(world, "a@example.jp").await;
        let again: CredentialNotice = browser.get(&path(&application)).await.read();
        assert_ne!(again.office.password, first.office.password);
        world.clock.set(at("2027-01-05T12:00:00+09:00"));
        let last: CredentialNotice = logged_in(world, "a@example.jp").await.get(&path(&application)).await.read();
        assert_eq!(last.office.password, again.office.password, "the second business day from the start, V-20");
    })
    .await;
}

#[tokio::test]
async fn after_the_start_a_reissue_changes_the_password_of_the_account() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let old: CredentialNotice = browser.get(&path(&application)).await.read();
        with_settings(world, application.clone(), true).await;
        world.clock.set(at("2027-01-04T09:00:00+09:00"));
        jobs::run_clean_up(&world.app).await;
        let (code, old) = (old.office.code, old.office.password.unwrap());
        assert_eq!(browser.log_in(&code, &old).await.status, 200);
        world.app.reviews.reissue(&application, "reviewer-1").await.unwrap();
        let notice: CredentialNotice = browser.get(&path(&application)).await.read();
        let new = notice.office.password.unwrap();
        assert_eq!(browser.log_in(&code, &old).await.status, 200, "it opens the notice with the new one");
        assert_eq!(browser.log_in(&code, &new).await.status, 200);
        assert_eq!(browser.log_in(&code, &old).await.status, 401, "the new one was used");
    })
    .await;
}

/// An office in use, with its application, its code and its first password.
pub(crate) async fn in_use(world: &World) -> (application::Model, String, String) {
    let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
    let notice: CredentialNotice = browser.get(&path(&application)).await.read();
    with_settings(world, application.clone(), true).await;
    world.clock.set(at("2027-01-04T09:00:00+09:00"));
    jobs::run_clean_up(&world.app).await;
    (application, notice.office.code, notice.office.password.unwrap())
}

/// Says that the password is lost; returns the mailed one.
async fn loses_password(world: &World, code: &str) -> String {
    let lost = serde_json::json!({ "mail": "a@example.jp" });
    assert_eq!(world.browser().post("/api/password-reissues", &lost).await.status, 202);
    let mail = world.mails().await.swap_remove(0);
    let line = |name: &str| mail.body.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    assert_eq!((mail.recipient.as_str(), line("事業所コード：")), ("a@example.jp", code));
    line("仮パスワード：").to_owned()
}

async fn opens(browser: &mut Browser<'_>, code: &str, password: &str) -> bool {
    browser.log_in(code, password).await.status == 200
}

#[tokio::test]
async fn an_office_that_lost_its_password_comes_back_by_mail_and_reads_what_staff_gave() {
    on_each_store(async |world| {
        let (application, code, old) = in_use(world).await;
        world.app.reviews.reissue(&application, "reviewer-1").await.unwrap();
        let mailed = loses_password(world, &code).await;
        let mut office = world.browser();
        assert!(opens(&mut office, &code, &old).await, "nothing changes before a new one is used");
        assert!(opens(&mut office, &code, &mailed).await);
        assert!(!opens(&mut world.browser(), &code, &old).await);
        let notice: CredentialNotice = office.get(&path(&application)).await.read();
        let given = notice.office.password.unwrap();
        assert!(given != old && given != mailed);
        assert!(opens(&mut world.browser_at("192.0.2.2"), &code, &given).await, "what the notice shows opens");
        assert!(!opens(&mut world.browser_at("192.0.2.3"), &code, &mailed).await);
    })
    .await;
}

#[tokio::test]
async fn a_mailed_password_in_use_leaves_none_in_the_notice_that_opens_nothing() {
    on_each_store(async |world| {
        let (application, code, old) = in_use(world).await;
        let mailed = loses_password(world, &code).await;
        let mut office = world.browser();
        assert!(opens(&mut office, &code, &old).await);
        let notice: CredentialNotice = office.get(&path(&application)).await.read();
        assert_eq!(notice.office.password.as_deref(), Some(old.as_str()));
        assert!(opens(&mut office, &code, &mailed).await);
        let notice: CredentialNotice = office.get(&path(&application)).await.read();
        assert!(notice.is_readable && notice.office.password.is_none());
        assert!(notice.users[0].password.is_some(), "those of NACCS stay");
    })
    .await;
}

#[tokio::test]
async fn a_stranger_who_knows_the_address_takes_nothing_from_an_office() {
    on_each_store(async |world| {
        let (application, code, _) = in_use(world).await;
        world.app.reviews.reissue(&application, "reviewer-1").await.unwrap();
        let first = loses_password(world, &code).await;
        let second = loses_password(world, &code).await;
        assert!(!opens(&mut world.browser(), &code, &first).await, "the newest mail replaces the one before");
        let mut office = world.browser_at("192.0.2.2");
        assert!(opens(&mut office, &code, &second).await);
        let notice: CredentialNotice = office.get(&path(&application)).await.read();
        assert!(opens(&mut office, &code, &notice.office.password.unwrap()).await);
    })
    .await;
}
