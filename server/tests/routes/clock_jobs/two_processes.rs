//! Two processes over one store, whose clock jumps over every deadline: each move, mail and erasure happens once.

use futures_util::future::join_all;
use nss_server::{
    jobs,
    store::{credential, job_run, news, reminder},
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{approved, by_clock, state, with_settings};
use crate::support::{World, at, on_each_store};

const START: &str = "20270107";

/// Three rounds of each process, all at the same time.
async fn all_at_once(processes: [&World; 2]) {
    join_all([0, 1, 0, 1, 0, 1].map(|place| jobs::run_clean_up(&processes[place].app))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_due_move_happens_once() {
    on_each_store(async |world| {
        let mut lapsing = Vec::new();
        for name in ["a", "b"] {
            lapsing.push(approved(world, &format!("{name}@example.jp"), START).await);
        }
        let open = approved(world, "c@example.jp", START).await;
        let open = with_settings(world, open, false).await;
        let ready = approved(world, "d@example.jp", START).await;
        let ready = with_settings(world, ready, true).await;
        let other = world.another_process().await;
        let count = async |subject: &str| {
            let mails = [world.mails().await, other.mails().await].concat();
            mails.iter().filter(|mail| mail.subject.contains(subject)).count()
        };
        for day in ["2026-12-24", "2026-12-29", "2027-01-07", "2027-01-12"] {
            world.clock.set(at(&format!("{day}T00:00:00+09:00")));
            all_at_once([world, &other]).await;
        }
        assert_eq!((count("締切日のお知らせ").await, count("無効のお知らせ").await), (2, 2));
        for application in &lapsing {
            assert_eq!(state(world, application).await, "void");
            assert_eq!(by_clock(world, application).await, ["void"]);
        }
        assert_eq!(
            (by_clock(world, &open).await, by_clock(world, &ready).await),
            (vec!["hold".into()], vec!["start".into()])
        );
        assert_eq!(reminder::Entity::find().count(&world.app.store.db).await.unwrap(), 2);
        let told = news::Entity::find().all(&world.app.store.db).await.unwrap();
        let told = |text: &str| told.iter().filter(|line| line.text.contains(text)).count();
        assert_eq!((told("無効になりました"), told("保留しています"), told("利用を開始しました")), (2, 1, 1));
        let rows = credential::Entity::find().all(&world.app.store.db).await.unwrap();
        assert!(rows.len() == 8 && rows.iter().all(|row| row.encrypted.is_none()));
        let runs = job_run::all(&world.app.store.db).await.unwrap();
        assert!(runs.len() >= 9 && runs.iter().all(|run| run.failed_at.is_none()), "{runs:?}");
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}
