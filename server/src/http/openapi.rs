//! Parts of the OpenAPI document that several handlers share: headers, and the problems that a route may answer with.

use std::collections::{BTreeMap, BTreeSet};

use nss_core::api::{FILE_NAME_HEADER, GUARD_HEADER, IDEMPOTENCY_HEADER, Problem, ProblemKind};
use utoipa::{
    IntoParams, OpenApi, PartialSchema, ToSchema,
    openapi::{
        AllOfBuilder, Content, ObjectBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

/// The document without its routes, which the router adds.
#[derive(OpenApi)]
#[openapi(
    info(title = "NSS", description = "The API of the page", license(name = "MIT OR Apache-2.0")),
    components(schemas(Problem))
)]
pub struct Document;

/// Problems of every route: a bug, a store that does not answer, a request that takes too long.
const EVERY_ROUTE: &[ProblemKind] = &[ProblemKind::Internal, ProblemKind::Unavailable];
/// Problems of a route that changes something.
pub(crate) const UNSAFE: &[ProblemKind] = &[ProblemKind::ForeignRequest];
/// Problems of a route that reads a JSON body.
pub(crate) const JSON_BODY: &[ProblemKind] = &[ProblemKind::Malformed, ProblemKind::TooLarge, ProblemKind::NotJson];
/// Problems of a route that needs a session.
pub(crate) const SESSION: &[ProblemKind] = &[ProblemKind::SessionMissing, ProblemKind::DraftLocked];
/// Problems of a route that needs a session of the staff, however far it is set up.
pub(crate) const STAFF_SESSION: &[ProblemKind] = &[ProblemKind::SessionMissing];
/// Problems of a route for the staff.
pub(crate) const STAFF: &[ProblemKind] = &[ProblemKind::SessionMissing, ProblemKind::SetupMissing];
/// Problems of a route for administrators of the staff.
pub(crate) const ADMINISTRATOR: &[ProblemKind] =
    &[ProblemKind::SessionMissing, ProblemKind::SetupMissing, ProblemKind::NotAllowed];
/// Problems of a route with an identity in its path.
pub(crate) const PATH: &[ProblemKind] = &[ProblemKind::Malformed, ProblemKind::NotFound];

/// Declares a type for `#[utoipa::path(responses(…))]` that documents the problems of a route. Each argument is a slice
/// of kinds.
macro_rules! problems {
    ($name:ident = $($kinds:expr),+ $(,)?) => {
        struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::Response>> {
                $crate::http::openapi::problem_responses(&[$($kinds),+])
            }
        }
    };
}
pub(crate) use problems;

/// One response for each status, with the problem types that it may carry.
pub(crate) fn problem_responses(kinds: &[&[ProblemKind]]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, BTreeSet<ProblemKind>> = BTreeMap::new();
    for kind in kinds.iter().copied().chain([EVERY_ROUTE]).flatten() {
        by_status.entry(kind.status()).or_default().insert(*kind);
    }
    by_status.into_iter().map(|(status, kinds)| (status.to_string(), problem_response(&kinds).into())).collect()
}

fn problem_response(kinds: &BTreeSet<ProblemKind>) -> Response {
    let titles: Vec<&str> = kinds.iter().map(|kind| kind.title()).collect();
    let uris = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(kinds.iter().map(|kind| kind.uri())));
    let schema = AllOfBuilder::new()
        .item(Ref::from_schema_name(Problem::name()))
        .item(ObjectBuilder::new().property("type", uris));
    let content = Content::builder().schema(Some(schema)).build();
    ResponseBuilder::new().description(titles.join(" ")).content("application/problem+json", content).build()
}

/// Declares a type for `#[utoipa::path(params(…))]` that documents a request header.
macro_rules! header {
    ($(#[$doc:meta])* $name:ident = $header:expr, $required:expr, $description:literal) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl IntoParams for $name {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                let parameter = ParameterBuilder::new().name($header).parameter_in(ParameterIn::Header);
                let parameter = parameter.required($required).schema(Some(String::schema()));
                vec![parameter.description(Some($description)).build()]
            }
        }
    };
}

header!(
    /// The header of every unsafe request.
    Guard = GUARD_HEADER, Required::True, "`1`: a page of another site cannot set it"
);
header!(
    /// The header that names a try of 登録.
    IdempotencyKey = IDEMPOTENCY_HEADER, Required::False, "The page's random name of this try"
);
header!(
    /// The header with the name of an upload.
    FileName = FILE_NAME_HEADER, Required::False, "The file's name, percent-encoded UTF-8"
);
