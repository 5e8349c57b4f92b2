//! 引き継がずに削除する: the sealed draft is erased, and nothing else.

use axum::http::StatusCode;
use nss_core::api::StoredDraft;
use nss_server::{
    file::sweep,
    jobs,
    store::{account, draft, file},
};
use sea_orm::EntityTrait;

use super::{MAIL, again, at, is_not_there, kept_bytes, offer, sealed, take_over};
use crate::support::on_each_store;

#[tokio::test]
async fn a_discarded_draft_is_erased_with_its_files_and_its_account() {
    on_each_store(async |world| {
        let old = sealed(world, MAIL, "秘密の本社").await;
        let (mut browser, offered) = again(world, MAIL).await;
        let path = browser.draft_path().await;
        let before: StoredDraft = browser.get(&path).await.read();
        let reply = browser.delete(&at(&offered)).await;
        assert_eq!((reply.status, reply.text.as_str()), (StatusCode::NO_CONTENT, ""));
        assert_eq!(offer(&mut browser).await, None);
        assert!(is_not_there(&browser.delete(&at(&offered)).await), "a second one finds nothing");
        assert!(is_not_there(&take_over(&mut browser, &offered).await), "it cannot be had back");
        assert_eq!(browser.get(&path).await.read::<StoredDraft>(), before, "one's own draft is as it was");
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 0);
        assert_eq!(file::Entity::find().one(&world.app.store.db).await.unwrap(), None);
        let drafts = draft::Entity::find().all(&world.app.store.db).await.unwrap();
        assert!(drafts.iter().all(|draft| !old.ends_with(&draft.id)));
        let accounts = account::Entity::find().all(&world.app.store.db).await.unwrap();
        let erased: Vec<_> = accounts.iter().filter(|account| account.state == "erased").collect();
        let personal = (erased[0].mail.as_str(), erased[0].answers.as_str(), erased[0].password_hash.as_str());
        assert_eq!((erased.len(), accounts.len(), personal), (1, 2, ("", "", "")));
    })
    .await;
}

#[tokio::test]
async fn the_job_beside_it_changes_nothing() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        jobs::expire(&world.app).await.unwrap();
        let (mut browser, offered) = again(world, MAIL).await;
        assert_eq!(browser.delete(&at(&offered)).await.status, StatusCode::NO_CONTENT);
        jobs::expire(&world.app).await.unwrap();
        assert_eq!(offer(&mut browser).await, None);
        let path = browser.draft_path().await;
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    })
    .await;
}
