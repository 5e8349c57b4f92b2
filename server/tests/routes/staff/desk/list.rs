//! The queue as CSV.

use nss_core::api::StaffRole::Reviewer;
use nss_server::store::application;
use sea_orm::{ActiveModelTrait, Set};

use super::copies;
use crate::{reviews::registered, support::on_each_store};

#[tokio::test]
async fn the_list_is_what_the_filters_let_through_and_computes_nothing() {
    on_each_store(async |world| {
        let first = registered(world, "a@example.jp").await;
        let other = copies(world, &first, 1..1202).await.remove(0);
        let number = other.number.clone();
        let mut change: application::ActiveModel = other.into();
        change.company = Set("=HYPERLINK(\"http://evil.example\",\"開く\")".to_owned());
        change.office = Set("＝１＋１".to_owned());
        change.update(&world.app.store.db).await.unwrap();
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let reply = browser.get("/api/staff/applications.csv?state=received").await;
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        assert!(reply.header("content-disposition").contains(".csv"), "{}", reply.header("content-disposition"));
        let text = reply.text.strip_prefix('\u{feff}').unwrap();
        assert_eq!((text.lines().count(), text.matches("\r\n").count()), (1203, 1203));
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().unwrap();
        let row = rows.iter().find(|row| row[0] == number).unwrap();
        assert_eq!(&row[3], "'=HYPERLINK(\"http://evil.example\",\"開く\")");
        assert_eq!((&row[2], &row[4], &row[7]), ("受付", "'＝１＋１", ""));
        let none = browser.get("/api/staff/applications.csv?search=nobody").await;
        assert_eq!(none.text.lines().count(), 1);
    })
    .await;
}
