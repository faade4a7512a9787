//! The part of the catch-alls that does not depend on a framework.

use http::StatusCode;

use crate::{
    AsFieldErrors, ErrorResponse, Policy,
    response::{Diagnosis, content_type},
};

/// What an extractor of the framework has to say, where the catch-all gets hold of it.
pub(crate) fn rejected(rejection: &impl AsFieldErrors) -> ErrorResponse {
    ErrorResponse::of_fields(rejection.as_field_errors(), &Policy::LMS)
}

/// What goes out instead of an answer; nothing if it may stay.
pub(crate) fn instead_of(status: StatusCode, content_type: Option<&[u8]>) -> Option<ErrorResponse> {
    let is_grpc = content_type.is_some_and(|value| value.starts_with(b"application/grpc"));
    if status.as_u16() < 400 || is_ours(content_type) || is_grpc {
        return None;
    }
    let response = ErrorResponse::from_status(status)?;
    Some(response.with_diagnosis(&Diagnosis {
        message: format_args!("replaced a response with status {status}"),
        route: None,
        body: None,
    }))
}

/// Whether an answer with this content type is one of ours.
fn is_ours(value: Option<&[u8]>) -> bool {
    value.is_some_and(|value| std::ptr::eq(value, content_type().as_bytes()))
}

/// Whether a header of the answer stays when its body goes. What describes the body goes with it, and so does a
/// `retry-after` that says nothing.
pub(crate) fn stays(name: &str, value: &[u8]) -> bool {
    const OF_BODY: [&str; 14] = [
        "content-digest",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-location",
        "content-md5",
        "content-range",
        "content-type",
        "etag",
        "last-modified",
        "repr-digest",
        "trailer",
        "transfer-encoding",
    ];
    if name.eq_ignore_ascii_case("retry-after") {
        let is_date = value.ends_with(b" GMT");
        return is_date || !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    }
    !OF_BODY.iter().any(|of_body| name.eq_ignore_ascii_case(of_body))
}

/// Puts our headers in the place of those that go.
#[cfg(any(feature = "poem", feature = "salvo", feature = "tower", feature = "warp"))]
pub(crate) fn take_over(headers: &mut http::HeaderMap, answer: &ErrorResponse) {
    answer.emit();
    let gone: Vec<_> = headers
        .iter()
        .filter(|(name, value)| !stays(name.as_str(), value.as_bytes()))
        .map(|(name, _)| name.clone())
        .collect();
    for name in gone {
        headers.remove(name);
    }
    for (name, value) in answer.headers() {
        // A challenge that is there says more than ours.
        headers.entry(name).or_insert_with(|| value.clone());
    }
}
