//! The extractors of `lms_error::axum`: their rejections are envelopes with the path of the invalid value.

use axum::{
    Router,
    body::Body,
    extract::{
        DefaultBodyLimit, Multipart,
        multipart::MultipartRejection,
        rejection::{BytesRejection, StringRejection},
    },
    routing::{get, post},
};
use bytes::Bytes;
use http::{Method, Request};
use lms_error::{
    AsFieldErrors, ErrorResponse, Policy, Vocabulary,
    axum::{Form, Json, Path, Query},
};
use serde::{Deserialize, Serialize};
use tower::ServiceExt as _;

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct NewLoan {
    customer_id: u64,
    kind: Kind,
    #[serde(default)]
    schedule: Vec<Installment>,
    pair: Option<[u8; 2]>,
    #[serde(flatten)]
    terms: Terms,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Kind {
    Client,
    Group,
}

#[derive(Debug, Deserialize, Serialize)]
struct Installment {
    cents: u32,
}

#[derive(Debug, Deserialize, Serialize)]
struct Terms {
    months: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    limit: u32,
    #[serde(rename = "clientId")]
    client_id: Option<u64>,
}

async fn create(Json(new): Json<NewLoan>) -> Json<NewLoan> {
    Json(new)
}

async fn list(Path(_): Path<u64>, Query(page): Query<Page>) -> String {
    format!("{} {:?}", page.limit, page.client_id)
}

async fn optional(id: Option<Path<u64>>, body: Option<Json<u64>>) -> String {
    format!("{:?} {:?}", id.map(|Path(id)| id), body.map(|Json(body)| body))
}

fn app() -> Router {
    #[derive(Deserialize)]
    struct Named {
        #[expect(dead_code, reason = "only the errors matter")]
        client_id: u64,
    }

    Router::new()
        .route("/loans", post(create))
        .route(
            "/form",
            post(async |Form(page): Form<Page>| page.limit.to_string())
                .get(async |Form(page): Form<Page>| page.limit.to_string()),
        )
        .route("/optional", post(optional))
        .route("/customers/{id}/loans", get(list))
        .route("/offices/{office_id}/loans/{loan_id}", get(async |Path(_): Path<(u64, u8)>| ""))
        .route("/kinds/{kind}", get(async |Path(_): Path<Kind>| ""))
        .route("/kinds/{kind}/{id}", get(async |Path(_): Path<(Kind, String)>| ""))
        .route("/clients/{client_id}", get(async |Path(_): Path<Named>| ""))
        .route("/wrong/{a}/{b}", get(async |Path(_): Path<u64>| ""))
        .layer(DefaultBodyLimit::max(1_000))
}

pub(crate) const JSON: &str = "application/json";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) async fn send(
    app: Router,
    method: Method,
    path: &str,
    content_type: &str,
    body: impl Into<Body>,
) -> (u16, String) {
    let mut request = Request::builder().method(method).uri(path);
    if !content_type.is_empty() {
        request = request.header("content-type", content_type);
    }
    let response = app.oneshot(request.body(body.into()).expect("a request")).await.expect("infallible");
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, String::from_utf8(body.into()).expect("UTF-8"))
}

async fn rejects(method: Method, path: &str, content_type: &str, body: impl Into<Body>, error: &str) {
    assert_rejects(app(), method, path, content_type, body, error).await;
}

/// Asserts a response with one field error, written `field: error`.
pub(crate) async fn assert_rejects(
    app: Router,
    method: Method,
    path: &str,
    content_type: &str,
    body: impl Into<Body>,
    error: &str,
) {
    let (field, text) = error.split_once(": ").expect("a field and its error");
    let expected = format!(
        r#"{{"code":"invalid_argument","message":"[{{\"field\":\"{field}\",\"error\":\"{text}\"}}]"}}"#
    );
    let response = send(app, method, path, content_type, body).await;
    assert_eq!(response, (400, expected), "{path} {error}");
}

