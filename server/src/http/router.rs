//! The whole URL table.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{Request, StatusCode},
    middleware,
    routing::any,
};
use nss_core::api::{BODY_LIMIT, ProblemKind};
use tower_http::{
    catch_panic::CatchPanicLayer,
    classify::{ServerErrorsAsFailures, SharedClassifier},
    timeout::TimeoutLayer,
    trace::{DefaultOnResponse, TraceLayer},
};
use tracing::{Level, Span};
use utoipa::{OpenApi as _, openapi::OpenApi};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt as _},
    routes,
};

use super::{
    csrf,
    handler::{
        self, account, application, bill, calendar, change, contract, credential_notice, csp_report, desk, desk_file,
        desk_move, dev, file, health, menu, openapi, password, password_reissue, printed_form, registration_day,
        resubmission, sealed_draft, session, settings, staff_credentials, staff_member, staff_password,
        staff_second_factor, staff_session, submission, terms, undelivered_mail, withdrawal,
    },
    metrics,
    openapi::Document,
    postcode_shards, problem, site,
};
use crate::{error::ApiError, state::AppState};

/// Timeout of a request, its body included.
const TIMEOUT: Duration = Duration::from_mins(1);
/// Timeout of an upload: 10 MiB over a slow line.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(10);

/// Most bytes of a body that is a few short texts.
const SMALL_BODY: usize = 4 * 1024;
/// Most bytes of a registration, which every client may send, and of a browser's report.
const FORM_BODY: usize = 64 * 1024;

/// One row of the table. [`routes!`] takes path, method, bodies and problems from the `#[utoipa::path]` of each
/// handler.
struct Row {
    timeout: Duration,
    /// Most bytes of a body that a handler takes into memory.
    body: usize,
    routes: Routes,
}

type Routes = UtoipaMethodRouter<AppState>;

/// The table repeats the path of the handlers for the reader. If the two differ, the router cannot be built, and every
/// test fails.
fn row(path: &'static str, routes: Routes) -> Row {
    assert!(routes.1.paths.keys().eq([path]), "the handlers of {path} say {:?}", routes.1.paths.keys());
    Row { timeout: TIMEOUT, body: SMALL_BODY, routes }
}

/// A row whose body is a form.
fn form(path: &'static str, routes: Routes) -> Row {
    Row { body: FORM_BODY, ..row(path, routes) }
}

/// A row whose body is a document. Its handlers take a [`super::body_slot::BodySlot`].
fn draft(path: &'static str, routes: Routes) -> Row {
    Row { body: BODY_LIMIT, ..row(path, routes) }
}

/// A row whose body is a file, which may be large and slow.
fn upload(path: &'static str, routes: Routes) -> Row {
    Row { timeout: UPLOAD_TIMEOUT, ..row(path, routes) }
}

