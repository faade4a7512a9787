//! Each of the seven codes in each form of a response.

use std::time::Duration;

use axum::{Router, extract::Path, routing::get as on_get};
use bytes::Bytes;
use http::{Response, StatusCode};
use lms_error::{Code, ErrorResponse, FieldError, FieldErrors, LmsError, Retry};

use crate::socket::{Received, get, send};

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
enum Seven {
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] FieldErrors),
    #[error("client \"7\" is unknown")]
    #[lms(code = "unauthenticated")]
    Unauthenticated,
    #[error("client \u{7f}\u{1}\n\t\\ may not")]
    #[lms(code = "permission_denied")]
    Denied,
    #[error("lms: status=500 code=\"error.msg.client.id.invalid\": Client with id 9999 does not exist")]
    #[lms(code = "not_found")]
    NotFound,
    #[error("Client is already active – 客戶")]
    #[lms(code = "aborted")]
    Aborted,
    #[error("postgres://10.4.0.7 refused")]
    #[lms(code = "internal")]
    Internal(#[source] std::io::Error),
    #[error("core at 10.4.0.7 is down")]
    #[lms(code = "unavailable")]
    Unavailable(#[lms(retry_after)] Duration),
}

/// Code, status, retry rule, body, and the headers besides the content type.
type Expected = (Code, u16, Retry, &'static str, &'static [(&'static str, &'static str)]);

const EXPECTED: [Expected; 7] = [
    (
        Code::InvalidArgument,
        400,
        Retry::Never,
        r#"{"code":"invalid_argument","message":"[{\"field\":\"officeId\",\"error\":\"the \\\"id\\\" is required\"}]"}"#,
        &[],
    ),
    (
        Code::Unauthenticated,
        401,
        Retry::Never,
        r#"{"code":"unauthenticated","message":"lms: status=401: customer \"7\" is unknown"}"#,
        &[("www-authenticate", "Bearer")],
    ),
    (
        Code::PermissionDenied,
        403,
        Retry::Never,
        "{\"code\":\"permission_denied\",\"message\":\"lms: status=403: customer \u{7f}\\u0001\\n\\t\\\\ may not\"}",
        &[],
    ),
    (
        Code::NotFound,
        404,
        Retry::Never,
        r#"{"code":"not_found","message":"lms: status=404: Customer with id 9999 does not exist"}"#,
        &[],
    ),
    (
        Code::Aborted,
        409,
        Retry::Never,
        r#"{"code":"aborted","message":"lms: status=409: Customer is already active – 客戶"}"#,
        &[],
    ),
    (
        Code::Internal,
        500,
        Retry::Once,
        r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#,
        &[],
    ),
    (
        Code::Unavailable,
        503,
        Retry::Backoff,
        r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#,
        &[("retry-after", "3")],
    ),
];

fn error(n: usize) -> Seven {
    match n {
        0 => Seven::Invalid(FieldErrors::from(FieldError::new("officeId", "the \"id\" is required"))),
        1 => Seven::Unauthenticated,
        2 => Seven::Denied,
        3 => Seven::NotFound,
        4 => Seven::Aborted,
        5 => Seven::Internal(std::io::Error::other("password of jdbc:mysql://10.4.0.7 is wrong")),
        _ => Seven::Unavailable(Duration::from_millis(2_001)),
    }
}

#[test]
fn the_code_decides_the_status_and_the_retry_rule() {
    for (n, (code, status, retry, ..)) in EXPECTED.into_iter().enumerate() {
        let error = error(n);
        assert_eq!(error.code(), code);
        assert_eq!(error.status(), status);
        assert_eq!(error.retry(), retry);
        assert_eq!((code.status().as_u16(), code.retry()), (status, retry));
        assert_eq!(Code::ALL[n], code);
    }
}

#[test]
fn the_envelope_serializes_to_the_body() {
    for (n, (code, _, _, body, _)) in EXPECTED.into_iter().enumerate() {
        let error = error(n);
        assert_eq!(error.envelope().code, code);
        assert_eq!(serde_json::to_string(&error.envelope()).expect("an envelope is JSON"), body);
    }
}

#[test]
fn the_response_has_the_status_the_headers_and_the_body() {
    for (n, (code, status, _, body, headers)) in EXPECTED.into_iter().enumerate() {
        let response = error(n).to_response();
        assert_eq!(response.code(), code);
        assert_eq!(response.status(), status);
        assert_eq!(response.body(), body);
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.headers().len(), 1 + headers.len());

        let (parts, bytes) = response.clone().into_parts();
        assert_eq!((parts.status.as_u16(), bytes.as_ref()), (status, body.as_bytes()));
        assert_eq!(parts.extensions.get::<Code>(), Some(&code));

        let response: Response<Bytes> = response.into();
        assert_eq!(response.status(), status);
        assert_eq!(response.body(), body);
        assert_eq!(response.extensions().get::<Code>(), Some(&code));
        for (name, value) in headers {
            assert_eq!(response.headers()[*name], value);
        }
        assert_eq!(response.headers().len(), 1 + headers.len());
    }
}

