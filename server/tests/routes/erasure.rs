//! Erased data is in none of SQLite's files any more.

use std::fs;

use nss_core::api::StoredDraft;
use nss_server::jobs;
use serde_json::json;

use crate::support::{World, content, on_each_store};

/// Accounts of the test: a database of many pages.
const ACCOUNTS: usize = 24;
const DAY: i64 = 24 * 3600;

/// The database and its log; empty on PostgreSQL.
pub(super) fn database(world: &World) -> String {
    let Some(path) = world.url.strip_prefix("sqlite://") else { return String::new() };
    let mut bytes = fs::read(path).unwrap();
    bytes.extend(fs::read(format!("{path}-wal")).unwrap_or_default());
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(super) fn found<'a>(database: &str, texts: &'a [String]) -> Vec<&'a String> {
    texts.iter().filter(|text| database.contains(*text)).collect()
}

#[tokio::test]
async fn neither_the_database_nor_its_log_holds_what_was_erased() {
    on_each_store(async |world| {
        let (mut secrets, mut personal) = (Vec::new(), Vec::new());
        for number in 0..ACCOUNTS {
            let mut browser = world.browser_at(&format!("192.0.2.{number}"));
            browser.register(&format!("erased-{number:03}@example.jp")).await;
            let queued = database(world);
            let (login_id, password) = world.credentials().await;
            secrets.push(password.clone());
            assert!(!queued.contains(&password), "not even while the mail waits");
            browser.log_in(&login_id, &password).await;
            let path = browser.draft_path().await;
            let name = format!("erased-{number:03}.pdf");
            browser.attach(&path, "diagram/d1agram1", &name, content::pdf(1024)).await;
            let mut stored: StoredDraft = browser.get(&path).await.read();
            for revision in 0..6 {
                let text = format!("erased draft {number:03}.{revision} ").repeat(10 * revision);
                stored.draft.answers.insert("office.name".into(), text);
                let save =
                    json!({ "revision": stored.revision + u32::try_from(revision).unwrap(), "draft": stored.draft });
                assert_eq!(browser.put(&path, &save).await.status, 200);
            }
            personal.extend([format!("erased-{number:03}@example.jp"), format!("erased draft {number:03}."), name]);
        }
        let before = database(world);
        assert!(before.is_empty() || found(&before, &personal).len() == personal.len(), "the test finds what is there");
        world.clock.pass(2 * DAY);
        jobs::run_clean_up(&world.app).await;
        world.clock.pass(30 * DAY);
        jobs::run_clean_up(&world.app).await;
        let after = database(world);
        assert_eq!(found(&after, &secrets), [""; 0]);
        assert_eq!(found(&after, &personal), [""; 0]);
    })
    .await;
}
