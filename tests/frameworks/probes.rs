//! `Probes` finds each kind of violation, and reports paths without a handler.

use std::convert::Infallible;

use axum::{
    Json, Router,
    body::Body,
    routing::{delete, get, patch, post, put},
};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use lms_error::{
    Code, Policy, Vocabulary,
    testing::{Probes, Report, assert_envelope, assert_envelope_of},
    tower::EnvelopeLayer,
};
use tower::service_fn;

const JSON: (&str, &str) = ("content-type", "application/json");
const NOT_FOUND: &str = r#"{"code":"not_found","message":"lms: status=404: No such loan"}"#;

type Case = (u16, &'static [(&'static str, &'static str)], &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (404, &[JSON], NOT_FOUND, &[]),
    (405, &[JSON], NOT_FOUND, &["405 is not a status of the contract"]),
    (404, &[], NOT_FOUND, &["there is no content type"]),
    (
        404,
        &[("content-type", "application/json; charset=utf-8")],
        NOT_FOUND,
        &["the content type is `application/json; charset=utf-8` instead of `application/json`"],
    ),
    (404, &[JSON], "", &["the body is not an envelope: EOF while parsing a value at line 1 column 0"]),
    (409, &[JSON], NOT_FOUND, &["`not_found` does not have the status 409"]),
    (
        404,
        &[JSON],
        r#"{"message":"lms: status=404: No such loan","code":"not_found"}"#,
        &["the body is not exactly `{\"code\":…,\"message\":…}`"],
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
        &["internal vocabulary in `No such client`"],
    ),
    (
        401,
        &[JSON],
        r#"{"code":"unauthenticated","message":"lms: status=401: No token"}"#,
        &["a 401 needs a `www-authenticate`"],
    ),
    (
        503,
        &[JSON, ("retry-after", "soon")],
        r#"{"code":"unavailable","message":"lms: status=503: Later"}"#,
        &["`retry-after: soon` is neither seconds nor a date"],
    ),
    (404, &[JSON, ("retry-after", "30")], NOT_FOUND, &["a 404 has a `retry-after`"]),
    (
        400,
        &[JSON],
        r#"{"code":"invalid_argument","message":"wrong"}"#,
        &["the message of a 400 is not a field list: expected value at line 1 column 1"],
    ),
    (400, &[JSON], r#"{"code":"invalid_argument","message":"[]"}"#, &["the field list is empty"]),
    (
        400,
        &[JSON],
        r#"{"code":"invalid_argument","message":"[{\"field\":\"id\",\"error\":\"wrong\",\"value\":7}]"}"#,
        &["an entry of the field list has more than `field` and `error`"],
    ),
    (
        400,
        &[JSON],
        r#"{"code":"invalid_argument","message":"[{\"field\":\"id\",\"error\":\"no such client\"}]"}"#,
        &["internal vocabulary in `no such client`"],
    ),
    (
        400,
        &[JSON],
        r#"{"code":"invalid_argument","message":"[{\"field\":\"org.apache.fineract.Loan\",\"error\":\"wrong\"}]"}"#,
        &["internal vocabulary in `org.apache.fineract.Loan`"],
    ),
    // The partner's own name.
    (
        400,
        &[JSON],
        r#"{"code":"invalid_argument","message":"[{\"field\":\"clientId\",\"error\":\"unknown field\"}]"}"#,
        &[],
    ),
];

/// Returns the violations of a `GET` request to a service that always sends the same response.
async fn reasons(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Vec<String> {
    let headers = headers.to_vec();
    let service = service_fn(move |_: Request<_>| {
        let mut response = Response::builder().status(status);
        for (name, value) in &headers {
            response = response.header(*name, *value);
        }
        let response = response.body(Body::from(body)).expect("a response");
        async { Ok::<_, Infallible>(response) }
    });
    let report = Probes::new().call(service).await.expect("infallible");
    let violation = report.violations().iter().find(|violation| violation.request().contains("GET"));
    violation.map(|violation| violation.reasons().to_vec()).unwrap_or_default()
}

#[tokio::test]
async fn probes_find_every_violation() {
    for (status, headers, body, expected) in CASES {
        assert_eq!(reasons(*status, headers, body).await, *expected, "{status} {body}");
    }
}

#[tokio::test]
async fn responses_below_400_are_no_violation() {
    for status in [200, 204, 301] {
        assert_eq!(reasons(status, &[], "fine").await, [""; 0], "{status}");
    }
}

#[test]
fn assert_envelope_panics_with_the_reasons_of_the_probes() {
    for (status, headers, body, expected) in CASES {
        let result = std::panic::catch_unwind(|| assert_envelope(*status, headers.iter().copied(), body));
        match result {
            Ok(_) => assert!(expected.is_empty(), "{status} {body}"),
            Err(panic) => {
                let message = panic.downcast::<String>().expect("a formatted message");
                let reasons: Vec<_> = message.lines().skip(1).map(str::trim).collect();
                assert_eq!(reasons, *expected, "{message}");
            }
        }
    }
}

#[test]
fn assert_envelope_takes_the_types_of_http() {
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static(JSON.1))]);
    let envelope = assert_envelope(StatusCode::NOT_FOUND, &headers, NOT_FOUND);
    assert_eq!(envelope.code, Code::NotFound);
    assert_eq!(envelope.message, "lms: status=404: No such loan");
}