/// Every route of the API.
#[rustfmt::skip]
fn table() -> Vec<Row> {
    vec![
        row("/api/session",                   routes!(session::current_session, session::log_in, session::log_out)),
        row("/api/session/extension",         routes!(session::extend_session)),
        row("/api/terms",                     routes!(terms::get_terms)),
        form("/api/accounts",                 routes!(account::register_account)),
        row("/api/password",                  routes!(password::change_password)),
        row("/api/password-reissues",         routes!(password_reissue::reissue_password)),
        draft("/api/drafts/{id}",             routes!(
            handler::draft::get_draft, handler::draft::save_draft, handler::draft::delete_draft
        )),
        row("/api/drafts/{id}/submission",    routes!(submission::submit_draft)),
        upload("/api/drafts/{id}/files/{list}/{row}", routes!(file::attach_file)),
        row("/api/drafts/{id}/files/{row}",   routes!(file::download_draft_file)),
        row("/api/sealed-drafts/{id}",        routes!(
            sealed_draft::take_over_sealed_draft, sealed_draft::discard_sealed_draft
        )),
        row("/api/menu",                      routes!(menu::get_menu)),
        row("/api/applications/{id}",         routes!(application::get_application)),
        row("/api/applications/{id}/return",  routes!(application::get_return)),
        row("/api/applications/{id}/resubmission", routes!(resubmission::resubmit_application)),
        row("/api/applications/{id}/withdrawal", routes!(withdrawal::withdraw_application)),
        row("/api/applications/{id}/calendar.ics", routes!(calendar::get_calendar)),
        row("/api/applications/{id}/credential-notice", routes!(credential_notice::get_credential_notice)),
        row("/api/applications/{id}/credential-reissues", routes!(credential_notice::request_reissue)),
        row("/api/applications/{id}/settings", routes!(settings::begin_settings)),
        row("/api/applications/{id}/settings/{trade}", routes!(settings::download_settings_document)),
        row("/api/applications/{id}/application-form.pdf", routes!(printed_form::download_application_form)),
        row("/api/applications/{id}/acceptance-form.pdf", routes!(printed_form::download_acceptance_form)),
        row("/api/applications/{id}/files/{row}", routes!(file::download_application_file)),
        row("/api/staff/session",             routes!(
            staff_session::current_staff_session, staff_session::log_in_staff, staff_session::log_out_staff
        )),
        row("/api/staff/session/extension",   routes!(staff_session::extend_staff_session)),
        row("/api/staff/session/second-factor", routes!(
            staff_second_factor::get_second_factor, staff_second_factor::confirm_second_factor
        )),
        row("/api/staff/password",            routes!(staff_password::change_staff_password)),
        row("/api/staff/applications/{id}/credentials", routes!(staff_credentials::reissue_credentials)),
        row("/api/staff/members",             routes!(staff_member::list_staff_members)),
        row("/api/staff/members/{id}/reset",  routes!(staff_member::reset_staff_member)),
        row("/api/staff/applications",        routes!(desk::list_applications)),
        row("/api/staff/applications.csv",    routes!(desk_file::download_queue)),
        row("/api/staff/applications/{id}",   routes!(desk::get_desk_application)),
        draft("/api/staff/applications/{id}/moves", routes!(desk_move::move_application)),
        form("/api/staff/applications/{id}/notes", routes!(desk::add_note)),
        row("/api/staff/applications/{id}/assignee", routes!(desk::assign_application)),
        row("/api/staff/applications/{id}/files/{row}", routes!(desk_file::download_desk_file)),
        row("/api/staff/applications/{id}/application-form.pdf", routes!(printed_form::download_desk_application_form)),
        row("/api/staff/applications/{id}/acceptance-form.pdf", routes!(printed_form::download_desk_acceptance_form)),
        row("/api/staff/applications/{id}/files.zip", routes!(desk_file::download_desk_files)),
        row("/api/staff/mails",               routes!(undelivered_mail::list_undelivered_mails)),
        row("/api/staff/mails/{id}/retry",    routes!(undelivered_mail::retry_mail)),
        draft("/api/staff/bills",             routes!(bill::import_bills)),
        row("/api/bills",                     routes!(bill::list_bills)),
        row("/api/contracts",                 routes!(contract::list_contracts)),
        row("/api/contracts/{id}",            routes!(contract::get_contract)),
        row("/api/contracts/{id}/change",     routes!(change::begin_change)),
        form("/api/staff/registration-days",  routes!(
            registration_day::get_registration_days, registration_day::set_registration_days
        )),
        row("/api/blank-forms/system-diagram", routes!(file::download_blank_form)),
        form("/api/csp-reports",              routes!(csp_report::receive_csp_report)),
        row("/healthz",                       routes!(health::check_liveness)),
        row("/readyz",                        routes!(health::check_readiness)),
    ]
}

/// Routes that exist in development only, and stand in no document.
#[rustfmt::skip]
fn development_table() -> Vec<Row> {
    vec![
        row("/dev/mails",                            routes!(dev::list_mails)),
        row("/dev/mails/{number}",                   routes!(dev::show_mail)),
        row("/dev/csp-reports",                      routes!(csp_report::list_csp_reports)),
    ]
}

/// The routes of the API, and the document that describes them and itself.
fn api() -> (Router<AppState>, Arc<OpenApi>) {
    let (router, mut document) = collect(OpenApiRouter::with_openapi(Document::openapi()), table()).split_for_parts();
    // /api/openapi.json
    let (own, described) = OpenApiRouter::new().routes(routes!(openapi::get_openapi)).split_for_parts();
    document.merge(described);
    let document = Arc::new(document);
    (router.merge(own.with_state(Arc::clone(&document))), document)
}

/// The OpenAPI document that `/api/openapi.json` publishes.
pub fn document() -> Arc<OpenApi> {
    api().1
}

fn collect(router: OpenApiRouter<AppState>, table: Vec<Row>) -> OpenApiRouter<AppState> {
    table.into_iter().fold(router, |router, Row { timeout, body, routes }| {
        let timeout = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout);
        router.routes(routes.layer((timeout, DefaultBodyLimit::max(body))))
    })
}

/// The server: the API, the postcode shards, and the built page for every other path.
pub fn router(app: AppState) -> Router {
    let (mut api, _) = api();
    if app.config.is_development() {
        api = api.merge(collect(OpenApiRouter::new(), development_table()));
    }
    let api = api
        .route("/api", any(not_found))
        .route("/api/", any(not_found))
        .route("/api/{*rest}", any(not_found))
        .layer(middleware::from_fn_with_state(app.clone(), csrf::require_same_origin))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), problem::problem_response));
    let all = api
        .merge(postcode_shards::routes())
        .merge(site::routes(&app.config.folders))
        .layer(middleware::from_fn(metrics::record_request))
        .layer(trace());
    site::security_headers(all, app.config.is_https()).with_state(app)
}

/// Logs one line for each request: method, path, status, time; no content.
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

async fn not_found() -> ApiError {
    ProblemKind::NotFound.into()
}
