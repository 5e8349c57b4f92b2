//! Compares each reply with the OpenAPI document that the server publishes.

use std::sync::LazyLock;

use axum::http::Method;
use nss_core::api::ProblemKind;
use nss_server::http::router;
use serde_json::{Value, json};

use super::Reply;

/// The document. Its objects take no further members here, so that a member nobody described is noticed too.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::to_value(&*router::document()).unwrap();
    for schema in document["components"]["schemas"].as_object_mut().unwrap().values_mut() {
        if schema.get("properties").is_some() {
            schema["additionalProperties"] = json!(false);
        }
    }
    document
});

/// One operation of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    /// With its parameters in braces.
    pub(crate) path: &'static str,
    value: &'static Value,
}

impl Operation {
    /// Every operation, those of development not included.
    pub(crate) fn all() -> Vec<Self> {
        let paths = DOCUMENT["paths"].as_object().unwrap();
        let all = paths.iter().flat_map(|(path, item)| {
            item.as_object().unwrap().iter().filter_map(move |(method, value)| {
                let method =
                    ["GET", "POST", "PUT", "DELETE"].into_iter().find(|name| name.eq_ignore_ascii_case(method))?;
                Some(Self { method, path, value })
            })
        });
        all.collect()
    }

    fn find(method: &Method, path: &str) -> Option<Self> {
        let matches = |pattern: &str| {
            let (pattern, path) = (pattern.split('/'), path.split('/'));
            pattern.clone().count() == path.clone().count()
                && pattern.zip(path).all(|(part, text)| part == text || part.starts_with('{') && !text.is_empty())
        };
        Self::all().into_iter().find(|operation| operation.method == method.as_str() && matches(operation.path))
    }

    /// Whether it reads a body of that type.
    pub(crate) fn takes(&self, content_type: &str) -> bool {
        self.value["requestBody"]["content"].get(content_type).is_some()
    }
}

/// Fails unless the reply has a status, a content type and a body that the operation documents.
pub(crate) fn check(method: &Method, path: &str, reply: &Reply) {
    let Some(operation) = Operation::find(method, path) else { return check_undocumented(path, reply) };
    let what = format!("{method} {path}: {} {}", reply.status, reply.text);
    let documented = &operation.value["responses"][reply.status.as_str()];
    assert!(documented.is_object(), "this status is not documented: {what}");
    let Some(content) = documented.get("content") else {
        return assert!(reply.bytes.is_empty(), "no body is documented: {what}");
    };
    let content_type = reply.header("content-type").split(';').next().unwrap();
    let content = content.get(content_type).unwrap_or_else(|| panic!("{content_type} is not documented: {what}"));
    if content_type.ends_with("json") {
        check_schema(&content["schema"], reply, &what);
    }
}

/// A path or a method that the document does not have: always a problem, if it is of the API.
fn check_undocumented(path: &str, reply: &Reply) {
    if path.starts_with("/api") {
        let kinds = [ProblemKind::NotFound, ProblemKind::MethodNotAllowed, ProblemKind::ForeignRequest];
        assert!(kinds.iter().any(|kind| kind.status() == reply.status.as_u16()), "{path}: {}", reply.status);
        check_schema(&json!({ "$ref": "#/components/schemas/Problem" }), reply, path);
    }
}

fn check_schema(schema: &Value, reply: &Reply, what: &str) {
    let mut schema = schema.clone();
    schema["components"] = DOCUMENT["components"].clone();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&reply.json()).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?} in {what}");
}
