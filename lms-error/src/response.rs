//! The finished answer. All rendering ends here, whatever the framework.

use std::{error::Error, fmt, sync::OnceLock, time::Duration};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
};

use crate::{Code, LmsError, Retry, constant::Constant, log, render};

/// An error answer, ready to be sent: status, headers and body.
///
/// Every [`LmsError`] converts into it with `?`, and it is a response in each framework whose feature is
/// on. A function that can fail in the ways of several enums returns it:
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
/// let answer = handler().unwrap_err();
/// assert_eq!(answer.status(), 503);
/// assert_eq!(answer.headers()["retry-after"], "90");
/// assert_eq!(
///     &answer.body()[..],
///     br#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#,
/// );
///
/// // For whatever speaks `http`: hyper, tower, a test.
/// let response: http::Response<Vec<u8>> = answer.into();
/// assert_eq!(response.headers()["content-type"], "application/json");
/// ```
///
/// With the feature `tracing`, making one is exactly one event, with what the partner does not see: ERROR for a 5xx,
/// DEBUG for a 4xx; `error.type`, `http.response.status_code`, `error.message` (the error's own text) and
/// `error.sources` (the texts of its sources, from the nearest to the root, as far as the error has not said them itself).
///
/// A [`Code`] converts into the standard answer of that code, for places that have no error in hand:
///
/// ```
/// # use lms_error::{Code, ErrorResponse};
/// let answer = ErrorResponse::from(Code::NotFound);
/// assert_eq!(&answer.body()[..], br#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#);
/// ```
// Small enough to be the `Err` of every handler: the headers are made when they are asked for, and no sooner.
#[derive(Clone, Debug)]
#[must_use = "an answer does nothing until it is returned"]
pub struct ErrorResponse {
    code: Code,
    retry_after: Option<u64>,
    headers: OnceLock<Box<HeaderMap>>,
    body: Bytes,
}

impl ErrorResponse {
    pub(crate) fn of<E: LmsError + ?Sized>(error: &E) -> Self {
        let (code, body) = render::body_of(error);
        log::answered(code, error);
        // Only who is asked to back off is told for how long.
        let retry_after = if code.retry() == Retry::Backoff { error.retry_after() } else { None };
        Self { retry_after: retry_after.map(whole_seconds), ..Self::new(code, body) }
    }

    pub(crate) fn new(code: Code, body: Bytes) -> Self {
        Self { code, retry_after: None, headers: OnceLock::new(), body }
    }

    /// Which of the seven codes it is.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.code.status()
    }

    /// How long the caller is asked to wait, in whole seconds; only where the code is `unavailable`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after.map(Duration::from_secs)
    }

    /// The headers: `content-type`, `retry-after` where the error has one, `www-authenticate` on 401.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.headers.get_or_init(|| {
            let mut headers = HeaderMap::new();
            insert_headers(self.code, self.retry_after, &mut headers);
            Box::new(headers)
        })
    }

    /// The envelope as JSON.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The same, for who needs nothing else of the answer any more.
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo"))]
    pub(crate) fn into_body(self) -> Bytes {
        self.body
    }

    /// Inserts the headers, for who has a map of his own.
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

/// The status and the body, as they go out.
impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status().as_u16(), String::from_utf8_lossy(&self.body))
    }
}

/// What a framework carries to where it answers. It has no source: what an answer was made of is in the log.
impl Error for ErrorResponse {}

impl<E: LmsError> From<E> for ErrorResponse {
    fn from(error: E) -> Self {
        Self::of(&error)
    }
}

impl From<Code> for ErrorResponse {
    fn from(code: Code) -> Self {
        log::answered_without_error(code, &code.standard());
        Self::new(code, Constant::of(code).body())
    }
}

impl<B: From<Bytes>> From<ErrorResponse> for http::Response<B> {
    fn from(answer: ErrorResponse) -> Self {
        let ErrorResponse { code, retry_after, body, .. } = answer;
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
