//! aide: the derived enum is what a handler may return.

use aide::{
    axum::{ApiRouter, routing::get},
    openapi::OpenApi,
};
use lms_error::{axum::Json, openapi::Contract};
use serde_json::{Value, to_value};

use crate::{
    document::{examples, expected, sorted, validate},
    service::{ApiError, CATALOG},
};

async fn list() -> Result<Json<Vec<u64>>, ApiError> {
    Ok(Json(Vec::new()))
}

async fn create(Json(names): Json<Vec<String>>) -> Result<Json<Vec<String>>, ApiError> {
    Ok(Json(names))
}

fn document() -> Value {
    let mut document = OpenApi {
        info: aide::openapi::Info {
            title: "Customers".to_owned(),
            version: "1".to_owned(),
            ..Default::default()
        },
        ..OpenApi::default()
    };
    let router: axum::Router =
        ApiRouter::new().api_route("/customers", get(list).post(create)).finish_api(&mut document);
    drop(router);
    Contract::new(&CATALOG).apply_aide(&mut document);
    to_value(document).expect("it serializes")
}

#[test]
fn a_handler_has_the_responses_of_the_catalog_and_the_catch_alls() {
    let document = document();
    let mut errors = document["paths"]["/customers"]["get"]["responses"].clone();
    assert!(errors.as_object_mut().expect("an object").remove("200").is_some());
    let examples = sorted(examples(&errors));
    assert!(expected().iter().all(|expected| examples.contains(expected)));
    assert_eq!(examples.len(), expected().len() + 4, "and the four of the catch-all");
    assert_eq!(errors["401"]["headers"]["WWW-Authenticate"]["required"], true);
    assert!(document["components"]["schemas"]["Envelope"].is_object());
}

#[test]
fn the_extractors_of_this_crate_are_described_as_axums() {
    let document = document();
    let create = &document["paths"]["/customers"]["post"];
    let array_of_strings = serde_json::json!({ "type": "array", "items": { "type": "string" } });
    assert_eq!(create["requestBody"]["content"]["application/json"]["schema"], array_of_strings);
    assert_eq!(create["responses"]["200"]["content"]["application/json"]["schema"], array_of_strings);
}

#[test]
fn the_document_is_valid() {
    validate("aide", &document());
}
