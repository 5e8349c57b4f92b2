//! After its window a password is in none of SQLite's files any more, neither plain nor encrypted.

use nss_server::{jobs, store::credential};
use sea_orm::EntityTrait;

use super::{approved_on, path};
use crate::{
    erasure::{database, found},
    support::{at, on_each_store},
};

#[tokio::test]
async fn neither_plain_nor_encrypted_passwords_outlive_their_window() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let rows = credential::Entity::find().all(&world.app.store.db).await.unwrap();
        let encrypted: Vec<String> = rows.iter().map(|row| row.encrypted.clone().unwrap()).collect();
        let notice = browser.get(&path(&application)).await.json();
        let plain = [&notice["office"], &notice["users"][0]].map(|row| row["password"].as_str().unwrap().to_owned());
        let before = database(world);
        assert!(before.is_empty() || found(&before, &encrypted).len() == 2, "the test finds what is there");
        assert_eq!(found(&before, &plain), [""; 0], "never in plain");
        world.clock.set(at("2027-01-05T23:59:00+09:00"));
        jobs::erase_passwords(&world.app).await.unwrap();
        assert!(before.is_empty() || found(&database(world), &encrypted).len() == 2, "not earlier");
        world.clock.set(at("2027-01-06T00:00:00+09:00"));
        jobs::run_clean_up(&world.app).await;
        let after = database(world);
        assert_eq!(found(&after, &encrypted), [""; 0]);
        assert_eq!(found(&after, &plain), [""; 0]);
        let rows = credential::Entity::find().all(&world.app.store.db).await.unwrap();
        assert!(rows.iter().all(|row| row.encrypted.is_none() && row.key_id.is_none()));
    })
    .await;
}
