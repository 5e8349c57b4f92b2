//! `/api/session`: ログイン, ログアウト and the current session (N-050).

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use nss_core::{
    account::life::State as Life,
    api::{Account, ApplicationLine, Login, ProblemKind, Session},
};

use crate::{
    account::{applicant_answers, session::Sessions},
    config::Config,
    draft::sealed_draft,
    error::ApiError,
    http::{
        client_ip::ClientIp,
        current_account::CurrentAccount,
        handler::application::state_of,
        openapi::{Guard, JSON_BODY, SESSION, UNSAFE, problems},
        problem::Body,
        session_cookie::APPLICANT,
    },
    postcodes,
    state::AppState,
    store::{application, draft, instant},
};

problems!(CurrentSessionProblems = &[]);

/// Tells who is logged in, if anybody, and what a page needs first of all.
#[utoipa::path(
    get,
    path = "/api/session",
    responses((status = 200, description = "The session", body = Session), CurrentSessionProblems)
)]
pub async fn current_session(
    State(app): State<AppState>,
    current: Option<CurrentAccount>,
) -> Result<Json<Session>, ApiError> {
    to_session(&app, current.as_ref()).await.map(Json)
}

problems!(ExtendSessionProblems = UNSAFE, SESSION);

/// Restarts the idle time of the session (F008).
#[utoipa::path(
    post,
    path = "/api/session/extension",
    params(Guard),
    responses((status = 200, description = "The session with its new end", body = Session), ExtendSessionProblems)
)]
pub async fn extend_session(State(app): State<AppState>, current: CurrentAccount) -> Result<Json<Session>, ApiError> {
    to_session(&app, Some(&current)).await.map(Json)
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
    State(sessions): State<Sessions>,
    State(config): State<Arc<Config>>,
    headers: HeaderMap,
) -> Result<(StatusCode, [(header::HeaderName, HeaderValue); 1]), ApiError> {
    if let Some(token) = APPLICANT.token(&headers, &config) {
        sessions.end(token).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, APPLICANT.clear(&config))]))
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
    State(app): State<AppState>,
    client: ClientIp,
    headers: HeaderMap,
    Body(login): Body<Login>,
) -> Result<([(header::HeaderName, HeaderValue); 1], Json<Session>), ApiError> {
    let (account, used) = app.logins.attempt(&login, client.0.to_string()).await?;
    // The browser's previous session ends.
    if let Some(token) = APPLICANT.token(&headers, &app.config) {
        app.sessions.end(token).await?;
    }
    let (session, token) = app.sessions.begin(&account.id, &used).await?.ok_or(ProblemKind::LoginRefused)?;
    let session = to_session(&app, Some(&CurrentAccount { account, session })).await?;
    Ok(([(header::SET_COOKIE, APPLICANT.set(&token, &app.config))], Json(session)))
}

/// The session as the page reads it.
pub(super) async fn to_session(app: &AppState, current: Option<&CurrentAccount>) -> Result<Session, ApiError> {
    let account = match current {
        Some(current) => Some(to_account(app, current).await?),
        None => None,
    };
    Ok(Session {
        now: app.clock.now(),
        rules: nss_core::RULES.to_owned(),
        postcodes: postcodes::dataset_id().to_owned(),
        operator: app.config.operator.clone(),
        account,
    })
}

async fn to_account(app: &AppState, current: &CurrentAccount) -> Result<Account, ApiError> {
    let CurrentAccount { account, .. } = current;
    let registration = applicant_answers::registration(account)?;
    let draft = draft::open_of(&app.store.read_db, &account.id).await?;
    let sealed = match &draft {
        // After 登録 the draft is open again only to answer a return.
        Some(_) if account.state_at(app.clock.now()) == Life::Provisional => {
            sealed_draft::offered(&app.store.read_db, account, app.clock.now()).await?
        }
        _ => None,
    };
    let applications = application::of_account(&app.store.read_db, &account.id).await?;
    let open = draft.as_ref().map(|draft| draft.id.clone());
    let line = |application: application::Model| ApplicationLine {
        state: state_of(&application),
        submitted_at: instant(application.submitted_at),
        draft: open.clone().filter(|open| *open == application.draft_id),
        id: application.id,
        number: application.number,
    };
    Ok(Account {
        login_id: account.login_id.clone(),
        company: applicant_answers::company(&registration),
        name: applicant_answers::name(&registration),
        expires_at: (account.state_at(app.clock.now()) == Life::Provisional).then(|| instant(account.expires_at)),
        draft: draft.map(|draft| draft.id),
        sealed: sealed.map(|sealed| sealed.offer()),
        applications: applications.into_iter().map(line).collect(),
        logged_in_at: instant(current.session.created_at),
        session_expires_at: app.sessions.expires_at(&current.session),
    })
}
