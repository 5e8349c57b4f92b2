//! Several changes of one contract: they stack in the order of their days, and one under review stands on what was approved
//! meanwhile.

use nss_core::review::Move;

use super::approvals::{approve, differing};
use super::{OFFICE, Office, PHONE, lines};
use crate::reviews::{REVIEWER, moves, stored_application};
use crate::support::on_each_store;
use nss_server::review::Content;

const CONTRACTOR: (&str, &str) = ("change.office", "contractor");
const TITLE: (&str, &str) = ("contractor.title", "会長");

#[tokio::test]
async fn a_change_that_comes_earlier_and_is_approved_later_stands_below_the_other() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let before = office.in_force("2027-01-31").await;
        let later = office.apply(&[CONTRACTOR], &[TITLE]).await;
        let earlier = office.apply(&[OFFICE], &[PHONE]).await;
        approve(world, &later, "20270301").await.unwrap();
        approve(world, &earlier, "20270203").await.unwrap();
        let on = async |office: &mut Office<'_>, day| differing(&before, &office.in_force(day).await);
        assert_eq!(on(&mut office, "2027-02-02").await, Vec::<String>::new());
        assert_eq!(on(&mut office, "2027-02-03").await, ["office.phone"]);
        assert_eq!(on(&mut office, "2027-02-28").await, ["office.phone"]);
        assert_eq!(on(&mut office, "2027-03-01").await, ["contractor.title", "office.phone"]);
        let listed = office.browser.get("/api/contracts").await.json();
        let versions: Vec<_> = listed[0]["versions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|version| {
                [version["number"].as_str().unwrap(), version["effective_on"].as_str().unwrap()].map(str::to_owned)
            })
            .collect();
        assert_eq!(versions[0], [later.number.clone(), "2027-03-01".to_owned()]);
        assert_eq!(versions[1], [earlier.number.clone(), "2027-02-03".to_owned()]);
        assert_eq!(versions.len(), 3, "{versions:?}");
        assert_eq!(office.begin().await.number, later.number, "the next change begins with both");
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_is_put_on_the_first_and_told() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let second =
            office.apply(&[("change.office", "office contractor")], &[TITLE, ("office.phone", "0355550000")]).await;
        let first = office.apply(&[OFFICE], &[PHONE, ("office.name", "横浜本社")]).await;
        let open = office.begin().await;
        assert_eq!(office.save(&[TITLE]).await.status, 200);
        approve(world, &first, "20270203").await.unwrap();

        let rebased = office.application(&second.id).await;
        let expected = [["contractor.title", "代表取締役社長", "会長"], ["office.phone", "0355554444", "0355550000"]];
        let mut shown = lines(&rebased.changes);
        shown.sort_unstable();
        assert_eq!(shown, expected, "the answer that both changed is still the second's");
        assert_eq!(rebased.submission.answers["office.name"], "横浜本社");
        let last = rebased.history.last().unwrap();
        assert_eq!((last.step, rebased.revision), (Move::Rebase, 2));
        let news: Vec<String> = office.browser.get("/api/menu").await.json()["news"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["text"].as_str().unwrap().to_owned())
            .collect();
        let told = |words: &str| news.iter().filter(|text| text.contains(words)).count();
        assert_eq!((told("この申込は新しい契約内容"), told("入力中の変更申込は")), (1, 1), "{news:?}");

        // The draft that was being filled in has kept its answer, on the new document.
        let again = office.begin().await;
        assert_eq!((again.draft.as_str(), again.number.as_str()), (open.draft.as_str(), first.number.as_str()));
        let stored = office.browser.get(&format!("/api/drafts/{}", again.draft)).await.json();
        assert_eq!(stored["draft"]["answers"]["contractor.title"], "会長");
        assert_eq!(stored["draft"]["answers"]["office.name"], "横浜本社");

        // A reviewer who looked at it before is told.
        let stored = stored_application(world, &second.id).await;
        let stale = nss_server::store::application::Model { revision: 1, ..stored };
        assert!(Box::pin(moves(world, &stale, REVIEWER, Move::Take, Content::Nothing)).await.is_err());
        approve(world, &second, "20270210").await.unwrap();
        let last = office.in_force("2027-02-10").await;
        assert_eq!(differing(&office.in_force("2027-02-09").await, &last), ["contractor.title", "office.phone"]);
        assert_eq!(last.answers["office.name"], "横浜本社");
    })
    .await;
}
