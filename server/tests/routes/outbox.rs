//! The outbox: each mail once, and its text erased.

use std::collections::BTreeSet;

use nss_server::{config::MailConfig, store::outbox as rows};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

use crate::support::{MailServer, on_each_store};

#[tokio::test]
async fn the_text_is_erased_once_the_mail_is_sent() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let waiting = rows::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert!(waiting.state == "waiting" && waiting.body.contains("仮パスワード"));
        world.mails().await;
        let sent = rows::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
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
        let (one, two) = tokio::join!(world.app.outbox.deliver(), other.app.outbox.deliver());
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
        let row = rows::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        let taken = Set(row.queued_at + 120_000);
        let mut change = row.into_active_model();
        change.next_try_at = taken;
        change.attempts = Set(1);
        change.update(&world.app.store.db).await.unwrap();
        world.clock.pass(119);
        assert!(world.mails().await.is_empty());
        world.clock.pass(1);
        assert_eq!(world.mails().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn mails_beyond_the_time_of_a_slow_server_are_sent_later_and_once() {
    on_each_store(async |world| {
        let clock = world.clock.clone();
        let server = MailServer::start(move || clock.pass(40)).await;
        let slow = world.another_process_that_mails(MailConfig::Smtp(server.url.clone())).await;
        for number in 0..5 {
            world.browser().register(&format!("a{number}@example.jp")).await;
        }
        assert_eq!(slow.app.outbox.deliver().await.unwrap(), 5);
        let taken = server.taken.lock().unwrap().clone();
        let recipients: BTreeSet<_> =
            taken.iter().map(|mail| mail.lines().find(|line| line.starts_with("To: ")).unwrap()).collect();
        assert_eq!((taken.len(), recipients.len()), (5, 5), "{recipients:?}");
        let rows = rows::Entity::find().all(&world.app.store.db).await.unwrap();
        assert!(rows.iter().all(|row| row.attempts == 1), "what was given back was not tried");
        slow.app.store.clone().close().await.unwrap();
    })
    .await;
}
