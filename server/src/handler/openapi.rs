//! `GET /api/openapi.json`: the URL table for machines.

use axum::Json;
use nss_core::api::{FILE_NAME_HEADER, GUARD_HEADER, IDEMPOTENCY_HEADER};
use utoipa::openapi::{
    Content, HttpMethod, Info, OpenApi, Paths, Required, ResponseBuilder,
    path::{OperationBuilder, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
};

use crate::router::{Row, rows};

/// Every route that programs may call.
pub async fn show() -> Json<OpenApi> {
    let mut paths = Paths::new();
    for row in rows().iter().filter(|row| row.path.starts_with("/api/")) {
        paths.add_path_operation(row.path, vec![method(row)], operation(row));
    }
    let info = Info::new("NSS", env!("CARGO_PKG_VERSION"));
    Json(OpenApi::new(info, paths))
}

fn method(row: &Row) -> HttpMethod {
    match row.method {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

fn operation(row: &Row) -> OperationBuilder {
    let parameter =
        |name: &str, place, required| ParameterBuilder::new().name(name).parameter_in(place).required(required).build();
    let mut operation = OperationBuilder::new().summary(Some(row.says));
    for name in row.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        operation = operation.parameter(parameter(name, ParameterIn::Path, Required::True));
    }
    if row.method != "GET" && row.path != "/api/csp-reports" {
        operation = operation.parameter(parameter(GUARD_HEADER, ParameterIn::Header, Required::True));
    }
    if row.path.ends_with("/submission") {
        operation = operation.parameter(parameter(IDEMPOTENCY_HEADER, ParameterIn::Header, Required::False));
    }
    if row.takes_file {
        let bytes = Content::builder().build();
        operation = operation
            .parameter(parameter(FILE_NAME_HEADER, ParameterIn::Header, Required::True))
            .request_body(Some(RequestBodyBuilder::new().content("application/octet-stream", bytes).build()));
    }
    let problem = ResponseBuilder::new().description("application/problem+json (RFC 9457)").build();
    operation.response(row.success, ResponseBuilder::new().description(row.says).build()).response("default", problem)
}
