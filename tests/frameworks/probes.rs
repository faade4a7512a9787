//! The test helper: each way in which an answer breaks the contract is seen, and said.

use std::convert::Infallible;

use axum::body::Body;
use http::{Request, Response};
use lms_error::testing::Probes;
use tower::service_fn;

/// What is said of a service that answers to everything like this.
async fn said_of(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Vec<String> {
    let headers = headers.to_vec();
    let service = service_fn(move |_: Request<Body>| {
        let mut answer = Response::builder().status(status);
        for (name, value) in &headers {
            answer = answer.header(*name, *value);
        }
        let answer = answer.body(Body::from(body)).expect("an answer");
        async { Ok::<_, Infallible>(answer) }
    });
    let report = Probes::new().call(service).await.expect("infallible");
    let of_get = report.breaches().iter().find(|breach| breach.request().contains("GET"));
    of_get.map(|breach| breach.how().to_vec()).unwrap_or_default()
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn every_breach_is_seen() {
    let nothing: &[&str] = &[];
    let not_found = r#"{"code":"not_found","message":"lms: status=404: No such loan"}"#;
    let cases: &[(u16, &[_], &str, &[&str])] = &[
        (200, &[], "fine", nothing),
        (301, &[], "", nothing),
        (404, &[JSON], not_found, nothing),
        (405, &[JSON], not_found, &["405 is no status of the contract"]),
        (404, &[], not_found, &["there is no content type"]),
        (
            404,
            &[("content-type", "application/json; charset=utf-8")],
            not_found,
            &["the content type is `application/json; charset=utf-8`, not `application/json`"],
        ),
        (404, &[JSON], "", &["the body is no envelope: EOF while parsing a value at line 1 column 0"]),
        (409, &[JSON], not_found, &["`not_found` has another status than 409"]),
        (
            404,
            &[JSON],
            r#"{"message":"lms: status=404: No such loan","code":"not_found"}"#,
            &["the body is not `{\"code\":…,\"message\":…}` and nothing else"],
        ),
        (
            404,
            &[JSON],
            r#"{"code":"not_found","message":"No such loan"}"#,
            &["the message does not begin with `lms: status=404: `"],
        ),
        (
            404,
            &[JSON],
            r#"{"code":"not_found","message":"lms: status=404: No such client"}"#,
            &["an internal word is in `No such client`"],
        ),
        (
            401,
            &[JSON],
            r#"{"code":"unauthenticated","message":"lms: status=401: No token"}"#,
            &["a 401 has a `www-authenticate`"],
        ),
        (
            503,
            &[JSON, ("retry-after", "soon")],
            r#"{"code":"unavailable","message":"lms: status=503: Later"}"#,
            &["`retry-after: soon` is no time"],
        ),
        (
            400,
            &[JSON],
            r#"{"code":"invalid_argument","message":"wrong"}"#,
            &["the message of a 400 is no list of fields: expected value at line 1 column 1"],
        ),
        (400, &[JSON], r#"{"code":"invalid_argument","message":"[]"}"#, &["the list of fields is empty"]),
        (
            400,
            &[JSON],
            r#"{"code":"invalid_argument","message":"[{\"field\":\"id\",\"error\":\"wrong\",\"value\":7}]"}"#,
            &["the list holds more than `field` and `error`"],
        ),
        (
            400,
            &[JSON],
            r#"{"code":"invalid_argument","message":"[{\"field\":\"clientId\",\"error\":\"wrong\"}]"}"#,
            &["an internal word is in `clientId`"],
        ),
    ];
    for (status, headers, body, expected) in cases {
        assert_eq!(said_of(*status, headers, body).await, *expected, "{status} {body}");
    }
}

#[test]
fn an_address_where_nobody_listens_is_an_error() {
    for (base, said) in [
        ("http://127.0.0.1:1", "nobody answers at 127.0.0.1:1"),
        ("127.0.0.1:1", "`127.0.0.1:1` is no address; it reads `http://127.0.0.1:8080`"),
        ("https://x", "`https://x` is no address; it reads `http://127.0.0.1:8080`"),
    ] {
        assert_eq!(Probes::new().send(base).expect_err("nobody is there").to_string(), said);
    }
}
