//! The finished response, whatever the framework.

pub(crate) mod event;

use std::{error::Error, fmt, sync::OnceLock, time::Duration};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
};

use crate::{Code, LmsError, Policy, Retry, render};

/// An error response, ready to be sent: status, headers and body.
///
/// Every [`LmsError`] converts into it with `?`, and it is a response in each framework whose feature is enabled. A
/// function that fails with errors of several enums can return it:
///
/// ```
/// use lms_error::{ErrorResponse, LmsError};
///
/// #[derive(Debug, thiserror::Error, LmsError)]
/// #[error("no quota left")]
/// #[lms(code = "unavailable", retry_after = 90)]
/// struct QuotaExceeded;
///
/// fn handler() -> Result<(), ErrorResponse> {
///     Err(QuotaExceeded)?
/// }
///
/// let response = handler().unwrap_err();
/// assert_eq!(response.status(), 503);
/// assert_eq!(response.headers()["retry-after"], "90");
/// assert_eq!(
///     &response.body()[..],
///     br#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#,
/// );
///
/// // For everything that uses the crate `http`: hyper, tower, a test.
/// let response: http::Response<Vec<u8>> = response.into();
/// assert_eq!(response.headers()["content-type"], "application/json");
/// ```
///
/// With the feature `tracing`, making one is exactly one event, with what the partner does not see: ERROR for a 5xx,
/// DEBUG for a 4xx; `error.type`, `http.response.status_code`, `error.message` (the error's own text) and
/// `error.sources` (the texts of its sources, from the nearest to the root, as far as the error has not said them itself).
///
/// A [`Code`] converts into the standard response of that code, for places that have no error:
///
/// ```
/// # use lms_error::{Code, ErrorResponse};
/// let response = ErrorResponse::from(Code::NotFound);
/// assert_eq!(&response.body()[..], br#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#);
/// ```
// Small enough for the `Err` of every handler: the header map is created on first use.
#[derive(Clone, Debug)]
#[must_use = "a response does nothing until it is returned"]
pub struct ErrorResponse {
    code: Code,
    retry_after: Option<u64>,
    headers: OnceLock<Box<HeaderMap>>,
    body: Bytes,
}

impl ErrorResponse {
    pub(crate) fn of<E: LmsError + ?Sized>(error: &E, policy: &'static Policy) -> Self {
        let rendered = render::body(error, policy, false);
        let code = rendered.code();
        event::answered(code, error);
        // `Retry-After` is legal only with `unavailable`.
        let retry_after = if code.retry() == Retry::Backoff { error.retry_after() } else { None };
        let (_, body) = rendered.into_parts();
        Self { retry_after: retry_after.map(whole_seconds), ..Self::new(code, body) }
    }

    pub(crate) fn standard(code: Code, policy: &'static Policy) -> Self {
        event::answered_without_error(code, &code.standard());
        Self::new(code, render::standard_body(code, policy))
    }

    pub(crate) fn new(code: Code, body: Bytes) -> Self {
        Self { code, retry_after: None, headers: OnceLock::new(), body }
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.code.status()
    }

    /// Returns the time that the caller should wait, in whole seconds; only an `unavailable` response has one.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after.map(Duration::from_secs)
    }

    /// Returns the headers: `content-type`, `retry-after` if the error has one, and `www-authenticate` on 401.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.headers.get_or_init(|| {
            let mut headers = HeaderMap::new();
            insert_headers(self.code, self.retry_after, &mut headers);
            Box::new(headers)
        })
    }

    /// Returns the envelope as JSON.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Consumes the response and returns the body.
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo"))]
    pub(crate) fn into_body(self) -> Bytes {
        self.body
    }

    /// Inserts the headers into the map of a framework's response.
    #[cfg(any(feature = "poem", feature = "salvo"))]
    pub(crate) fn put_headers(&self, headers: &mut HeaderMap) {
        insert_headers(self.code, self.retry_after, headers);
    }
}

fn insert_headers(code: Code, retry_after: Option<u64>, headers: &mut HeaderMap) {
    headers.insert(CONTENT_TYPE, const { HeaderValue::from_static(content_type()) });
    if let Some(seconds) = retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if code == Code::Unauthenticated {
        headers.insert(WWW_AUTHENTICATE, const { HeaderValue::from_static("Bearer") });
    }
}

/// Writes the status and the body as they are sent.
impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status().as_u16(), String::from_utf8_lossy(&self.body))
    }
}

/// Some frameworks carry a response as an error. It has no source: the error that it was made of is in the log.
impl Error for ErrorResponse {}

impl<E: LmsError> From<E> for ErrorResponse {
    fn from(error: E) -> Self {
        error.to_response()
    }
}

impl From<Code> for ErrorResponse {
    fn from(code: Code) -> Self {
        Self::standard(code, &Policy::LMS)
    }
}

impl<B: From<Bytes>> From<ErrorResponse> for http::Response<B> {
    fn from(response: ErrorResponse) -> Self {
        let ErrorResponse { code, retry_after, body, .. } = response;
        let mut response = http::Response::new(body.into());
        *response.status_mut() = code.status();
        insert_headers(code, retry_after, response.headers_mut());
        response
    }
}

/// The content type of our answers, which is ours by its place in memory, too.
///
/// Whatever stands in front of the handlers must tell our answers from those of the framework, and from JSON that a
/// handler has written itself. A value that was never copied is known by its address: that costs no allocation, as an
/// extension of the response would, and no byte on the wire. Where an answer is copied to bytes and read again, it is
/// ours no more, and is answered for anew: nothing gets through that way.
pub(crate) const fn content_type() -> &'static str {
    // Of a text that nobody else has, so that no compiler and no linker puts another one in the same place.
    static OURS: [u8; 29] = *b"application/json of lms-error";
    const JSON: &str = {
        let (json, _) = OURS.split_at("application/json".len());
        let Ok(json) = std::str::from_utf8(json) else { panic!("the text is of ASCII") };
        json
    };
    JSON
}

fn whole_seconds(time: Duration) -> u64 {
    time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0))
}
