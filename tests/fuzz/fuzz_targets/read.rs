//! Any response of an upstream (dialect, status, `retry-after` and body) becomes an error with a code and an envelope.
#![no_main]

use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use libfuzzer_sys::fuzz_target;
use lms_error::{
    Code, Envelope, FieldErrors, LmsError,
    upstream::{Credential, Upstream},
};

static DIALECTS: [Upstream; 6] = [
    Upstream::FINERACT,
    Upstream::FINERACT
        .credential(Credential::Caller)
        .fields(&[("clientId", "customerId"), ("é", "e")])
        .codes(&[("error.msg", Code::InvalidArgument), ("error.msg.a", Code::NotFound)]),
    Upstream::RFC_9457,
    Upstream::SPRING_BOOT,
    Upstream::CONNECT,
    Upstream::ENVELOPE,
];

fuzz_target!(|input: (u8, u16, &[u8], &[u8])| {
    let (dialect, status, retry_after, body) = input;
    let upstream = &DIALECTS[usize::from(dialect) % DIALECTS.len()];
    let Ok(status) = StatusCode::from_u16(100 + status % 900) else { return };
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(retry_after) {
        headers.append(RETRY_AFTER, value);
    }
    let error = upstream.read(status, &headers, body);
    let text = error.to_string();
    assert!(text.len() <= 32 * 1024 && !text.contains(char::is_control), "{text}");
    assert!(error.retry_after().is_none_or(|time| time.as_secs() <= 120));
    let response = error.to_response();
    let envelope: Envelope = serde_json::from_slice(response.body()).expect("an envelope");
    assert_eq!(envelope.code, error.code());
    if envelope.code == Code::InvalidArgument {
        let fields: FieldErrors = serde_json::from_str(&envelope.message).expect("a list");
        assert!(!fields.is_empty());
    }
    let _ = upstream.read_ok(body);
    let _ = upstream.decode::<u64>(status, &headers, body);
});
