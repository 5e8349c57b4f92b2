//! The offer: to the right account, for the right time, without answers.

use nss_server::{
    file::sweep,
    jobs,
    store::{account, draft},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::json;

use super::{DAY, MAIL, again, at, is_not_there, kept_bytes, offer, sealed, take_over, typed, types};
use crate::support::{World, on_each_store};

#[tokio::test]
async fn it_is_offered_at_48_00_00_and_not_at_47_59_59() {
    on_each_store(async |world| {
        let saved_at = world.app.clock.now();
        typed(world, MAIL, "秘密の本社").await;
        world.clock.pass(2 * DAY - 1);
        let mut browser = world.browser();
        let session = browser.enter("A@Example.JP").await;
        assert_eq!(session.account.unwrap().sealed, None, "its own account may still open it");
        world.clock.pass(1);
        let offered = offer(&mut browser).await.unwrap();
        assert_eq!(offered.saved_at, saved_at);
        assert_eq!(offered.pages, ["申込担当者・申込理由", "事業所", "システム構成図"]);
        jobs::expire(&world.app).await.unwrap();
        assert_eq!(offer(&mut browser).await, Some(offered), "whether the job has been by or not");
        let told = browser.get("/api/session").await.text;
        for secret in ["秘密の本社", "通関業許可", "構成図.pdf"] {
            assert!(!told.contains(secret), "{secret} is told: {told}");
        }
    })
    .await;
}

#[tokio::test]
async fn unasked_it_is_gone_after_thirty_days_to_the_second() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        world.clock.pass(30 * DAY - 1);
        let (mut browser, offered) = again(world, MAIL).await;
        world.clock.pass(1);
        assert_eq!(offer(&mut browser).await, None);
        assert!(is_not_there(&take_over(&mut browser, &offered).await), "though the job has not been by");
        jobs::expire(&world.app).await.unwrap();
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(offer(&mut browser).await, None);
        assert_eq!((draft::Entity::find().all(&world.app.store.db).await.unwrap().len(), kept_bytes(world)), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn another_account_neither_sees_it_nor_can_take_it() {
    on_each_store(async |world| {
        let path = sealed(world, MAIL, "本社").await;
        let id = path.rsplit('/').next().unwrap().to_owned();
        let hand_made = format!("/api/sealed-drafts/{id}");
        let mut stranger = world.browser();
        let session = stranger.enter("b@example.jp").await;
        assert_eq!(session.account.unwrap().sealed, None);
        let mut nobody = world.browser();
        for method in ["POST", "DELETE"] {
            assert!(is_not_there(&stranger.send(stranger.request(method, &hand_made, "")).await), "{method}");
            assert_eq!(nobody.send(nobody.request(method, &hand_made, "")).await.status.as_u16(), 401, "{method}");
        }
        // Before the take-over it cannot be opened, and no other draft can be named.
        let (mut browser, offered) = again(world, MAIL).await;
        assert_eq!(offered.id, id);
        assert!(is_not_there(&browser.get(&path).await));
        assert!(is_not_there(&browser.get(&format!("{path}/files/f1lef1le")).await));
        let own = browser.draft_path().await.replace("drafts", "sealed-drafts");
        let strangers = stranger.draft_path().await.replace("drafts", "sealed-drafts");
        for (method, path) in [("POST", &own), ("DELETE", &own), ("POST", &strangers), ("DELETE", &strangers)] {
            assert!(is_not_there(&browser.send(browser.request(method, path, "")).await), "{method} {path}");
        }
        assert_eq!(offer(&mut browser).await, Some(offered), "nothing of that changed anything");
    })
    .await;
}

#[tokio::test]
async fn a_draft_without_answers_is_not_offered() {
    on_each_store(async |world| {
        for _ in 0..2 {
            let mut browser = world.browser();
            let session = browser.enter(MAIL).await;
            assert_eq!(session.account.unwrap().sealed, None);
            // Another spelling of a registered answer is no change.
            let path = browser.draft_path().await;
            types(&mut browser, &path, &[("applicant.family_kana", "ｺﾝｻｲ")]).await;
            world.clock.pass(2 * DAY);
        }
    })
    .await;
}

#[tokio::test]
async fn of_several_the_newest_is_offered_and_then_the_next() {
    on_each_store(async |world| {
        let (mut first, path) = typed(world, MAIL, "一番").await;
        world.clock.pass(600);
        typed(world, MAIL, "二番").await;
        world.clock.pass(600);
        types(&mut first, &path, &[("office.name", "最後")]).await;
        world.clock.pass(2 * DAY);
        let (mut browser, offered) = again(world, MAIL).await;
        assert!(path.ends_with(&offered.id), "the one that was saved last, not the one that was registered last");
        assert!(take_over(&mut browser, &offered).await.status.is_success());
        let next = offer(&mut browser).await.unwrap();
        assert_ne!(next.id, offered.id);
        assert!(is_not_there(&browser.delete(&at(&offered)).await), "who presses twice does not mean the next");
        assert_eq!(offer(&mut browser).await, Some(next));
    })
    .await;
}

#[tokio::test]
async fn after_registering_the_application_nothing_is_offered() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        let (mut browser, offered) = again(world, MAIL).await;
        let (path, revision) = browser.fill().await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        assert_eq!(reply.status.as_u16(), 201, "{}", reply.text);
        assert_eq!(offer(&mut browser).await, None);
        assert!(is_not_there(&take_over(&mut browser, &offered).await));
    })
    .await;
}

/// Replaces the body of the sealed draft in the store.
async fn spoil(world: &World, path: &str, body: &str) {
    let id = path.rsplit('/').next().unwrap();
    let mut sealed = draft::Entity::find_by_id(id).one(&world.app.store.db).await.unwrap().unwrap().into_active_model();
    sealed.body = Set(body.to_owned());
    sealed.update(&world.app.store.db).await.unwrap();
}

#[tokio::test]
async fn an_unreadable_sealed_draft_does_not_prevent_a_login() {
    on_each_store(async |world| {
        let path = sealed(world, MAIL, "本社").await;
        for body in ["", "{}", r#"{"form":"new","version":99}"#, r#"{"form":"account","version":1}"#] {
            spoil(world, &path, body).await;
            let session = world.browser().enter(MAIL).await;
            assert_eq!(session.account.unwrap().sealed, None, "{body}");
        }
        let ended = account::Entity::find().filter(account::Column::Mail.eq(MAIL)).all(&world.app.store.db).await;
        assert_eq!(ended.unwrap().len(), 5, "nothing was erased");
    })
    .await;
}
