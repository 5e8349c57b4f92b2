//! The outbox: each mail once, and its text erased.

use std::collections::BTreeSet;

use nss_server::{
    config::MailConfig,
    mail::{cipher::MailCipher, outbox::Outbox},
    state::AppState,
    store::{account, outbox as rows},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

use crate::support::{MailServer, World, on_each_store};

#[tokio::test]
async fn the_text_is_erased_once_the_mail_is_sent() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let waiting = rows::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert!(waiting.state == "waiting" && !waiting.body.contains("仮パスワード"), "{waiting:?}");
        let account = account::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert_eq!(waiting.account_id, Some(account.id));
        assert!(world.mails().await[0].body.contains("仮パスワード"));
        let sent = rows::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert_eq!((sent.state.as_str(), sent.body.as_str(), sent.recipient.as_str()), ("sent", "", ""));
        assert_eq!(sent.key_id, None);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_an_older_version_queued_in_plain_text_is_sent() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let mut plain = only(world).await.into_active_model();
        (plain.body, plain.key_id, plain.account_id) = (Set("平文\n".to_owned()), Set(None), Set(None));
        plain.update(&world.app.store.db).await.unwrap();
        assert_eq!(world.mails().await[0].body, "平文\n");
    })
    .await;
}

#[tokio::test]
async fn a_mail_whose_row_was_changed_is_given_up_and_the_others_are_sent() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let mut moved = only(world).await.into_active_model();
        moved.recipient = Set("other@example.jp".to_owned());
        moved.update(&world.app.store.db).await.unwrap();
        world.browser().register("b@example.jp").await;
        let mails = world.mails().await;
        assert_eq!(mails.iter().map(|mail| mail.recipient.as_str()).collect::<Vec<_>>(), ["b@example.jp"]);
        let rows = rows::Entity::find().all(&world.app.store.db).await.unwrap();
        let mut states: Vec<_> = rows.iter().map(|row| (row.state.as_str(), row.body.as_str())).collect();
        states.sort_unstable();
        assert_eq!(states, [("failed", ""), ("sent", "")]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_was_queued_with_the_previous_key_is_sent_with_the_new_one() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let other = world.another_process().await;
        let AppState { store, clock, mailer, .. } = &other.app;
        let cipher = MailCipher::new(&[8; 32], &[*world.app.config.secret]);
        let outbox = Outbox::new(store.db.clone(), clock.clone(), mailer.clone(), cipher);
        assert_eq!(outbox.deliver().await.unwrap(), 1);
        assert!(mailer.sent()[0].body.contains("仮パスワード"));
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_mail_whose_key_is_missing_waits_until_the_key_is_set() {
    on_each_store(async |world| {
        world.browser().register("a@example.jp").await;
        let other = world.another_process().await;
        let AppState { store, clock, mailer, .. } = &other.app;
        let outbox = |previous: &[[u8; 32]]| {
            let cipher = MailCipher::new(&[8; 32], previous);
            Outbox::new(store.db.clone(), clock.clone(), mailer.clone(), cipher)
        };
        let queued = only(world).await;
        assert_eq!(outbox(&[]).deliver().await.unwrap(), 0);
        let kept = only(world).await;
        assert_eq!((kept.state.as_str(), kept.body, kept.key_id), ("waiting", queued.body, queued.key_id));
        world.clock.pass(30);
        assert_eq!(outbox(&[*world.app.config.secret]).deliver().await.unwrap(), 1);
        assert!(mailer.sent()[0].body.contains("仮パスワード"));
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

async fn only(world: &World) -> rows::Model {
    rows::Entity::find().one(&world.app.store.db).await.unwrap().unwrap()
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
