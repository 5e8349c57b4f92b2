//! `/api/session`: who is logged in (N-050).

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use nss_core::{
    account::{
        life::State as Life,
        limits::{DELAY_WINDOW, Limit, WRONG_PER_ADDRESS, WRONG_PER_ID_AND_ADDRESS, delay_per_id},
        password::{LOGIN_ID_LENGTH, normalise},
    },
    api::{Account, ApplicationLine, Login, ProblemKind, Session},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    app::{App, Shared},
    client::Client,
    handler::application::state_of,
    openapi::{Guard, JSON_BODY, SESSION, UNSAFE, problems},
    password, postcodes,
    problem::{Body, Refusal},
    rate_limit, registered, sealed,
    session::{self, Visitor},
    store::{account, application, draft, instant},
};

/// Counts wrong tries per ID from wherever; it only makes the answer slower, and never refuses.
const PER_ID: Limit =
    Limit { name: "login-id", tries: u32::MAX, seconds: DELAY_WINDOW, penalty: 0, per_address: false };

problems!(CurrentSessionProblems = &[]);

/// Tells who is logged in, if anybody, and what a page needs first of all.
#[utoipa::path(
    get,
    path = "/api/session",
    responses((status = 200, description = "The session", body = Session), CurrentSessionProblems)
)]
pub async fn current_session(State(app): State<Shared>, visitor: Option<Visitor>) -> Result<Json<Session>, Refusal> {
    body(&app, visitor.as_ref()).await.map(Json)
}

problems!(ExtendSessionProblems = UNSAFE, SESSION);

/// Restarts the idle time of the session (F008).
#[utoipa::path(
    post,
    path = "/api/session/extension",
    params(Guard),
    responses((status = 200, description = "The session with its new end", body = Session), ExtendSessionProblems)
)]
pub async fn extend_session(State(app): State<Shared>, visitor: Visitor) -> Result<Json<Session>, Refusal> {
    body(&app, Some(&visitor)).await.map(Json)
}

problems!(LogOutProblems = UNSAFE);

/// ログアウト: deletes the session and clears the cookie.
#[utoipa::path(
    delete,
    path = "/api/session",
    params(Guard),
    responses((status = 204, description = "Nobody is logged in any more"), LogOutProblems)
)]
pub async fn log_out(
    State(app): State<Shared>,
    headers: HeaderMap,
) -> Result<(StatusCode, [(header::HeaderName, HeaderValue); 1]), Refusal> {
    let cookie = session::end(&app, &headers).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}

problems!(LogInProblems = UNSAFE, JSON_BODY, &[ProblemKind::LoginRefused, ProblemKind::TooManyTries]);

/// ログイン: begins a session. An unknown ID, an expired account and a wrong password get the same answer for the same work
/// (F004, F010).
#[utoipa::path(
    post,
    path = "/api/session",
    params(Guard),
    request_body = Login,
    responses((status = 200, description = "The session; its cookie is set", body = Session), LogInProblems)
)]
pub async fn log_in(
    State(app): State<Shared>,
    client: Client,
    headers: HeaderMap,
    Body(login): Body<Login>,
) -> Result<([(header::HeaderName, HeaderValue); 1], Json<Session>), Refusal> {
    let id = normalise(&login.login_id);
    let is_id = id.len() == LOGIN_ID_LENGTH && id.bytes().all(|digit| digit.is_ascii_digit());
    let id = if is_id { id } else { String::new() };
    let address = client.0.to_string();
    let id_and_address = format!("{id} {address}");
    let [_, _, wrong] = rate_limit::take(
        &app,
        [(WRONG_PER_ID_AND_ADDRESS, &id_and_address), (WRONG_PER_ADDRESS, &address), (PER_ID, &id)],
    )
    .await?;
    app.clock.wait(delay_per_id(wrong)).await;
    let found = account::Entity::find().filter(account::Column::LoginId.eq(&id)).one(&app.reads).await?;
    let open = found.filter(|account| account.is_open_at(app.now()));
    let hash = open.as_ref().map(|account| account.password_hash.clone());
    let fits = password::fits(&app, normalise(&login.password), hash).await?;
    let account = open.filter(|_| fits).ok_or(ProblemKind::LoginRefused)?;
    rate_limit::forget(&app, (WRONG_PER_ID_AND_ADDRESS, &id_and_address)).await?;
    rate_limit::forget(&app, (PER_ID, &id)).await?;
    rate_limit::forgive(&app, (WRONG_PER_ADDRESS, &address)).await?;
    let (visitor, cookie) = session::begin(&app, &headers, account).await?;
    let session = body(&app, Some(&visitor)).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(session)))
}

async fn body(app: &App, visitor: Option<&Visitor>) -> Result<Session, Refusal> {
    let account = match visitor {
        Some(visitor) => Some(account(app, visitor).await?),
        None => None,
    };
    Ok(Session {
        now: app.now(),
        rules: nss_core::RULES.to_owned(),
        postcodes: postcodes::dataset_id().to_owned(),
        operator: app.config.operator.clone(),
        account,
    })
}

async fn account(app: &App, visitor: &Visitor) -> Result<Account, Refusal> {
    let Visitor { account, .. } = visitor;
    let registration = registered::of(account)?;
    let draft = draft::open_of(&app.reads, &account.id).await?;
    let sealed = match &draft {
        Some(_) => sealed::offered(app, account).await?,
        None => None,
    };
    let applications = application::Entity::find()
        .filter(application::Column::AccountId.eq(&account.id))
        .order_by_desc(application::Column::SubmittedAt)
        .all(&app.reads)
        .await?;
    let line = |application: application::Model| ApplicationLine {
        state: state_of(&application),
        submitted_at: instant(application.submitted_at),
        id: application.id,
        number: application.number,
    };
    Ok(Account {
        login_id: account.login_id.clone(),
        company: registered::company(&registration),
        name: registered::name(&registration),
        expires_at: (account.state_at(app.now()) == Life::Provisional).then(|| instant(account.expires_at)),
        draft: draft.map(|draft| draft.id),
        sealed: sealed.map(|sealed| sealed.offer()),
        applications: applications.into_iter().map(line).collect(),
        session_expires_at: visitor.ends_at(&app.config),
    })
}