fn app() -> Router {
    Router::new().route("/{n}", on_get(async |Path(n): Path<usize>| Err::<(), _>(error(n)))).route(
        "/response/{n}",
        on_get(async |Path(n): Path<usize>| -> Result<(), ErrorResponse> { Err(error(n))? }),
    )
}

#[tokio::test]
async fn over_a_socket_nothing_is_added_and_nothing_is_lost() {
    for (n, (_, status, _, body, headers)) in EXPECTED.into_iter().enumerate() {
        for path in [format!("/{n}"), format!("/response/{n}")] {
            let Received { status_line, headers: sent, body: read } = send(app(), &get(&path)).await;
            assert!(status_line.starts_with(&format!("HTTP/1.1 {status} ")), "{status_line}");
            assert_eq!(read, body);
            assert_eq!(sent["content-type"], "application/json");
            assert_eq!(sent["content-length"], body.len().to_string());
            for (name, value) in headers {
                assert_eq!(sent[*name], *value);
            }
            for name in ["www-authenticate", "retry-after"] {
                assert_eq!(
                    sent.contains_key(name),
                    headers.iter().any(|(known, _)| *known == name),
                    "{name}"
                );
            }
        }
    }
}

#[tokio::test]
async fn head_has_the_headers_and_no_body() {
    let received = send(app(), &get("/3").replace("GET", "HEAD")).await;
    assert!(received.status_line.contains(" 404 "));
    assert_eq!(received.headers["content-length"], "86");
    assert_eq!(received.body, "");
}

#[test]
fn a_code_alone_has_its_standard_response() {
    let bodies = [
        r#"{"code":"invalid_argument","message":"[{\"field\":\"request\",\"error\":\"invalid\"}]"}"#,
        r#"{"code":"unauthenticated","message":"lms: status=401: Missing, invalid or expired token"}"#,
        r#"{"code":"permission_denied","message":"lms: status=403: Caller lacks permission for this resource"}"#,
        r#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#,
        r#"{"code":"aborted","message":"lms: status=409: The resource's current state does not allow this action"}"#,
        r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#,
        r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#,
    ];
    for (code, body) in Code::ALL.into_iter().zip(bodies) {
        assert_eq!(ErrorResponse::from(code).body(), body);
    }
}

#[test]
fn a_code_converts_to_and_from_its_name_and_its_status() {
    let names = [
        ("invalid_argument", 400),
        ("unauthenticated", 401),
        ("permission_denied", 403),
        ("not_found", 404),
        ("aborted", 409),
        ("internal", 500),
        ("unavailable", 503),
    ];
    for (code, (name, status)) in Code::ALL.into_iter().zip(names) {
        assert_eq!((code.as_str(), code.as_ref(), code.to_string().as_str()), (name, name, name));
        assert_eq!(name.parse(), Ok(code));
        assert_eq!(serde_json::to_string(&code).expect("a code is JSON"), format!("\"{name}\""));
        assert_eq!(serde_json::from_str::<Code>(&format!("\"{name}\"")).expect("a code"), code);
        let status = StatusCode::from_u16(status).expect("a status");
        assert_eq!(StatusCode::from(code), status);
        assert_eq!(Code::try_from(status), Ok(code));
    }
    assert_eq!("NotFound".parse::<Code>().expect_err("it is no code").text(), "NotFound");
    assert_eq!(Code::try_from(StatusCode::GONE).expect_err("it has no code").text(), "410");
    assert!(Code::try_from(StatusCode::OK).is_err());
    assert_eq!(format!("{:>10}", Code::Aborted), "   aborted");
}

/// A value whose `Display` fails.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Err(std::fmt::Error)
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("{0}")]
#[lms(code = "aborted")]
struct Unformattable(Broken);

#[test]
fn an_error_that_cannot_be_formatted_has_the_standard_sentence() {
    assert_eq!(
        Unformattable(Broken).envelope().message,
        "lms: status=409: The resource's current state does not allow this action",
    );
}
