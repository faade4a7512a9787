//! The translation of an upstream's error responses.

use http::{HeaderMap, StatusCode};
use lms_error::{
    LmsError,
    upstream::{Upstream, UpstreamError},
};

mod compile_errors;
mod corpus;
mod dialects;
mod fineract;
mod log;
mod rows;
mod sockets;
mod texts;
mod total;

fn read(upstream: &Upstream, status: u16, body: impl AsRef<[u8]>) -> UpstreamError {
    let status = StatusCode::from_u16(status).expect("a status");
    upstream.read(status, &HeaderMap::new(), body)
}

/// The code and the message that a partner reads.
#[track_caller]
fn assert_envelope(error: &UpstreamError, code: &str, message: &str) {
    let envelope = error.envelope();
    assert_eq!((envelope.code.as_str(), &*envelope.message), (code, message), "{error}");
}

/// Returns a body of Fineract: a generic code at the top level, and a specific one in its single error.
fn fineract(top_code: &str, code: &str, text: &str, parameter: &str) -> String {
    serde_json::json!({
        "developerMessage": "Request was understood but caused a domain rule violation.",
        "httpStatusCode": "403",
        "defaultUserMessage": "Errors contain reason for domain rule violation.",
        "userMessageGlobalisationCode": top_code,
        "errors": [{
            "developerMessage": "Hibernate: select from m_client",
            "defaultUserMessage": text,
            "userMessageGlobalisationCode": code,
            "parameterName": parameter,
            "value": null,
            "args": [],
        }],
    })
    .to_string()
}
