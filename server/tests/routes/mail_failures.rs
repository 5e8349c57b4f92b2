//! Mails that cannot be delivered: each as its server's reply demands, and none at the cost of another.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use nss_server::{
    config::MailConfig,
    jobs,
    store::{account, outbox as rows},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    logs::log,
    support::{Answer, MailServer, World, on_each_store},
};

/// A world over the same store whose mails go to that server.
async fn mailing(world: &World, server: &MailServer) -> World {
    world.another_process_that_mails(MailConfig::Smtp(server.url.clone())).await
}

async fn rows(world: &World) -> Vec<rows::Model> {
    rows::Entity::find().all(&world.app.store.db).await.unwrap()
}

/// Polls until the condition holds.
async fn until(so: impl Fn() -> bool) {
    for _ in 0..6000 {
        if so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain");
}

#[tokio::test]
async fn a_domain_that_hangs_delays_no_mail_to_another() {
    on_each_store(async |world| {
        let hangs = |line: &str| if line.contains("hangs.example") { Answer::Hang } else { Answer::Usual };
        let server = MailServer::that(hangs).await;
        let sending = mailing(world, &server).await;
        let mut browser = sending.browser();
        for name in ["a", "b", "c"] {
            browser.register(&format!("{name}@hangs.example")).await;
        }
        browser.register("a@well.example").await;
        let (_running, stop) = tokio::sync::watch::channel(false);
        let job = tokio::spawn(jobs::run(sending.app.clone(), stop));
        until(|| server.taken.lock().unwrap().len() == 1 && server.count("RCPT TO:<a@hangs.example>") == 1).await;
        // Queued while the others hang.
        browser.register("b@well.example").await;
        until(|| server.taken.lock().unwrap().len() == 2).await;
        assert_eq!(server.recipients(), ["a@well.example", "b@well.example"]);
        let hanging = rows::Column::Recipient.contains("hangs.example");
        let hanging = rows::Entity::find().filter(hanging).all(&world.app.store.db).await.unwrap();
        assert_eq!(hanging.len(), 3);
        for row in hanging {
            assert_eq!(row.next_try_at, row.queued_at + 120_000, "claimed, and its try is not over");
        }
        job.abort();
        drop(job.await);
        sending.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_recipient_that_is_refused_for_good_is_given_up_at_once_and_the_log_names_the_account() {
    on_each_store(async |world| {
        log();
        let refused = |line: &str| {
            let is_refused = line.starts_with("RCPT") && line.contains("nobody@");
            if is_refused { Answer::Say("550 5.1.1 <nobody@example.jp>: User unknown") } else { Answer::Usual }
        };
        let server = MailServer::that(refused).await;
        let sending = mailing(world, &server).await;
        let mut browser = sending.browser();
        browser.register("nobody@example.jp").await;
        browser.register("somebody@example.jp").await;
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 1);
        assert_eq!(server.recipients(), ["somebody@example.jp"]);
        let nobody = account::Column::Mail.eq("nobody@example.jp");
        let account = account::Entity::find().filter(nobody).one(&world.app.store.db).await.unwrap().unwrap();
        let all = rows(world).await;
        let row = all.iter().find(|row| row.account_id.as_ref() == Some(&account.id)).unwrap();
        assert_eq!((row.state.as_str(), row.attempts), ("failed", 1));
        assert_eq!((row.recipient.as_str(), row.body.as_str()), ("", ""));
        let log = log();
        let line = log.lines().find(|line| line.contains(&account.id) && line.contains("given up")).unwrap();
        assert!(line.contains("ERROR") && line.contains("550 5.1.1") && !line.contains("nobody"), "{line}");
        let counts = sending.app.outbox.report().await.unwrap();
        assert_eq!((counts.waiting, counts.failed), (0, 1));
        sending.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_refuses_us_costs_no_mail_a_try() {
    on_each_store(async |world| {
        let is_refusing = Arc::new(AtomicBool::new(true));
        let refuses = Arc::clone(&is_refusing);
        let server = MailServer::that(move |line: &str| {
            let is_refused = refuses.load(Ordering::SeqCst) && line.starts_with("MAIL");
            if is_refused { Answer::Say("550 5.7.1 no mail from you") } else { Answer::Usual }
        })
        .await;
        let sending = mailing(world, &server).await;
        let mut browser = sending.browser();
        for number in 0..10 {
            browser.register(&format!("a@{number}.example")).await;
        }
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 0);
        let tried = server.count("MAIL");
        assert!(tried < 10, "{tried}");
        sending.app.outbox.deliver().await.unwrap();
        assert_eq!(server.count("MAIL"), tried, "a pause");
        world.clock.pass(5);
        sending.app.outbox.deliver().await.unwrap();
        assert_eq!(server.count("MAIL"), tried + 1, "one mail tries whether it answers");
        for row in rows(world).await {
            assert_eq!((row.state.as_str(), row.attempts, row.next_try_at), ("waiting", 0, row.queued_at));
        }
        world.clock.pass(1800);
        let counts = sending.app.outbox.report().await.unwrap();
        assert_eq!((counts.waiting, counts.late, counts.failed), (10, 10, 0));
        is_refusing.store(false, Ordering::SeqCst);
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 10);
        sending.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_domain_that_refuses_for_now_is_paused_and_tried_again() {
    on_each_store(async |world| {
        let is_busy = Arc::new(AtomicBool::new(true));
        let busy = Arc::clone(&is_busy);
        let server = MailServer::that(move |line: &str| {
            let is_refused = busy.load(Ordering::SeqCst) && line.contains("@busy.example");
            if is_refused { Answer::Say("451 4.7.1 try again later") } else { Answer::Usual }
        })
        .await;
        let sending = mailing(world, &server).await;
        let mut browser = sending.browser();
        for number in 0..9 {
            browser.register(&format!("a{number}@busy.example")).await;
        }
        browser.register("a@well.example").await;
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 1);
        let tried = server.count("RCPT TO:<a") - 1;
        // Three in a row, and one more that was under way.
        assert!((3..=4).contains(&tried), "{tried}");
        for row in rows(world).await.iter().filter(|row| row.state == "waiting") {
            assert_eq!((row.attempts, row.next_try_at), (1, row.queued_at + 30_000));
        }
        is_busy.store(false, Ordering::SeqCst);
        world.clock.pass(60);
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 9);
        sending.app.store.clone().close().await.unwrap();
    })
    .await;
}
