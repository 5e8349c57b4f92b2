//! The moves and reminders that fall due: a reminder before the deadline, the lapse after it, hold and start on the day.

use nss_server::{
    jobs,
    store::{credential, job_run, news, reminder},
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{approved, by_clock, state, with_settings};
use crate::support::{World, at, on_each_store};

/// A confirmed start; its deadline is Monday 2026-12-28, and reminders go out from Wednesday 12-23 on.
const START: &str = "20270107";

/// Runs the jobs at noon of a day, and returns the subjects of the mails that follow.
async fn on(world: &World, day: &str) -> Vec<String> {
    let before = world.mails().await.len();
    world.clock.set(at(&format!("{day}T12:00:00+09:00")));
    jobs::run_clean_up(&world.app).await;
    let mails = world.mails().await;
    mails[..mails.len() - before].iter().map(|mail| mail.subject.clone()).collect()
}

async fn told(world: &World) -> Vec<String> {
    let news = news::Entity::find().all(&world.app.store.db).await.unwrap();
    news.into_iter().map(|line| line.text).collect()
}

async fn readable(world: &World) -> usize {
    let rows = credential::Entity::find().all(&world.app.store.db).await.unwrap();
    rows.iter().filter(|row| row.encrypted.is_some()).count()
}

#[tokio::test]
async fn without_settings_it_is_reminded_of_once_and_lapses_after_the_deadline() {
    on_each_store(async |world| {
        let application = approved(world, "a@example.jp", START).await;
        assert_eq!(on(world, "2026-12-21").await, [""; 0]);
        assert_eq!(on(world, "2026-12-23").await, ["【NACCS】システム設定申込締切日のお知らせ"]);
        for day in ["2026-12-23", "2026-12-24", "2026-12-28"] {
            assert_eq!(on(world, day).await, [""; 0], "{day}");
        }
        assert_eq!((state(world, &application).await.as_str(), readable(world).await), ("approved", 2));
        assert_eq!(on(world, "2026-12-29").await, ["【NACCS】利用申込無効のお知らせ"]);
        assert_eq!(on(world, "2026-12-30").await, [""; 0]);
        assert_eq!(state(world, &application).await, "void");
        assert_eq!(by_clock(world, &application).await, ["void"]);
        assert!(told(world).await.iter().any(|text| text.contains("無効になりました")));
        assert_eq!(readable(world).await, 0, "no password of a contract that has ended");
        assert_eq!(reminder::Entity::find().count(&world.app.store.db).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn with_settings_it_starts_on_its_day_or_is_held() {
    on_each_store(async |world| {
        let confirmed = approved(world, "a@example.jp", START).await;
        let confirmed = with_settings(world, confirmed, true).await;
        let open = approved(world, "b@example.jp", START).await;
        let open = with_settings(world, open, false).await;
        for day in ["2026-12-24", "2026-12-29", "2027-01-06"] {
            assert_eq!(on(world, day).await, [""; 0], "{day}");
        }
        assert_eq!(state(world, &confirmed).await, "settings-approved");
        for _ in 0..2 {
            on(world, "2027-01-07").await;
        }
        assert_eq!(state(world, &confirmed).await, "in-use");
        assert_eq!(state(world, &open).await, "held");
        assert_eq!(by_clock(world, &confirmed).await, ["start"]);
        assert_eq!(by_clock(world, &open).await, ["hold"]);
        let runs = job_run::all(&world.app.store.db).await.unwrap();
        let moves = runs.iter().find(|run| run.job == "moves").unwrap();
        let noon = nss_server::store::millis(at("2027-01-07T12:00:00+09:00"));
        assert_eq!((moves.succeeded_at, moves.acted_at, moves.acted_on), (Some(noon), Some(noon), 2));
        assert!(runs.iter().all(|run| run.failed_at.is_none()), "{runs:?}");
    })
    .await;
}

#[tokio::test]
async fn a_process_that_was_down_makes_up_for_it() {
    on_each_store(async |world| {
        let lapsed = approved(world, "a@example.jp", START).await;
        let started = approved(world, "b@example.jp", START).await;
        let started = with_settings(world, started, true).await;
        on(world, "2027-03-01").await;
        assert_eq!((state(world, &lapsed).await, state(world, &started).await), ("void".into(), "in-use".into()));
    })
    .await;
}
