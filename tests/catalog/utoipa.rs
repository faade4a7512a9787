//! utoipa: the derived enum is a set of responses.

use lms_error::openapi::Contract;
use serde_json::{Value, to_value};
use utoipa::{IntoResponses, OpenApi};

use crate::{
    document::{examples, expected, sorted, validate},
    service::{AUTH, ApiError, CATALOG},
};

#[utoipa::path(get, path = "/customers", responses((status = 200, description = "All of them."), ApiError))]
#[allow(dead_code, reason = "described, never called")]
fn list() {}

#[utoipa::path(get, path = "/health", responses((status = 200, description = "Well.")))]
#[allow(dead_code, reason = "described, never called")]
fn health() {}

static CONTRACT: Contract = Contract::new(&CATALOG).everywhere(&AUTH);

#[derive(OpenApi)]
#[openapi(paths(list, health), modifiers(&CONTRACT))]
struct Document;

#[test]
fn an_enum_is_the_responses_of_its_catalog() {
    let responses = to_value(ApiError::responses()).expect("it serializes");
    assert_eq!(sorted(examples(&responses)), expected());
    assert!(responses["401"]["headers"]["WWW-Authenticate"].is_object());
    assert!(responses["503"]["headers"]["Retry-After"].is_object());
    assert_eq!(responses["503"]["headers"]["Retry-After"]["schema"]["type"], "integer");
}

#[test]
fn a_document_is_complete_and_valid() {
    let document = to_value(Document::openapi()).expect("it serializes");
    let operation = &document["paths"]["/customers"]["get"]["responses"];
    let mut errors = operation.clone();
    assert!(errors.as_object_mut().expect("an object").remove("200").is_some());
    let examples = examples(&errors);
    assert!(expected().iter().all(|expected| examples.contains(expected)));
    assert_eq!(examples.len(), expected().len() + 4, "and the four of the catch-all");
    let statuses: Vec<_> =
        document["paths"]["/health"]["get"]["responses"].as_object().expect("an object").keys().collect();
    assert_eq!(statuses, ["200", "400", "401", "403", "404", "500", "503"]);

    let schema = &document["components"]["schemas"]["Envelope"];
    assert_eq!(schema["properties"]["code"]["enum"].as_array().map(Vec::len), Some(7));
    assert_eq!(schema["additionalProperties"], Value::Bool(false));
    validate("utoipa", &document);
}