#[tokio::test]
async fn a_json_body_is_rejected_with_the_path_of_the_invalid_value() {
    let cases = [
        ("{", "body: must be valid JSON"),
        ("", "body: must be valid JSON"),
        (r#"{"customerId":1,"kind":"GROUP","months":1}garbage"#, "body: must be valid JSON"),
        (r#"{"customerId":1,"kind":"GROUP","months":1}{}"#, "body: must be valid JSON"),
        ("[]", "body: must be an object"),
        (r#"{"customerId":"x"}"#, "customerId: must be a whole number"),
        (r#"{"customerId":99999999999999999999}"#, "customerId: is out of range"),
        // Names of the partner's own API are not sanitized.
        (r#"{"customerId":1,"kind":"X"}"#, "kind: must be one of CLIENT, GROUP"),
        (r#"{"customerId":1,"kind":1}"#, "kind: is none of the allowed values"),
        (r#"{"customerId":1,"kind":}"#, "body: must be valid JSON"),
        (r#"{"customerId":1,"kind":"GROUP","pair":[1,2,3]}"#, "pair: has too many entries"),
        (
            r#"{"customerId":1,"kind":"GROUP","schedule":[{"cents":1},{"cents":-1}],"months":1}"#,
            "schedule[1].cents: must not be negative",
        ),
        (r#"{"customerId":1,"kind":"GROUP","schedule":[{}],"months":1}"#, "schedule[0].cents: required"),
        // A flattened field.
        (r#"{"customerId":1,"kind":"GROUP","months":"many"}"#, "months: must be a whole number"),
        (r#"{"customerId":1,"kind":"GROUP"}"#, "months: required"),
    ];
    for (body, error) in cases {
        rejects(Method::POST, "/loans", JSON, body, error).await;
    }
    rejects(Method::POST, "/loans", JSON, " ".repeat(1_001), "body: too large").await;
}

#[tokio::test]
async fn json_accepts_the_same_content_types_as_axum() {
    async fn theirs(_: axum::Json<NewLoan>) {}

    let body = r#"{"customerId":1,"kind":"GROUP","months":1}"#;
    for (content_type, is_accepted) in [
        ("application/json", true),
        ("application/json; charset=utf-8", true),
        ("APPLICATION/JSON", true),
        ("application/cloudevents+json", true),
        ("text/json", false),
        ("text/plain", false),
        ("application/json;;", false),
        ("application/jsonx", false),
        ("application/x-json+xml", false),
        ("json", false),
        ("", false),
    ] {
        let axums = Router::new().route("/", post(theirs));
        let status = send(axums, Method::POST, "/", content_type, body).await.0;
        assert_eq!(status == 200, is_accepted, "axum, {content_type}");
        if is_accepted {
            let status = send(app(), Method::POST, "/loans", content_type, body).await.0;
            assert_eq!(status, 200, "{content_type}");
        } else {
            let error = "content-type: must be application/json";
            rejects(Method::POST, "/loans", content_type, body, error).await;
        }
    }
}

#[tokio::test]
async fn a_query_and_a_form_are_rejected_with_the_name_of_the_parameter() {
    let cases = [
        ("", "limit: required"),
        ("limit=ten", "limit: must be a whole number"),
        ("limit=-1", "limit: must be a whole number"),
        ("limit=99999999999", "limit: is out of range"),
        ("limit=1&limit=2", "limit: given more than once"),
        ("limit=1&clientId=x", "clientId: must be a whole number"),
        ("limit=1&client-7=1", "client-7: unknown field"),
    ];
    for (pairs, error) in cases {
        rejects(Method::GET, &format!("/customers/7/loans?{pairs}"), "", "", error).await;
        rejects(Method::POST, "/form", FORM, pairs, error).await;
        rejects(Method::GET, &format!("/form?{pairs}"), "", "", error).await;
    }
    let form = "content-type: must be application/x-www-form-urlencoded";
    rejects(Method::POST, "/form", "text/plain", "limit=1", form).await;
    rejects(Method::POST, "/form", FORM, " ".repeat(1_001), "body: too large").await;
}

#[tokio::test]
async fn a_path_is_rejected_with_the_name_in_the_route() {
    let cases = [
        ("/customers/ten/loans?limit=1", "id: must be a whole number"),
        ("/customers/-1/loans?limit=1", "id: must be a whole number"),
        ("/customers/99999999999999999999/loans?limit=1", "id: is out of range"),
        ("/customers/%FF/loans?limit=1", "id: must be UTF-8"),
        ("/offices/x/loans/1", "office_id: must be a whole number"),
        ("/offices/1/loans/300", "loan_id: is out of range"),
        ("/kinds/X", "kind: must be one of CLIENT, GROUP"),
        ("/kinds/X/7", "kind: must be one of CLIENT, GROUP"),
        ("/clients/x", "client_id: must be a whole number"),
    ];
    for (path, error) in cases {
        rejects(Method::GET, path, "", "", error).await;
    }
    // Both parameters are `X`.
    rejects(Method::GET, "/kinds/X/X", "", "", "path: must be one of CLIENT, GROUP").await;
    let (status, body) = send(app(), Method::GET, "/wrong/1/2", "", "").await;
    assert_eq!(status, 500, "the handler's type does not fit its route");
    assert_eq!(body, r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#);
}

#[tokio::test]
async fn an_optional_extractor_is_none_only_if_nothing_was_sent() {
    assert_eq!(send(app(), Method::POST, "/optional", "", "").await, (200, "None None".to_owned()));
    assert_eq!(send(app(), Method::POST, "/optional", JSON, "7").await, (200, "None Some(7)".to_owned()));
    rejects(Method::POST, "/optional", JSON, "x", "body: must be valid JSON").await;
    rejects(Method::POST, "/optional", "text/plain", "7", "content-type: must be application/json").await;
}

#[tokio::test]
async fn a_value_that_cannot_be_serialized_is_an_internal_error() {
    let app = Router::new().route("/", get(async || Json(std::collections::HashMap::from([((), 1)]))));
    let expected = r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#;
    assert_eq!(send(app, Method::GET, "/", "", "").await, (500, expected.to_owned()));
}

#[tokio::test]
async fn a_field_name_is_returned_unchanged_unless_it_reveals_an_upstream_name() {
    let app = || {
        let echo = async |Json(_): Json<std::collections::BTreeMap<String, u8>>| "";
        Router::new().route("/", post(echo))
    };
    for name in [
        "clientId",
        "client-7",
        "Clients",
        "first name",
        "größe",
        "名前",
        "x-client-id",
        "order[0]",
        "$ref",
        "@type",
        "password",
        "access_token",
        "apiKey",
        "a.b.c",
        "C:",
        "%20",
        "'",
        "#1",
    ] {
        let body = serde_json::json!({ name: "x" }).to_string();
        let response = send(app(), Method::POST, "/", JSON, body).await.1;
        let expected = format!(r#"{{\"field\":\"{name}\",\"error\":\"must be a whole number\"}}"#);
        assert!(response.contains(&expected), "{name}: {response}");
    }
    for (name, expected) in [
        ("m_client", r#"{\"field\":\"request\",\"error\":\"must be a whole number\"}"#),
        ("org.apache.fineract.Client", r#"{\"field\":\"request\",\"error\":\"must be a whole number\"}"#),
        // Not printable.
        ("a\u{0}", r#"{\"field\":\"body\",\"error\":\"contains a value that must be a whole number\"}"#),
        (" ", r#"{\"field\":\"body\",\"error\":\"contains a value that must be a whole number\"}"#),
    ] {
        let body = serde_json::json!({ name: "x" }).to_string();
        let response = send(app(), Method::POST, "/", JSON, body).await.1;
        assert!(response.contains(expected), "{name}: {response}");
    }
}

#[tokio::test]
async fn a_rejection_follows_the_policy_of_the_service() {
    static WORDS: Vocabulary = Vocabulary::LMS.withhold(&["core-7"]);
    static CARDS: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);

    let app = || app().layer(axum::Extension(&CARDS));
    let response = send(app(), Method::GET, "/wrong/1/2", "", "").await;
    assert_eq!(
        response.1,
        r#"{"code":"internal","message":"cards: status=500: Unexpected upstream failure"}"#
    );
    let response = send(app(), Method::GET, "/customers/7/loans?limit=1&core-7=1", "", "").await;
    assert_eq!(
        response.1,
        r#"{"code":"invalid_argument","message":"[{\"field\":\"request\",\"error\":\"unknown field\"}]"}"#
    );
}

#[tokio::test]
async fn rejections_of_string_bytes_and_multipart_bodies_are_field_lists() {
    async fn text(body: Result<String, StringRejection>) -> Result<(), String> {
        body.map(drop).map_err(|rejection| rejection.as_field_errors()[0].to_string())
    }
    async fn bytes(body: Result<Bytes, BytesRejection>) -> Result<(), String> {
        body.map(drop).map_err(|rejection| rejection.as_field_errors()[0].to_string())
    }
    async fn parts(multipart: Result<Multipart, MultipartRejection>) -> Result<(), String> {
        let mut multipart = multipart.map_err(|rejection| rejection.as_field_errors()[0].to_string())?;
        while let Some(field) =
            multipart.next_field().await.map_err(|error| error.as_field_errors()[0].to_string())?
        {
            field.bytes().await.map_err(|error| error.as_field_errors()[0].to_string())?;
        }
        Ok(())
    }
    let app = || {
        Router::new()
            .route("/text", post(text))
            .route("/bytes", post(bytes))
            .route("/parts", post(parts))
            .layer(DefaultBodyLimit::max(100))
    };
    let form = "multipart/form-data; boundary=x";
    let large =
        format!("--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--x--\r\n", "a".repeat(200));
    let cases = [
        ("/text", "", vec![0xFF], "body: must be UTF-8"),
        ("/text", "", vec![b'a'; 101], "body: too large"),
        ("/bytes", "", vec![b'a'; 101], "body: too large"),
        ("/parts", "text/plain", vec![], "content-type: must be multipart/form-data with a boundary"),
        ("/parts", form, b"--x\r\n".to_vec(), "body: must be valid multipart/form-data"),
        ("/parts", form, large.into_bytes(), "body: too large"),
    ];
    for (path, content_type, body, expected) in cases {
        assert_eq!(send(app(), Method::POST, path, content_type, body).await.1, expected, "{path}");
    }
}

/// A handler that fails with several errors needs no type of its own.
#[tokio::test]
async fn a_rejection_is_an_error_response() {
    async fn by_hand(id: Result<Path<u64>, ErrorResponse>) -> Result<String, ErrorResponse> {
        let Path(id) = id?;
        Ok(id.to_string())
    }
    let app = Router::new().route("/{id}", get(by_hand));
    assert_rejects(app, Method::GET, "/x", "", "", "id: must be a whole number").await;
}
