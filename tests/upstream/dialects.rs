//! The dialects other than Fineract's.

use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use lms_error::{
    Code, LmsError,
    upstream::{Credential, Upstream},
};
use serde_json::json;

use crate::{assert_envelope, read};

const INTERNAL: &str = "lms: status=500: Unexpected upstream failure";

#[test]
fn problem_details_show_the_detail_or_the_title() {
    static CALLER: Upstream = Upstream::RFC_9457.credential(Credential::Caller);
    static CORE: Upstream = Upstream::RFC_9457.codes(&[("https://example.com/errors/credit", Code::Aborted)]);
    let detail = r#"{"type":"https://example.com/errors/gone","title":"Gone","detail":"Client 7 is gone","instance":"/c/7"}"#;
    for status in [404, 410] {
        assert_envelope(&read(&CORE, status, detail), "not_found", "lms: status=404: Customer 7 is gone");
    }
    assert_envelope(
        &read(&CORE, 409, r#"{"title":"Busy","detail":null}"#),
        "aborted",
        "lms: status=409: Busy",
    );
    let credit =
        r#"{"type":"https://example.com/errors/credit/low","title":"Not enough credit","status":403}"#;
    let error = read(&CORE, 403, credit);
    assert_envelope(&error, "aborted", "lms: status=409: Not enough credit");
    assert_eq!(error.upstream_code(), Some("https://example.com/errors/credit/low"));
    assert_eq!(read(&CORE, 404, r#"{"type":"about:blank","title":"Not Found"}"#).upstream_code(), None);
    assert_envelope(&read(&CORE, 500, detail), "internal", INTERNAL);
    assert_envelope(&read(&CORE, 403, detail), "internal", INTERNAL);
    assert_envelope(&read(&CALLER, 403, detail), "permission_denied", "lms: status=403: Customer 7 is gone");
}

#[test]
fn problem_details_have_fields_in_the_forms_that_are_in_use() {
    static CORE: Upstream = Upstream::RFC_9457.fields(&[("age", "ageInYears")]);
    for (body, list) in [
        (
            r##"{"errors":[{"detail":"must be positive","pointer":"#/age"},{"detail":"must be green","pointer":"/clients/1/color"}]}"##,
            r#"[{"field":"ageInYears","error":"must be positive"},{"field":"customers[1].color","error":"must be green"}]"#,
        ),
        (
            r#"{"title":"x","invalid-params":[{"name":"age","reason":"must be positive"}]}"#,
            r#"[{"field":"ageInYears","error":"must be positive"}]"#,
        ),
        (
            r#"{"title":"x","errors":{"zip":["is short","is odd"],"age":["must be positive"]}}"#,
            r#"[{"field":"zip","error":"is short"},{"field":"zip","error":"is odd"},{"field":"ageInYears","error":"must be positive"}]"#,
        ),
        (
            r#"{"title":"Constraint Violation","violations":[{"field":"age","message":"must be positive"}]}"#,
            r#"[{"field":"ageInYears","error":"must be positive"}]"#,
        ),
        (
            r#"{"errors":[{"title":"Invalid","detail":"must be positive","source":{"pointer":"/age"}},{"title":"Unknown","source":{"parameter":"sort"}}]}"#,
            r#"[{"field":"ageInYears","error":"must be positive"},{"field":"sort","error":"Unknown"}]"#,
        ),
        (
            r#"{"title":"x","errors":{"$.age":["The JSON value could not be converted to System.Int32."],"$":["x"]}}"#,
            r#"[{"field":"ageInYears","error":"invalid"},{"field":"request","error":"invalid"}]"#,
        ),
        (r#"{"errors":["age is odd"]}"#, r#"[{"field":"request","error":"age is odd"}]"#),
        (r#"{"detail":"The body is too short"}"#, r#"[{"field":"request","error":"The body is too short"}]"#),
        (r#"{"errors":[]}"#, r#"[{"field":"request","error":"invalid"}]"#),
    ] {
        for status in [400, 422] {
            assert_envelope(&read(&CORE, status, body), "invalid_argument", list);
        }
    }
}

#[test]
fn spring_boot_shows_its_field_errors_and_no_message_or_trace() {
    static CORE: Upstream = Upstream::SPRING_BOOT;
    let body = json!({
        "timestamp": "2025-01-15T10:00:00Z",
        "status": 404,
        "error": "Not Found",
        "message": "No client 7",
        "trace": "org.example.NoClient: at org.example.Clients.get(Clients.java:7)",
        "path": "/clients/7",
    });
    let error = read(&CORE, 404, body.to_string());
    assert_envelope(&error, "not_found", "lms: status=404: Resource does not exist");
    assert!(error.to_string().contains("No client 7"), "{error}");

    let body = json!({
        "timestamp": "2025-01-15T10:00:00Z",
        "status": 400,
        "error": "Bad Request",
        "message": "Validation failed for object='newClient'",
        "errors": [
            { "objectName": "newClient", "field": "clientName", "defaultMessage": "must not be blank", "code": "NotBlank" },
            { "field": "age", "defaultMessage": "must be greater than 17", "code": "Min", "rejectedValue": 3 },
            { "objectName": "newClient", "defaultMessage": "client is odd" },
            { "codes": [] },
        ],
    });
    let list = concat!(
        r#"[{"field":"customerName","error":"required"},{"field":"age","error":"must be greater than 17"},"#,
        r#"{"field":"request","error":"customer is odd"}]"#
    );
    assert_envelope(&read(&CORE, 400, body.to_string()), "invalid_argument", list);

    // Spring Boot 3 with problem details.
    let problem = r#"{"type":"about:blank","title":"Not Found","detail":"No customer 7","status":404}"#;
    assert_envelope(&read(&CORE, 404, problem), "not_found", "lms: status=404: No customer 7");
}

#[test]
fn the_sixteen_codes_of_grpc_are_the_seven() {
    static CORE: Upstream = Upstream::CONNECT;
    static SERVICE: Upstream = Upstream::CONNECT.credential(Credential::Service);
    for (number, name, expected) in [
        (1, "canceled", Code::Internal),
        (2, "unknown", Code::Internal),
        (3, "invalid_argument", Code::InvalidArgument),
        (4, "deadline_exceeded", Code::Unavailable),
        (5, "not_found", Code::NotFound),
        (6, "already_exists", Code::Aborted),
        (7, "permission_denied", Code::PermissionDenied),
        (8, "resource_exhausted", Code::Unavailable),
        (9, "failed_precondition", Code::Aborted),
        (10, "aborted", Code::Aborted),
        (11, "out_of_range", Code::InvalidArgument),
        (12, "unimplemented", Code::Internal),
        (13, "internal", Code::Internal),
        (14, "unavailable", Code::Unavailable),
        (15, "data_loss", Code::Internal),
        (16, "unauthenticated", Code::Unauthenticated),
    ] {
        // The code takes precedence over the status.
        for (status, body) in [
            (500, json!({ "code": name, "message": "for developers" })),
            (418, json!({ "code": number, "message": "for developers", "details": [] })),
            (
                404,
                json!({ "error": { "code": 404, "status": name.to_uppercase(), "message": "for developers" } }),
            ),
        ] {
            let error = read(&CORE, status, body.to_string());
            assert_eq!((error.code(), error.upstream_code()), (expected, Some(name)));
            assert!(!error.envelope().message.contains("for developers"), "{}", error.envelope().message);
            assert!(error.to_string().ends_with(": for developers"), "{error}");
        }
    }
    assert_eq!(read(&CORE, 409, r#"{"code":"new_in_2030","message":"x"}"#).code(), Code::Aborted);
    assert_eq!(read(&CORE, 503, r#"{"code":404,"message":"x"}"#).code(), Code::Unavailable);
    assert_eq!(read(&CORE, 200, r#"{"code":"cancelled"}"#).upstream_code(), Some("canceled"));

    assert_eq!(read(&SERVICE, 401, r#"{"code":"unauthenticated"}"#).code(), Code::Internal);
}

#[test]
fn the_details_of_grpc_are_fields_and_the_users_text() {
    static CORE: Upstream = Upstream::CONNECT.fields(&[("client_id", "customerId")]);
    let list =
        r#"[{"field":"customerId","error":"must be positive"},{"field":"customer_name","error":"is short"}]"#;
    let violations = json!([
        { "field": "client_id", "description": "must be positive" },
        { "field": "client_name", "description": "is short" },
    ]);
    for name in ["fieldViolations", "field_violations"] {
        let detail = json!({ "@type": "type.googleapis.com/google.rpc.BadRequest", name: violations });
        let body = json!({ "code": 3, "message": "bad", "details": [detail] });
        assert_envelope(&read(&CORE, 400, body.to_string()), "invalid_argument", list);
    }
    // The same as protobuf, in Connect's base64.
    let string = |tag: u8, bytes: &[u8]| {
        let length = u8::try_from(bytes.len()).expect("a short one");
        [&[tag, length], bytes].concat()
    };
    let violation = |field: &str, description: &str| {
        string(0x0A, &[string(0x0A, field.as_bytes()), string(0x12, description.as_bytes())].concat())
    };
    let message = [violation("client_id", "must be positive"), violation("client_name", "is short")].concat();
    for value in [base64(&message), format!("{}=", base64(&message))] {
        let body = json!({ "code": "invalid_argument", "details": [{ "type": "google.rpc.BadRequest", "value": value }] });
        assert_envelope(&read(&CORE, 400, body.to_string()), "invalid_argument", list);
    }
    let detail = json!({ "@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en", "message": "No client 7" });
    let body = json!({ "code": "not_found", "message": "x", "details": [1, {}, detail, { "type": "google.rpc.BadRequest", "value": "!" }] });
    assert_envelope(&read(&CORE, 404, body.to_string()), "not_found", "lms: status=404: No customer 7");
}

#[test]
fn the_delay_of_grpc_is_the_time_to_wait() {
    static CORE: Upstream = Upstream::CONNECT;
    let wait = |code: &str, detail: &serde_json::Value| {
        let body = json!({ "code": code, "message": "x", "details": [detail] });
        read(&CORE, 429, body.to_string()).to_response().headers().get(RETRY_AFTER).cloned()
    };
    for (delay, expected) in [
        ("30s", Some("30")),
        ("1.5s", Some("2")),
        ("0s", Some("0")),
        ("9999s", Some("120")),
        ("1e400s", None),
        ("-1s", None),
        ("NaNs", None),
        ("30", None),
        ("", None),
    ] {
        let detail = json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay });
        let expected = expected.map(HeaderValue::from_static);
        assert_eq!(wait("resource_exhausted", &detail), expected, "{delay}");
        assert_eq!(wait("aborted", &detail), None, "{delay}");
    }
    // As protobuf: 30 seconds; 1 second and 500,000,000 nanoseconds; -1 second; cut off.
    for (message, expected) in [
        (&b"\x0A\x02\x08\x1E"[..], Some("30")),
        (b"\x0A\x08\x08\x01\x10\x80\xCA\xB5\xEE\x01", Some("2")),
        (b"\x0A\x0B\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", None),
        (b"\x0A\x02\x08", None),
    ] {
        let detail = json!({ "type": "google.rpc.RetryInfo", "value": base64(message) });
        assert_eq!(wait("unavailable", &detail), expected.map(HeaderValue::from_static), "{message:?}");
    }
    // The header takes precedence.
    let detail = json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "30s" });
    let body = json!({ "code": "unavailable", "details": [detail] }).to_string();
    let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("7"))]);
    let error = CORE.read(StatusCode::SERVICE_UNAVAILABLE, &headers, body);
    assert_eq!(error.to_response().headers()[RETRY_AFTER], "7");
}

/// Without padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<_> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let digit = |bits: &[u8]| {
        let value = (0..6).fold(0, |value, n| value << 1 | bits.get(n).copied().unwrap_or_default());
        char::from(DIGITS[usize::from(value)])
    };
    bits.chunks(6).map(digit).collect()
}

#[test]
fn our_own_envelope_keeps_its_code_text_and_fields() {
    static CORE: Upstream = Upstream::ENVELOPE.fields(&[("officeId", "branchId")]);
    let body = r#"{"code":"not_found","message":"cards: status=404: No card 7 of the client"}"#;
    assert_envelope(&read(&CORE, 404, body), "not_found", "lms: status=404: No card 7 of the customer");
    // The code takes precedence over the status.
    assert_envelope(&read(&CORE, 500, body), "not_found", "lms: status=404: No card 7 of the customer");

    let list = r#"[{\"field\":\"officeId\",\"error\":\"required\"},{\"field\":\"a[1].b\",\"error\":\"must be at most 9\"}]"#;
    let body = format!(r#"{{"code":"invalid_argument","message":"{list}"}}"#);
    let expected =
        r#"[{"field":"branchId","error":"required"},{"field":"a[1].b","error":"must be at most 9"}]"#;
    let error = read(&CORE, 400, body);
    assert_envelope(&error, "invalid_argument", expected);
    assert_eq!(error.parameter(), Some("officeId"));
    let body = r#"{"code":"invalid_argument","message":"not a list"}"#;
    assert_envelope(
        &read(&CORE, 400, body),
        "invalid_argument",
        r#"[{"field":"request","error":"not a list"}]"#,
    );

    let mut headers = HeaderMap::new();
    headers.insert(RETRY_AFTER, HeaderValue::from_static("7"));
    let body = r#"{"code":"unavailable","message":"cards: status=503: Service is temporarily unavailable"}"#;
    let error = CORE.read(StatusCode::SERVICE_UNAVAILABLE, &headers, body);
    assert_eq!((error.code(), error.retry_after().map(|time| time.as_secs())), (Code::Unavailable, Some(7)));

    let error = read(&CORE, 403, r#"{"code":"quota_exceeded","message":"x"}"#);
    assert_eq!((error.code(), error.upstream_code()), (Code::PermissionDenied, Some("quota_exceeded")));
    assert_eq!(read(&CORE, 404, "<html>").code(), Code::NotFound);
}
