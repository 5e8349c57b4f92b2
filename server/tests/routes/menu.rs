//! `GET /api/menu` and what an application shows after its review.

use axum::http::StatusCode;
use nss_core::{
    api::{Application, menu::Menu},
    application::start,
    form::{At, Draft},
    review::{Move, State},
};
use nss_server::{
    review::Content,
    store::{new_id, news},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use crate::returns::{Returned, registered};
use crate::reviews::{REVIEWER, center, moves};
use crate::support::on_each_store;

#[tokio::test]
async fn the_menu_has_the_own_applications_and_their_news_and_nobody_elses() {
    on_each_store(async |world| {
        let mut returned = Returned::of(world, "a@example.jp").await;
        let menu: Menu = returned.browser.get("/api/menu").await.read();
        let application = &menu.applications[0];
        assert_eq!((menu.applications.len(), application.state), (1, State::Returned));
        assert_eq!((application.number.as_str(), application.starts_on), ("2600001A", None));
        let line = &menu.news[0];
        assert_eq!((menu.news.len(), line.kind.as_str()), (1, "利用申込"));
        assert_eq!(
            (&line.number, &line.application),
            (&Some(application.number.clone()), &Some(application.id.clone()))
        );
        let (mut other, _) = registered(world, "b@example.jp").await;
        let menu: Menu = other.get("/api/menu").await.read();
        assert_eq!((menu.applications[0].number.as_str(), menu.news), ("2600002A", vec![]));
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_ten_lines_are_listed() {
    on_each_store(async |world| {
        let (mut browser, application) = registered(world, "a@example.jp").await;
        for number in 0..12 {
            let line = news::Model {
                id: new_id().unwrap(),
                account_id: application.account_id.clone(),
                contract_id: None,
                at: number,
                kind: "new".to_owned(),
                number: None,
                text: number.to_string(),
            };
            line.into_active_model().reset_all().insert(&world.app.store.db).await.unwrap();
        }
        let menu: Menu = browser.get("/api/menu").await.read();
        let texts: Vec<_> = menu.news.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["11", "10", "9", "8", "7", "6", "5", "4", "3", "2"]);
        assert_eq!(menu.news[0].application, None);
    })
    .await;
}

#[tokio::test]
async fn an_approved_application_shows_the_answers_of_the_center() {
    on_each_store(async |world| {
        let (mut browser, application) = registered(world, "a@example.jp").await;
        let path = format!("/api/applications/{}", application.id);
        let before: Application = browser.get(&path).await.read();
        assert_eq!((before.contract, before.history.len(), before.revision), (None, 1, 1));
        let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let start_on = center(&[("start.confirmed_date", "20270402")]);
        moves(world, &taken, REVIEWER, Move::Approve, Content::Center(&start_on)).await.unwrap();
        let reply = browser.get(&path).await;
        assert!(!reply.text.contains("reviewer-1"), "an applicant sees no member of staff");
        let after: Application = reply.read();
        let contract = Draft::from_wire(&nss_core::application::FORM, &after.contract.unwrap()).unwrap();
        assert_eq!(contract.get(At::once(&start::CONFIRMED_DATE)), "2027-04-02");
        assert_eq!(after.submission.answers.get("start.confirmed_date"), None);
        let menu: Menu = browser.get("/api/menu").await.read();
        assert_eq!(menu.applications[0].starts_on, "2027-04-02".parse().ok());
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(news::Entity::find().all(&world.app.store.db).await.unwrap().len(), 1);
    })
    .await;
}
