//! netNACCS and 一般NACCS in one contract, by a change (N-006, C-034).

use super::{Office, approvals::approve, faults, lines};
use crate::support::on_each_store;

#[tokio::test]
async fn an_office_of_lines_begins_netnaccs() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let items = [("change.net", "net-terminals")];
        office.save(&[("start.date", "20270201"), ("change.reason", "単独利用のため"), items[0]]).await;
        assert_eq!(faults(&office.register().await), ["access.kind"]);
        let answers = [("access.kind", "net general"), ("net.terminals", "3"), ("fee_plan.net_plan", "a")];
        let change = office.apply(&items, &answers).await;
        assert_eq!(change.kind.code(), "change");
        assert_eq!(
            lines(&change.changes),
            [
                ["access.kind", "一般NACCSを利用する", "netNACCSを利用する、一般NACCSを利用する"],
                ["net.terminals", "（なし）", "3"],
                ["fee_plan.net_plan", "（なし）", "プランA（基本＋従量）"],
            ]
        );
        approve(world, &change, "20270203").await.unwrap();
        let after = office.in_force("2027-02-03").await;
        assert_eq!((&*after.answers["net.terminals"], &*after.answers["access.kind"]), ("3", "net general"));
    })
    .await;
}

#[tokio::test]
async fn terminals_of_netnaccs_are_no_way_to_end_the_lines() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let answers = [
            ("start.date", "20270201"),
            ("change.reason", "単独利用のため"),
            ("change.net", "net-terminals"),
            ("access.kind", "net"),
            ("net.terminals", "3"),
            ("fee_plan.net_plan", "a"),
        ];
        office.save(&answers).await;
        assert!(faults(&office.register().await).contains(&"access.kind".to_owned()));
    })
    .await;
}
