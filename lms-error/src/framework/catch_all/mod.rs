//! The part of the catch-alls that does not depend on a framework.

#[cfg(any(feature = "poem", feature = "rocket", feature = "tower", feature = "warp"))]
pub(crate) mod in_memory;
#[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo", feature = "tower"))]
pub(crate) mod panic;
mod report;

use http::{HeaderValue, StatusCode};

use crate::{
    Code, ErrorResponse, Policy,
    response::JSON,
    retry_after::{self, RetryAfterValue},
};

/// The number of bytes of a replaced body that are logged.
#[cfg(any(feature = "poem", feature = "rocket", feature = "salvo", feature = "tower", feature = "warp"))]
pub(crate) const BODY_LIMIT: usize = 4096;

/// The action of a catch-all on a response.
#[derive(Debug)]
pub(crate) enum Action {
    /// It stays as it is.
    Keep,
    /// It is an envelope, but another layer has changed its status or its content type.
    Correct(Code),
    /// It is replaced by an envelope.
    Replace(ErrorResponse),
}

/// Decides about a response; `marked` is the code of a response of this crate.
pub(crate) fn check(
    policy: &'static Policy,
    marked: Option<Code>,
    status: StatusCode,
    content_type: Option<&[u8]>,
) -> Action {
    match marked {
        Some(code) if status == code.status() && content_type == Some(JSON.as_bytes()) => Action::Keep,
        Some(code) => Action::Correct(code),
        None if is_grpc(content_type) => Action::Keep,
        None => policy.for_status(status).map_or(Action::Keep, Action::Replace),
    }
}

/// Returns the content type of a response; `None` if it has none, or several.
#[cfg(any(feature = "poem", feature = "salvo", feature = "tower", feature = "warp"))]
pub(crate) fn content_type(headers: &http::HeaderMap) -> Option<HeaderValue> {
    let mut values = headers.get_all(http::header::CONTENT_TYPE).iter();
    values.next().filter(|_| values.next().is_none()).cloned()
}

/// Returns true if a content type is one of gRPC's, whose errors are in the trailers.
pub(crate) fn is_grpc(content_type: Option<&[u8]>) -> bool {
    const GRPC: &[u8] = b"application/grpc";
    let start = content_type.and_then(|value| value.get(..GRPC.len()));
    start.is_some_and(|start| start.eq_ignore_ascii_case(GRPC))
}

/// Returns true if a header stays when an envelope with this code replaces the body.
///
/// Headers that describe the old body go. A `retry-after` stays on `unavailable` alone, and only if callers can use it.
pub(crate) fn stays(name: &str, value: &[u8], code: Code) -> bool {
    const OF_BODY: [&str; 15] = [
        "content-digest",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-location",
        "content-md5",
        "content-range",
        "content-type",
        "digest",
        "etag",
        "last-modified",
        "repr-digest",
        "trailer",
        "transfer-encoding",
    ];
    if name.eq_ignore_ascii_case("retry-after") {
        return code == Code::Unavailable && is_retry_after(value);
    }
    !OF_BODY.iter().any(|of_body| name.eq_ignore_ascii_case(of_body))
}

/// Returns true if the value of a `retry-after` is a date, or a number of seconds that fits 32 bits.
fn is_retry_after(value: &[u8]) -> bool {
    // The longest date format has 33 bytes.
    const LONGEST: usize = 40;
    if value.len() > LONGEST {
        return false;
    }
    match HeaderValue::from_bytes(value).ok().as_ref().and_then(retry_after::parse) {
        Some(RetryAfterValue::Seconds(seconds)) => u32::try_from(seconds).is_ok(),
        Some(RetryAfterValue::Date(_)) => true,
        None => false,
    }
}

/// Removes the headers that describe the old body, and adds those of the envelope.
#[cfg(any(feature = "poem", feature = "salvo", feature = "tower", feature = "warp"))]
pub(crate) fn replace_headers(headers: &mut http::HeaderMap, envelope: &http::HeaderMap, code: Code) {
    let gone: Vec<http::HeaderName> = headers
        .iter()
        .filter(|(name, value)| !stays(name.as_str(), value.as_bytes(), code))
        .map(|(name, _)| name.clone())
        .collect();
    for name in gone {
        headers.remove(name);
    }
    for (name, value) in envelope {
        // An existing challenge is more specific.
        headers.entry(name).or_insert_with(|| value.clone());
    }
}

/// Sets the headers of an envelope to what they were before another layer changed them.
#[cfg(any(feature = "poem", feature = "salvo", feature = "tower", feature = "warp"))]
pub(crate) fn correct_headers(headers: &mut http::HeaderMap) {
    headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static(JSON));
}
