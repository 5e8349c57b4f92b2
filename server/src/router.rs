//! The whole URL table.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{Request, StatusCode},
    middleware,
    routing::{MethodRouter, any, delete, get, post, put},
};
use nss_core::api::{BODY_LIMIT, ProblemKind};
use tower_http::{
    catch_panic::CatchPanicLayer,
    classify::{ServerErrorsAsFailures, SharedClassifier},
    timeout::TimeoutLayer,
    trace::{DefaultOnResponse, TraceLayer},
};
use tracing::{Level, Span};

use crate::{
    app::Shared,
    guard,
    handler::{
        account, application, csp_report, dev, draft, file, health, openapi, password_reissue, sealed_draft, session,
        submission, terms,
    },
    postcodes,
    problem::{self, Refusal},
    site,
};

/// The longest that a request may take, its body included.
const LONGEST: Duration = Duration::from_mins(1);
/// The longest that an upload may take: 10 MiB over a slow line.
const LONGEST_UPLOAD: Duration = Duration::from_mins(10);

/// One row of the table.
pub struct Row {
    /// HTTP method.
    pub method: &'static str,
    /// Path, with its parameters in braces.
    pub path: &'static str,
    /// Status when all is well.
    pub success: &'static str,
    /// Whether it exists in development only.
    pub development: bool,
    /// Whether its body is a file, which may be large and slow.
    pub takes_file: bool,
    /// What it does.
    pub says: &'static str,
    route: MethodRouter<Shared>,
}

/// Every row; the built page and the postcode shards get what is left (`site`).
#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    let row = |method, path, success, says, route| Row { method, path, success, development: false, takes_file: false, says, route };
    let upload = |path, says, route| Row { takes_file: true, ..row("PUT", path, "201", says, route) };
    let dev = |path, says, route| Row { development: true, ..row("GET", path, "200", says, route) };
    vec![
        row("GET",    "/api/session",                "200", "Who is logged in",                                 get(session::show)),
        row("POST",   "/api/session",                "200", "ログイン",                                         post(session::begin)),
        row("DELETE", "/api/session",                "204", "ログアウト",                                       delete(session::end)),
        row("POST",   "/api/session/extension",      "200", "Begins the idle time anew",                        post(session::extend)),
        row("GET",    "/api/terms",                  "200", "システム利用規程 and links",                        get(terms::show)),
        row("POST",   "/api/accounts",               "202", "仮アカウント登録",                                 post(account::register)),
        row("POST",   "/api/password-reissues",      "202", "A new password by mail; always the same answer",   post(password_reissue::create)),
        row("GET",    "/api/drafts/{id}",            "200", "A draft as it is stored",                          get(draft::show)),
        row("PUT",    "/api/drafts/{id}",            "200", "Saves a draft",                                    put(draft::save)),
        row("DELETE", "/api/drafts/{id}",            "200", "下書きを削除: it begins anew",                     delete(draft::delete)),
        row("POST",   "/api/sealed-drafts/{id}",     "200", "Takes the sealed draft over; the draft that then stands", post(sealed_draft::take_over)),
        row("DELETE", "/api/sealed-drafts/{id}",     "204", "Erases the sealed draft",                          delete(sealed_draft::refuse)),
        row("POST",   "/api/drafts/{id}/submission", "201", "登録; a second one gives the first application",    post(submission::create)),
        upload(       "/api/drafts/{id}/files/{list}/{row}", "Attaches a file as a row of the draft",           put(file::attach)),
        row("GET",    "/api/drafts/{id}/files/{row}", "200", "A file of a draft, to be saved",                  get(file::of_draft)),
        row("GET",    "/api/applications/{id}",      "200", "What was registered",                              get(application::show)),
        row("GET",    "/api/applications/{id}/files/{row}", "200", "A file of an application, to be saved",     get(file::of_application)),
        row("GET",    "/api/blank-forms/system-diagram", "200", "The blank form of the システム構成図",        get(file::blank_form)),
        row("POST",   "/api/csp-reports",            "204", "What a browser refused to load",                   post(csp_report::create)),
        row("GET",    "/api/openapi.json",           "200", "This table",                                       get(openapi::show)),
        row("GET",    "/healthz",                    "200", "The process answers",                              get(health::alive)),
        row("GET",    "/readyz",                     "200", "The store answers",                                get(health::ready)),
        dev(          "/dev/mails",                         "Mails that were sent, newest first",               get(dev::mails)),
        dev(          "/dev/mails/{number}",                "One mail; 1 is the newest",                        get(dev::mail)),
        dev(          "/dev/csp-reports",                   "What browsers refused to load",                    get(csp_report::list)),
    ]
}

/// The server.
pub fn router(app: Shared) -> Router {
    let mut api = Router::new();
    for row in rows().into_iter().filter(|row| !row.development || app.config.is_development()) {
        let longest = if row.takes_file { LONGEST_UPLOAD } else { LONGEST };
        let late = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest);
        api = api.route(row.path, row.route.route_layer(late));
    }
    let api = api
        .route("/api", any(nothing_here))
        .route("/api/", any(nothing_here))
        .route("/api/{*rest}", any(nothing_here))
        .layer(middleware::from_fn_with_state(app.clone(), guard::own_page_only))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), problem::speak));
    let all = api.merge(postcodes::routes()).merge(site::routes(&app.config.folders)).layer(trace());
    site::security_headers(all, app.config.is_https()).with_state(app)
}

/// One line for each request: method, path, status, time. Nothing that was sent.
fn trace()
-> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, impl Fn(&Request<Body>) -> Span + Clone, (), DefaultOnResponse>
{
    TraceLayer::new_for_http()
        .make_span_with(|request: &Request<Body>| {
            tracing::info_span!("request", method = %request.method(), path = request.uri().path())
        })
        .on_request(())
        .on_response(DefaultOnResponse::new().level(Level::INFO))
}

async fn nothing_here() -> Refusal {
    ProblemKind::NotFound.into()
}
