//! A response of any bytes is an error with a code.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use lms_error::{
    Code, FieldError, LmsError, Retry,
    client::{PartnerCode, PartnerError},
    upstream::UpstreamError,
};
use proptest::prelude::*;

fn decode(status: u16, body: &str) -> PartnerError {
    let status = StatusCode::from_u16(status).expect("a status");
    PartnerError::decode(status, &HeaderMap::new(), body.as_bytes())
}

#[test]
fn an_envelope_is_read() {
    let error = decode(404, r#"{"code":"not_found","message":"lms: status=404: Customer 7 does not exist"}"#);
    assert_eq!(error.status(), 404);
    assert_eq!(error.code(), PartnerCode::Known(Code::NotFound));
    assert_eq!(error.message(), "lms: status=404: Customer 7 does not exist");
    assert_eq!(error.text(), "Customer 7 does not exist");
    assert_eq!(error.fields(), []);
    assert_eq!(error.retry(), Retry::Never);
    assert_eq!(error.retry_after(), None);
    assert_eq!(error.to_string(), "404 not_found: Customer 7 does not exist");
}

#[test]
fn the_fields_of_a_400_are_read() {
    let error = decode(
        400,
        r#"{"code":"invalid_argument","message":"[{\"field\":\"a[1].b\",\"error\":\"required\"}]"}"#,
    );
    assert_eq!(error.fields(), [FieldError::new("a[1].b", "required")]);
    assert_eq!(error.to_string(), "400 invalid_argument: a[1].b: required");

    let no_list = decode(400, r#"{"code":"invalid_argument","message":"lms: status=400: no"}"#);
    assert_eq!(no_list.fields(), []);
    assert_eq!(no_list.text(), "no");
}

#[test]
fn a_list_with_a_thousand_unknown_members_is_a_list() {
    let members: Vec<String> = (0..1_000).map(|n| format!(r#"\"x{n}\":{{}}"#)).collect();
    let body = format!(
        r#"{{"code":"invalid_argument","message":"[{{{},\"field\":\"a\",\"error\":\"b\"}}]"}}"#,
        members.join(","),
    );
    assert_eq!(decode(400, &body).fields(), [FieldError::new("a", "b")]);
}

#[test]
fn the_code_of_the_body_counts_and_the_status_can_be_seen() {
    let error = decode(200, r#"{"code":"unavailable","message":"lms: status=503: later"}"#);
    assert_eq!(error.code(), PartnerCode::Known(Code::Unavailable));
    assert_eq!(error.status(), 200);
    assert_eq!(error.retry(), Retry::Backoff);
}

#[test]
fn an_unknown_code_has_the_retry_rule_of_its_status() {
    for (status, retry) in [(429, Retry::Backoff), (500, Retry::Once), (422, Retry::Never)] {
        let error = decode(status, r#"{"code":"slow_down","message":"m"}"#);
        assert_eq!(error.code(), PartnerCode::Unknown("slow_down"));
        assert_eq!(error.retry(), retry, "{status}");
    }
}

#[test]
fn without_an_envelope_the_status_decides() {
    let rows = [
        (400, Code::InvalidArgument),
        (422, Code::InvalidArgument),
        (401, Code::Unauthenticated),
        (403, Code::PermissionDenied),
        (404, Code::NotFound),
        (409, Code::Aborted),
        (429, Code::Unavailable),
        (500, Code::Internal),
        (502, Code::Unavailable),
        (503, Code::Unavailable),
        (504, Code::Unavailable),
        (200, Code::Internal),
        (302, Code::Internal),
    ];
    for (status, code) in rows {
        for body in
            ["", "<html><h1>Bad Gateway</h1></html>", "{}", "[]", "null", r#"{"error":"x"}"#, "{\"code\":"]
        {
            let error = decode(status, body);
            assert_eq!(error.code(), PartnerCode::Known(code), "{status} {body}");
            assert_eq!((error.message(), error.text(), error.fields()), ("", "", &[][..]));
            assert_eq!(error.to_string(), format!("{status} {}", code.as_str()));
        }
    }
}

#[test]
fn the_snippet_is_only_in_debug_output_bounded_and_escaped() {
    let body = format!("\u{1b}[31m<html>{}", "x".repeat(64 * 1024 * 1024));
    let error = decode(502, &body);
    assert_eq!(error.to_string(), "502 unavailable");
    let debug = format!("{error:?}");
    assert!(debug.contains(r"\u{1b}[31m<html>xxx"), "{debug}");
    assert!(debug.len() < 600, "{}", debug.len());
}

#[test]
fn an_envelope_of_more_than_a_mebibyte_is_not_read() {
    let envelope = |length| format!(r#"{{"code":"not_found","message":"{}"}}"#, "x".repeat(length));
    assert_eq!(decode(502, &envelope(1_000_000)).code(), PartnerCode::Known(Code::NotFound));
    let error = decode(502, &envelope(64 * 1024 * 1024));
    assert_eq!((error.code(), error.message()), (PartnerCode::Known(Code::Unavailable), ""));
}

#[test]
fn a_retry_after_is_seconds_or_a_date_and_anything_else_is_ignored() {
    let wait = |values: &[&str]| {
        let values =
            values.iter().map(|value| (RETRY_AFTER, HeaderValue::from_str(value).expect("a header value")));
        let mut headers = HeaderMap::new();
        for (name, value) in values {
            headers.append(name, value);
        }
        PartnerError::decode(StatusCode::SERVICE_UNAVAILABLE, &headers, b"").retry_after()
    };
    assert_eq!(wait(&[]), None);
    assert_eq!(wait(&["30"]), Some(Duration::from_secs(30)));
    assert_eq!(wait(&["Sun, 06 Nov 1994 08:49:37 GMT"]), Some(Duration::ZERO));
    assert_eq!(wait(&["5", "banana", "9"]), Some(Duration::from_secs(9)));
    assert_eq!(wait(&["Sun, 06 Nov 1994 08:49:37 +0100"]), None);
    assert_eq!(wait(&["-1"]), None);
    assert!(wait(&[&"9".repeat(5_000)]) > Some(Duration::from_secs(u64::from(u32::MAX))));
    assert!(wait(&["Fri, 31 Dec 9999 23:59:59 GMT"]) > Some(Duration::from_secs(u64::from(u32::MAX))));
}

#[test]
fn a_service_that_is_a_client_itself_passes_the_error_on() {
    #[derive(Debug, thiserror::Error, LmsError)]
    enum OrderError {
        #[error(transparent)]
        #[lms(transparent)]
        Customers(#[from] UpstreamError),
    }
    let passed_on = |status, headers: &HeaderMap, body: &str| {
        let status = StatusCode::from_u16(status).expect("a status");
        let error = PartnerError::decode(status, headers, body.as_bytes());
        OrderError::from(UpstreamError::from(error))
    };
    let none = HeaderMap::new();

    let missing = r#"{"code":"not_found","message":"customers: status=404: Customer 7 does not exist"}"#;
    assert_eq!(
        passed_on(404, &none, missing).envelope().message,
        "lms: status=404: Customer 7 does not exist"
    );

    let invalid =
        r#"{"code":"invalid_argument","message":"[{\"field\":\"officeId\",\"error\":\"required\"}]"}"#;
    assert_eq!(
        passed_on(400, &none, invalid).envelope().message,
        r#"[{"field":"officeId","error":"required"}]"#
    );

    let down = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("30"))]);
    let unavailable = passed_on(502, &down, "<html>Bad Gateway at 10.4.0.7</html>");
    assert_eq!(unavailable.code(), Code::Unavailable);
    assert_eq!(unavailable.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(unavailable.envelope().message, "lms: status=503: Service is temporarily unavailable",);

    let token =
        r#"{"code":"unauthenticated","message":"lms: status=401: Missing, invalid or expired token"}"#;
    assert_eq!(passed_on(401, &none, token).code(), Code::Internal);
}

proptest! {
    #[test]
    fn any_bytes_decode(status in 100..1000_u16, body: Vec<u8>, header: Vec<u8>) {
        let status = StatusCode::from_u16(status).expect("a status");
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_bytes(&header) {
            headers.append(RETRY_AFTER, value);
        }
        let error = PartnerError::decode(status, &headers, &body);
        let shown = format!("{error:?} {error} {} {:?}", error.text(), error.retry());
        prop_assert!(shown.len() < 4_000 + 10 * body.len());
    }

    #[test]
    fn any_envelope_decodes(code: String, message: String) {
        let body = serde_json::json!({ "code": code, "message": message }).to_string();
        let error = PartnerError::decode(StatusCode::IM_A_TEAPOT, &HeaderMap::new(), body.as_bytes());
        prop_assert_eq!(error.message(), message.as_str());
    }
}
