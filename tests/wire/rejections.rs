//! axum's rejections as field lists.

use axum::{
    Form, Json, Router,
    extract::{
        DefaultBodyLimit, Path, Query,
        rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection},
    },
    routing::{get as on_get, post as on_post},
};
use lms_error::{Envelope, LmsError};
use serde::Deserialize;

use crate::socket::{get, post, send};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("rejected")]
#[lms(axum)]
enum Rejected {
    #[lms(code = "invalid_argument")]
    Json(
        #[from]
        #[lms(fields)]
        JsonRejection,
    ),
    #[lms(code = "invalid_argument")]
    Query(
        #[from]
        #[lms(fields)]
        QueryRejection,
    ),
    #[lms(code = "invalid_argument")]
    Path(
        #[from]
        #[lms(fields)]
        PathRejection,
    ),
    #[lms(code = "invalid_argument")]
    Form(
        #[from]
        #[lms(fields)]
        FormRejection,
    ),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "the tests only read it")]
struct Customer {
    office_id: u64,
    branch: Option<u8>,
    #[serde(default)]
    addresses: Vec<Address>,
    #[serde(default)]
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "the tests only read it")]
struct Address {
    zip_code: String,
    primary: Option<bool>,
}

#[derive(Default, Deserialize)]
enum Kind {
    #[default]
    Person,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the tests only read it")]
struct Page {
    limit: u32,
}

/// A handler that fails with the rejection of its extractor.
async fn extract<T, R: Into<Rejected>>(extracted: Result<T, R>) -> Result<(), Rejected> {
    extracted.map(|_| ()).map_err(Into::into)
}

fn app() -> Router {
    Router::new()
        .route("/json", on_post(extract::<Json<Customer>, JsonRejection>))
        .route("/form", on_post(extract::<Form<Page>, FormRejection>))
        .route("/query", on_get(extract::<Query<Page>, QueryRejection>))
        .route("/path/{id}", on_get(extract::<Path<u64>, PathRejection>))
        .route("/paths/{office}/{id}", on_get(extract::<Path<(String, i8)>, PathRejection>))
        .route("/named/{limit}", on_get(extract::<Path<Page>, PathRejection>))
        .layer(DefaultBodyLimit::max(200))
}

async fn list(request: &str) -> String {
    let received = send(app(), request).await;
    assert!(received.status_line.starts_with("HTTP/1.1 400 "), "{} {}", received.status_line, received.body);
    let envelope: Envelope<'_> = serde_json::from_str(&received.body).expect("an envelope");
    assert_eq!(envelope.code, lms_error::Code::InvalidArgument);
    envelope.message.into_owned()
}

#[tokio::test]
async fn a_json_body() {
    let large = format!(r#"{{"officeId":1,"addresses":[{}]}}"#, " ".repeat(300));
    let cases = [
        ("{", r#"[{"field":"body","error":"must be valid JSON"}]"#),
        ("", r#"[{"field":"body","error":"must be valid JSON"}]"#),
        (r#"{"officeId":1} x"#, r#"[{"field":"body","error":"must be valid JSON"}]"#),
        ("7", r#"[{"field":"body","error":"must be an object"}]"#),
        ("[]", r#"[{"field":"body","error":"must be an object"}]"#),
        ("{}", r#"[{"field":"officeId","error":"required"}]"#),
        (r#"{"officeId":null}"#, r#"[{"field":"officeId","error":"must not be null"}]"#),
        (r#"{"officeId":"m_client"}"#, r#"[{"field":"officeId","error":"must be a whole number"}]"#),
        (r#"{"officeId":-1}"#, r#"[{"field":"officeId","error":"must not be negative"}]"#),
        (r#"{"officeId":1.5}"#, r#"[{"field":"officeId","error":"must be a whole number"}]"#),
        (r#"{"officeId":1,"branch":300}"#, r#"[{"field":"branch","error":"is out of range"}]"#),
        (r#"{"officeId":1,"kind":1}"#, r#"[{"field":"kind","error":"is none of the allowed values"}]"#),
        (
            r#"{"officeId":1,"addresses":[{"zipCode":"1"},{"zipCode":7}]}"#,
            r#"[{"field":"addresses[1].zipCode","error":"must be text"}]"#,
        ),
        (
            r#"{"officeId":1,"addresses":[{"zipCode":"1"},{}]}"#,
            r#"[{"field":"addresses[1].zipCode","error":"required"}]"#,
        ),
        (
            r#"{"officeId":1,"addresses":[{"zipCode":"","primary":"yes"}]}"#,
            r#"[{"field":"addresses[0].primary","error":"must be true or false"}]"#,
        ),
        (r#"{"officeId":1,"addresses":{}}"#, r#"[{"field":"addresses","error":"must be a list"}]"#),
        (r#"{"officeId":1,"kind":"x"}"#, r#"[{"field":"kind","error":"must be Person"}]"#),
        (r#"{"officeId":1,"password":"x"}"#, r#"[{"field":"password","error":"unknown field"}]"#),
        (r#"{"officeId":1,"officeId":2}"#, r#"[{"field":"officeId","error":"given more than once"}]"#),
        (&large, r#"[{"field":"body","error":"too large"}]"#),
    ];
    for (body, expected) in cases {
        assert_eq!(list(&post("/json", "application/json", body)).await, expected, "{body}");
    }
    let expected = r#"[{"field":"content-type","error":"must be application/json"}]"#;
    assert_eq!(list(&post("/json", "text/plain", "{}")).await, expected);
}

#[tokio::test]
async fn a_query() {
    let cases = [
        ("/query", r#"[{"field":"limit","error":"required"}]"#),
        ("/query?limit=ten", r#"[{"field":"limit","error":"must be a whole number"}]"#),
        ("/query?limit=-1", r#"[{"field":"limit","error":"must be a whole number"}]"#),
        ("/query?limit=99999999999", r#"[{"field":"limit","error":"is out of range"}]"#),
        ("/query?limit=1&limit=2", r#"[{"field":"limit","error":"given more than once"}]"#),
    ];
    for (path, expected) in cases {
        assert_eq!(list(&get(path)).await, expected, "{path}");
    }
}

#[tokio::test]
async fn a_path() {
    let cases = [
        ("/path/abc", r#"[{"field":"path","error":"must be a whole number"}]"#),
        ("/paths/a/1000", r#"[{"field":"path[1]","error":"is out of range"}]"#),
        ("/path/-1", r#"[{"field":"path","error":"must be a whole number"}]"#),
        ("/path/%FF", r#"[{"field":"id","error":"must be UTF-8"}]"#),
        ("/named/ten", r#"[{"field":"limit","error":"must be a whole number"}]"#),
    ];
    for (path, expected) in cases {
        assert_eq!(list(&get(path)).await, expected, "{path}");
    }
}

#[tokio::test]
async fn a_form() {
    let form = "application/x-www-form-urlencoded";
    let cases = [
        (form, "limit=x", r#"[{"field":"limit","error":"must be a whole number"}]"#),
        (form, "", r#"[{"field":"limit","error":"required"}]"#),
        (
            "text/plain",
            "limit=1",
            r#"[{"field":"content-type","error":"must be application/x-www-form-urlencoded"}]"#,
        ),
    ];
    for (content_type, body, expected) in cases {
        assert_eq!(list(&post("/form", content_type, body)).await, expected, "{body}");
    }
}
