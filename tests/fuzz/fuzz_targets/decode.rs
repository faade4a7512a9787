//! A partner's client decodes any status, `retry-after` and body.
#![no_main]

use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use libfuzzer_sys::fuzz_target;
use lms_error::client::{Attempts, Budget, Idempotency, Outcome, PartnerError};

fuzz_target!(|input: (u16, &[u8], &[u8])| {
    let (status, retry_after, body) = input;
    let Ok(status) = StatusCode::from_u16(100 + status % 900) else { return };
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(retry_after) {
        headers.append(RETRY_AFTER, value);
    }
    let error = PartnerError::decode(status, &headers, body);
    assert!(format!("{error} {error:?}").len() <= 4_000 + 12 * body.len());
    assert!(error.message().ends_with(error.text()));
    let mut attempts = Attempts::new(Idempotency::Safe, &Budget::default()).without_jitter();
    if let Ok(pause) = attempts.after(Outcome::from(&error), None) {
        assert!(pause.as_secs() <= 120);
    }
});
