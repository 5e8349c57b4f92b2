//! `GET /api/menu`: the applicant's menu (C-010 … C-020).

use std::collections::HashMap;

use axum::{Json, extract::State};
use nss_core::{
    account::life::State as Life,
    api::menu::{Menu, MenuApplication, NEWS_LINES, NewsLine},
    review::{Kind, news as sentences},
    value::date,
};

use crate::{
    clock::Clock,
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{SESSION, problems},
    },
    store::{Store, application, instant, news},
};

problems!(MenuProblems = SESSION);

/// Returns the account's applications and the newest lines of its 新着情報.
#[utoipa::path(
    get,
    path = "/api/menu",
    responses((status = 200, description = "The menu", body = Menu), MenuProblems)
)]
pub async fn get_menu(
    State(store): State<Store>,
    State(clock): State<Clock>,
    current: CurrentAccount,
) -> Result<Json<Menu>, ApiError> {
    let applications = application::of_account(&store.read_db, &current.account.id).await?;
    let news = news::newest(&store.read_db, &current.account.id, NEWS_LINES).await?;
    let ids: HashMap<&str, &str> =
        applications.iter().map(|application| (application.number.as_str(), application.id.as_str())).collect();
    let line = |line: news::Model| NewsLine {
        at: instant(line.at),
        kind: Kind::from_code(&line.kind).map_or_else(|| line.kind.clone(), |kind| sentences::label(kind).to_owned()),
        application: line.number.as_ref().and_then(|number| ids.get(number.as_str()).map(|id| (*id).to_owned())),
        number: line.number,
        text: line.text,
    };
    let news = news.into_iter().map(line).collect();
    let application = |application: application::Model| MenuApplication {
        kind: application.kind().unwrap_or(Kind::New),
        state: super::application::state_of(&application),
        submitted_at: instant(application.submitted_at),
        starts_on: application.effective_on.as_deref().and_then(date::parse),
        id: application.id,
        number: application.number,
    };
    let ends_at = (current.account.state_at(clock.now()) == Life::Ended).then(|| instant(current.account.expires_at));
    Ok(Json(Menu { applications: applications.into_iter().map(application).collect(), ends_at, news }))
}