#[test]
fn a_policy_decides_which_name_and_which_terms_a_message_has() {
    static WORDS: Vocabulary = Vocabulary::EMPTY;
    static CARDS: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);
    let body = r#"{"code":"not_found","message":"cards: status=404: No such client"}"#;
    let is_ok = |body: &str, check: fn(&str)| std::panic::catch_unwind(|| check(body)).is_ok();
    assert!(is_ok(body, |body| drop(assert_envelope_of(&CARDS, 404_u16, [JSON], body))));
    assert!(!is_ok(NOT_FOUND, |body| drop(assert_envelope_of(&CARDS, 404_u16, [JSON], body))));
    assert!(!is_ok(body, |body| drop(assert_envelope(404_u16, [JSON], body))));
}

#[tokio::test]
async fn probes_expect_the_name_of_the_policy() {
    static CARDS: Policy = Policy::LMS.service("cards");
    let report = Probes::new().policy(&CARDS).call(app()).await.expect("infallible");
    let reasons = report.violations()[0].reasons();
    assert_eq!(reasons, ["the message does not begin with `cards: status=404: `"]);
}

#[test]
#[should_panic(expected = "200 is not a status of the contract")]
fn assert_envelope_refuses_a_success() {
    assert_envelope(200_u16, [JSON], "[]");
}

/// Returns a service with a handler for each method; `/closed` refuses every request.
fn app() -> Router {
    async fn list() -> &'static str {
        "[]"
    }
    async fn take(Json(_): Json<Vec<String>>) -> StatusCode {
        StatusCode::NO_CONTENT
    }
    async fn remove() -> StatusCode {
        StatusCode::NO_CONTENT
    }
    Router::new()
        .route("/loans", get(list).post(take))
        .route("/loans/{id}", put(take).patch(take).delete(remove))
        .route("/closed", post(async || lms_error::ErrorResponse::from(Code::PermissionDenied)))
        .route("/moved", patch(take))
        .route("/dropped", delete(remove))
        .layer(EnvelopeLayer::new())
}

async fn run(probes: Probes) -> Report {
    probes.call(app()).await.expect("infallible")
}

#[tokio::test]
async fn every_method_is_probed() {
    let nothing = run(Probes::new()).await.requests();
    let probes: [(&str, Probes); 5] = [
        ("GET /loans", Probes::new().get("/loans")),
        ("POST /loans", Probes::new().post("/loans")),
        ("PUT /loans/1", Probes::new().put("/loans/1")),
        ("PATCH /loans/1", Probes::new().patch("/loans/1")),
        ("DELETE /loans/1", Probes::new().delete("/loans/1")),
    ];
    for (name, probes) in probes {
        let report = run(probes).await;
        report.assert_ok();
        assert!(report.requests() > nothing + 10, "{name}: {report}");
    }
    let all = Probes::new().get("/loans").post("/loans").put("/loans/1").patch("/loans/1").delete("/loans/1");
    run(all).await.assert_ok();
}

#[tokio::test]
async fn a_path_or_method_without_a_handler_is_a_violation() {
    const PATH: &str = "no handler was reached: an unknown path has the same response";
    const METHOD: &str = "no handler was reached: an unknown method has the same response";
    const REFUSED: &str = "no extractor was reached: the request is refused; `Probes::header` sets a token";
    for (probes, request, reason) in [
        (Probes::new().get("/laons"), "the path itself: GET /laons", PATH),
        (Probes::new().post("/laons?limit=1"), "the path itself: POST /laons?limit=1", PATH),
        (Probes::new().delete("/loan/1"), "the path itself: DELETE /loan/1", PATH),
        (Probes::new().get("/loans/1"), "the path itself: GET /loans/1", METHOD),
        (Probes::new().put("/moved"), "the path itself: PUT /moved", METHOD),
        (Probes::new().patch("/dropped"), "the path itself: PATCH /dropped", METHOD),
        (Probes::new().post("/closed"), "the path itself: POST /closed", REFUSED),
    ] {
        let report = run(probes).await;
        assert!(!report.is_ok());
        let [violation] = report.violations() else { panic!("{report}") };
        assert_eq!(violation.request(), request);
        assert_eq!(violation.reasons(), [reason]);
    }
}

#[tokio::test]
async fn a_missing_handler_is_found_without_a_catch_all() {
    let app = Router::new().route("/loans", get(async || "[]"));
    let reasons = |report: &Report| {
        let violation =
            report.violations().iter().find(|violation| violation.request().starts_with("the path itself"));
        violation.map(|violation| violation.reasons().to_vec()).unwrap_or_default()
    };
    let found = Probes::new().get("/loans").call(app.clone()).await.expect("infallible");
    assert_eq!(reasons(&found), [""; 0]);
    let missing = Probes::new().get("/loan").call(app).await.expect("infallible");
    assert_eq!(
        reasons(&missing).last().map(String::as_str),
        Some("no handler was reached: an unknown path has the same response")
    );
}

#[test]
fn a_path_or_header_that_cannot_be_sent_is_refused_at_once() {
    for path in ["", "loans/1", "http://x/loans", "/loans 1", "/kunden/\u{e4}", "/loans\r\nx: y"] {
        std::panic::catch_unwind(|| Probes::new().get(path)).expect_err(path);
    }
    for (name, value) in [("", "x"), ("a b", "x"), ("authorization", "Bearer\r\nx: y")] {
        std::panic::catch_unwind(|| Probes::new().header(name, value)).expect_err(name);
    }
}

#[test]
fn an_address_without_a_service_is_an_error() {
    for (base, message) in [
        ("http://127.0.0.1:1", "no service responds at 127.0.0.1:1"),
        ("127.0.0.1:1", "`127.0.0.1:1` is not of the form `http://127.0.0.1:8080`"),
        ("https://x", "`https://x` is not of the form `http://127.0.0.1:8080`"),
    ] {
        assert_eq!(Probes::new().send(base).expect_err("nothing listens there").to_string(), message);
    }
}
