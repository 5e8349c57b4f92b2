//! The queue: pages, filters, search.

use std::collections::BTreeSet;

use nss_core::api::StaffRole::Reviewer;
use nss_server::store::application;
use sea_orm::{ActiveModelTrait, Set};

use super::{copies, queue};
use crate::{reviews::registered, support::on_each_store};

#[tokio::test]
async fn pages_have_every_line_once_while_others_arrive() {
    on_each_store(async |world| {
        let first = registered(world, "a@example.jp").await;
        let mut expected: Vec<_> = copies(world, &first, 1..1000).await;
        expected.push(first.clone());
        expected.sort_by_key(|row| (row.submitted_at, row.id.clone()));
        let expected: Vec<_> = expected.into_iter().map(|row| row.id).collect();
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let (mut seen, mut after, mut arrived) = (Vec::new(), String::new(), 1000);
        loop {
            let page = queue(&mut browser, &format!("?after={after}")).await;
            seen.extend(page.lines.into_iter().map(|line| line.id));
            if arrived < 1010 {
                copies(world, &first, arrived..arrived + 1).await;
                arrived += 1;
            }
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(seen[..1000], expected, "in order");
        assert_eq!((seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (1010, 1010));
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_numbers_companies_and_offices_as_they_are_typed() {
    on_each_store(async |world| {
        let first = registered(world, "a@example.jp").await;
        let other = copies(world, &first, 1..2).await.remove(0);
        let mut change: application::ActiveModel = other.into();
        change.company = Set("１００％植物＿工業".to_owned());
        change.office = Set("大阪支店".to_owned());
        change.update(&world.app.store.db).await.unwrap();
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        for (words, found) in [
            (first.number.as_str(), 1),
            (&first.number[..4], 1),
            ("2700001a", 1),
            ("2700001Ａ", 1),
            ("システム", 1),
            ("ｼｽﾃﾑ", 1),
            ("大阪", 1),
            ("社", 1),
            ("100%", 1),
            ("植物_", 1),
            ("%", 1),
            ("_", 1),
            ("\\", 0),
            ("東京", 0),
            ("'; DROP TABLE application; --", 0),
            (" ", 2),
        ] {
            let words = percent_encoding::utf8_percent_encode(words, percent_encoding::NON_ALPHANUMERIC);
            let page = queue(&mut browser, &format!("?search={words}")).await;
            assert_eq!(page.lines.len(), found, "{words}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_filter_that_no_page_sends_is_refused() {
    on_each_store(async |world| {
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        for query in ["state=burnt", "assignee=hanako", "after=1", "after=x-0123456789abcdef0123456789abcdef"] {
            for path in ["/api/staff/applications", "/api/staff/applications.csv"] {
                assert_eq!(browser.get(&format!("{path}?{query}")).await.status, 400, "{path} {query}");
            }
        }
    })
    .await;
}
