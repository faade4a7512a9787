//! `read` gives an error with a code whatever an upstream sends.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use lms_error::{Code, LmsError, upstream::Upstream};
use proptest::prelude::*;

use crate::read;

static DIALECTS: [Upstream; 5] =
    [Upstream::FINERACT, Upstream::RFC_9457, Upstream::SPRING_BOOT, Upstream::CONNECT, Upstream::ENVELOPE];

/// Reads, renders and logs.
fn check(status: u16, headers: &HeaderMap, body: &[u8]) {
    for upstream in &DIALECTS {
        let error = upstream.read(StatusCode::from_u16(status).expect("a status"), headers, body);
        let response = error.to_response();
        assert!(Code::ALL.contains(&response.code()));
        assert!(error.to_string().len() < 16 * 1024);
        assert!(!format!("{error:?}").is_empty());
        let envelope: lms_error::Envelope = serde_json::from_slice(response.body()).expect("an envelope");
        if envelope.code == Code::InvalidArgument {
            let fields: lms_error::FieldErrors = serde_json::from_str(&envelope.message).expect("a list");
            assert!(!fields.is_empty());
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let word = prop::sample::select(vec![
        "errors",
        "developerMessage",
        "defaultUserMessage",
        "userMessageGlobalisationCode",
        "parameterName",
        "args",
        "value",
        "httpStatusCode",
        "Exception",
        "statusCode",
        "body",
        "headers",
        "name",
        "type",
        "title",
        "detail",
        "pointer",
        "invalid-params",
        "timestamp",
        "error",
        "message",
        "field",
        "code",
        "details",
        "@type",
        "google.rpc.BadRequest",
        "google.rpc.LocalizedMessage",
        "fieldViolations",
        "description",
        "not_found",
        "invalid_argument",
        "validation.msg.a.cannot.be.blank",
        "x.when.y.is.z",
        "400",
        "client",
        "`client`",
        "",
        "é",
    ]);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "\\PC{0,20}".prop_map(Into::into),
        word.clone().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
            prop::collection::vec((word.clone(), inner), 0..8).prop_map(|members| serde_json::Value::Object(
                members.into_iter().map(|(k, v)| (k.into(), v)).collect()
            )),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_are_an_error(status in 100..1000_u16, body in prop::collection::vec(any::<u8>(), 0..512)) {
        check(status, &HeaderMap::new(), &body);
    }

    #[test]
    fn any_json_is_an_error(status in prop::sample::select(vec![200_u16, 400, 401, 403, 404, 409, 503]), body in json()) {
        check(status, &HeaderMap::new(), body.to_string().as_bytes());
        for upstream in &DIALECTS {
            let _ = upstream.read_ok(body.to_string());
        }
    }

    #[test]
    fn any_truncated_json_is_an_error(body in json(), at in any::<prop::sample::Index>()) {
        let body = body.to_string();
        check(400, &HeaderMap::new(), &body.as_bytes()[..at.index(body.len())]);
    }

    #[test]
    fn any_retry_after_is_at_most_two_minutes(value in "[ -~]{0,40}|[0-9]{0,40}", date in "[ -~]{0,40}") {
        let headers = headers(&[("retry-after", &value), ("date", &date)]);
        check(503, &headers, b"");
        let error = Upstream::FINERACT.read(StatusCode::SERVICE_UNAVAILABLE, &headers, "");
        prop_assert!(error.retry_after().is_none_or(|time| time.as_secs() <= 120));
    }
}

fn headers(headers: &[(&'static str, &str)]) -> HeaderMap {
    let header = |(name, value): &(&'static str, &str)| {
        (HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).expect("a header value"))
    };
    headers.iter().map(header).collect()
}

#[test]
fn hostile_bodies_are_errors() {
    let nested =
        [r#"{"errors":"#.repeat(1_000), "[".repeat(100_000), format!("{{\"a\":{}", "{\"a\":".repeat(1_000))];
    for body in nested.iter().map(String::as_bytes) {
        check(400, &HeaderMap::new(), body);
    }
    for body in [
        &b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"[..],
        b"\xff\xfe\xfd",
        b"\0",
        b"<!DOCTYPE html>",
        b"null",
        b"\"\"",
    ] {
        check(503, &HeaderMap::new(), body);
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let value: Vec<u8> =
        Upstream::FINERACT.decode(StatusCode::OK, &HeaderMap::new(), "\u{feff}[7]").expect("JSON");
    assert_eq!(value, [7]);
}

#[test]
fn a_body_is_read_up_to_a_limit() {
    let body = vec![b'a'; 100 * 1024 * 1024];
    check(502, &HeaderMap::new(), &body);

    let text = "a".repeat(70 * 1024);
    let body = format!(r#"{{"userMessageGlobalisationCode":"error.msg.a","defaultUserMessage":"{text}"}}"#);
    assert_eq!(read(&Upstream::FINERACT, 403, &body).upstream_code(), None);
    let body = body.replace(&text, &text[..60 * 1024]);
    assert_eq!(read(&Upstream::FINERACT, 403, &body).upstream_code(), Some("error.msg.a"));
}

#[test]
fn retry_after_is_seconds_or_a_date_and_at_most_two_minutes() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (value, expected) in [
        ("30", Some(30)),
        ("0", Some(0)),
        ("120", Some(120)),
        ("121", Some(120)),
        ("410400", Some(120)),
        (&*"9".repeat(5_000), Some(120)),
        ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
        ("Sun, 06 Nov 1994 09:50:07 GMT", Some(120)),
        ("Sun, 06 Nov 1994 08:40:07 GMT", Some(0)),
        ("banana GMT", None),
        ("-1", None),
        ("", None),
    ] {
        let headers = headers(&[("retry-after", value), date]);
        let error = Upstream::FINERACT.read(StatusCode::TOO_MANY_REQUESTS, &headers, "");
        assert_eq!(error.retry_after().map(|time| time.as_secs()), expected, "{value:.40}");
    }
    // Without a `Date` header, the date is compared with the local clock.
    let past = headers(&[("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")]);
    let error = Upstream::FINERACT.read(StatusCode::SERVICE_UNAVAILABLE, &past, "");
    assert_eq!(error.retry_after().map(|time| time.as_secs()), Some(0));
}
