//! Mails that were given up, and 「再送」.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use nss_core::{
    api::{StaffRole::Reviewer, desk::UndeliveredMail},
    review::{Move, Reason},
};
use nss_server::{config::MailConfig, review::Content};
use serde_json::Value;

use crate::{
    reviews::{REVIEWER, moves, registered},
    support::{Answer, MailServer, on_each_store},
};

#[tokio::test]
async fn a_mail_that_was_given_up_is_sent_again() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let reasons = [Reason { path: String::new(), text: "ご確認ください。".to_owned() }];
        moves(world, &taken, REVIEWER, Move::Return, Content::Reasons(&reasons)).await.unwrap();
        let is_refusing = Arc::new(AtomicBool::new(true));
        let refuses = Arc::clone(&is_refusing);
        let server = MailServer::that(move |line: &str| {
            let is_refused = refuses.load(Ordering::SeqCst) && line.starts_with("RCPT");
            if is_refused { Answer::Say("550 5.1.1 mailbox full") } else { Answer::Usual }
        })
        .await;
        let sending = world.another_process_that_mails(MailConfig::Smtp(server.url.clone())).await;
        let (_, mut browser) = sending.staff("hanako", Reviewer).await;
        assert_eq!(browser.get("/api/staff/mails").await.read::<Vec<UndeliveredMail>>(), []);
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 0);
        let [mail] = &browser.get("/api/staff/mails").await.read::<Vec<UndeliveredMail>>()[..] else { panic!("one") };
        assert_eq!((mail.to.as_str(), mail.error.contains("550")), ("a@example.jp", true), "{mail:?}");
        let retry = format!("/api/staff/mails/{}/retry", mail.id);
        assert_eq!(browser.post(&retry, &Value::Null).await.status, 204);
        assert_eq!(browser.post(&retry, &Value::Null).await.status, 404, "it waits already");
        assert_eq!(browser.get("/api/staff/mails").await.read::<Vec<UndeliveredMail>>(), []);
        is_refusing.store(false, Ordering::SeqCst);
        assert_eq!(sending.app.outbox.deliver().await.unwrap(), 1);
        assert_eq!(server.recipients(), ["a@example.jp"]);
        assert_eq!(browser.post(&retry, &Value::Null).await.status, 404, "it is sent");
        sending.app.store.clone().close().await.unwrap();
    })
    .await;
}
