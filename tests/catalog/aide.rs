//! aide: the derived enum is what a handler may return.

use aide::{
    axum::{ApiRouter, routing::get},
    openapi::OpenApi,
};
use axum::Json;
use lms_error::openapi::Contract;
use serde_json::{Value, to_value};

use crate::{
    document::{examples, expected, sorted, validate},
    service::{ApiError, CATALOG},
};

async fn list() -> Result<Json<Vec<u64>>, ApiError> {
    Ok(Json(Vec::new()))
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
    let router: axum::Router = ApiRouter::new().api_route("/customers", get(list)).finish_api(&mut document);
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
fn the_document_is_valid() {
    validate("aide", &document());
}
