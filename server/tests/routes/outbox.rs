//! The outbox: each mail once, and its text erased.

use nss_server::{outbox, store::outbox as rows};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

use crate::support::on_each_store;

#[tokio::test]
async fn the_text_is_erased_once_the_mail_is_sent() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let waiting = rows::Entity::find().one(&world.app.store).await.unwrap().unwrap();
        assert!(waiting.state == "waiting" && waiting.body.contains("仮パスワード"));
        world.mails().await;
        let sent = rows::Entity::find().one(&world.app.store).await.unwrap().unwrap();
        assert_eq!((sent.state.as_str(), sent.body.as_str(), sent.recipient.as_str()), ("sent", "", ""));
    })
    .await;
}

#[tokio::test]
async fn two_processes_send_each_mail_once() {
    on_each_store(async |world| {
        let other = world.another_process().await;
        for number in 0..6 {
            world.browser().register(&format!("a{number}@example.jp")).await;
        }
        let (one, two) = tokio::join!(outbox::deliver(&world.app), outbox::deliver(&other.app));
        assert_eq!(one.unwrap() + two.unwrap(), 6);
        let mut recipients: Vec<_> =
            [world, &other].iter().flat_map(|process| process.app.mailer.sent()).map(|mail| mail.recipient).collect();
        recipients.sort();
        recipients.dedup();
        assert_eq!(recipients.len(), 6);
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_a_dead_process_took_is_sent_when_its_lease_is_over() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let row = rows::Entity::find().one(&world.app.store).await.unwrap().unwrap();
        let taken = Set(row.queued_at + 120_000);
        let mut change = row.into_active_model();
        change.next_try_at = taken;
        change.attempts = Set(1);
        change.update(&world.app.store).await.unwrap();
        world.clock.pass(119);
        assert!(world.mails().await.is_empty());
        world.clock.pass(1);
        assert_eq!(world.mails().await.len(), 1);
    })
    .await;
}
