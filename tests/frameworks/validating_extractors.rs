//! The validating extractors of `lms_error::axum`: `Valid`, `Garde` and `Validator`.

use axum::{
    Router,
    body::Body,
    routing::{get, post},
};
use http::Method;
use lms_error::axum::{Form, Garde, Json, Path, Query, Valid, Validator};
use serde::Deserialize;
use validator::Validate as _;

use crate::extractors::{FORM, JSON, assert_rejects, send};

#[derive(Deserialize, garde::Validate)]
#[serde(rename_all = "camelCase")]
struct ByGarde {
    #[garde(length(min = 1))]
    first_name: String,
    #[garde(dive)]
    #[serde(default)]
    home_addresses: Vec<GardeAddress>,
}

#[derive(Deserialize, garde::Validate)]
#[serde(rename_all = "camelCase")]
struct GardeAddress {
    #[garde(length(min = 4))]
    zip_code: String,
}

#[derive(Deserialize, validator::Validate)]
#[serde(rename_all = "camelCase")]
struct ByValidator {
    #[validate(length(min = 1))]
    first_name: String,
    #[validate(nested)]
    #[serde(default)]
    home_addresses: Vec<ValidatorAddress>,
}

#[derive(Deserialize, validator::Validate)]
#[serde(rename_all = "camelCase")]
struct ValidatorAddress {
    #[validate(length(min = 4))]
    zip_code: String,
}

#[derive(Deserialize, garde::Validate)]
#[serde(rename_all = "camelCase")]
struct Search {
    #[garde(range(max = 100))]
    page_size: u32,
}

/// A type that both crates can validate.
#[derive(Deserialize, garde::Validate, validator::Validate)]
struct ByBoth {
    #[garde(length(max = 3))]
    #[validate(length(min = 1))]
    code: String,
}

async fn garde_body(Valid(Json(new)): Valid<Json<ByGarde>>) -> String {
    format!("{} {}", new.first_name, new.home_addresses.len())
}

async fn validator_body(Valid(Json(new)): Valid<Json<ByValidator>>) -> String {
    format!("{} {}", new.first_name, new.home_addresses.len())
}

async fn garde_query(Path(_): Path<u64>, Valid(Query(search)): Valid<Query<Search>>) -> String {
    search.page_size.to_string()
}

async fn before_the_last(
    Garde(Query(search)): Garde<Query<Search>>,
    Valid(Form(new)): Valid<Form<ByValidator>>,
) -> String {
    format!("{} {}", search.page_size, new.first_name)
}

async fn by_name(
    Garde(Query(first)): Garde<Query<ByBoth>>,
    Validator(Json(second)): Validator<Json<ByBoth>>,
) -> String {
    first.code + &second.code
}

fn app() -> Router {
    Router::new()
        .route("/garde", post(garde_body))
        .route("/validator", post(validator_body))
        .route("/search/{id}", get(garde_query))
        .route("/before", post(before_the_last))
        .route("/both", post(by_name))
}

async fn rejects(method: Method, path: &str, content_type: &str, body: impl Into<Body>, error: &str) {
    assert_rejects(app(), method, path, content_type, body, error).await;
}

#[tokio::test]
async fn a_value_is_validated_by_garde_or_by_validator() {
    let body = r#"{"firstName":"","homeAddresses":[{"zipCode":"1234"},{"zipCode":"1"}]}"#;
    let by_garde = r#"{"code":"invalid_argument","message":"[{\"field\":\"firstName\",\"error\":\"length must be at least 1\"},{\"field\":\"homeAddresses[1].zipCode\",\"error\":\"length must be at least 4\"}]"}"#;
    for path in ["/garde", "/validator"] {
        assert_eq!(send(app(), Method::POST, path, JSON, body).await, (400, by_garde.to_owned()), "{path}");
        assert_eq!(
            send(app(), Method::POST, path, JSON, r#"{"firstName":"Asha"}"#).await,
            (200, "Asha 0".to_owned())
        );
        // A value that cannot be deserialized is not validated.
        rejects(Method::POST, path, JSON, r#"{"firstName":7}"#, "firstName: must be text").await;
    }
    rejects(Method::GET, "/search/1?pageSize=101", "", "", "pageSize: value must be at most 100").await;
    assert_eq!(send(app(), Method::GET, "/search/1?pageSize=100", "", "").await, (200, "100".to_owned()));
}

#[tokio::test]
async fn garde_and_validator_extractors_select_the_crate_explicitly() {
    let form = "firstName=Asha";
    rejects(Method::POST, "/before?pageSize=101", FORM, form, "pageSize: value must be at most 100").await;
    rejects(Method::POST, "/before?pageSize=1", FORM, "firstName=", "firstName: length must be at least 1")
        .await;
    assert_eq!(send(app(), Method::POST, "/before?pageSize=1", FORM, form).await, (200, "1 Asha".to_owned()));
    rejects(Method::POST, "/both?code=long", JSON, "{}", "code: length must be at most 3").await;
    rejects(Method::POST, "/both?code=", JSON, r#"{"code":""}"#, "code: length must be at least 1").await;
    assert_eq!(
        send(app(), Method::POST, "/both?code=", JSON, r#"{"code":"long"}"#).await,
        (200, "long".to_owned())
    );
}
