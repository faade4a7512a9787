//! The finished response, whatever the framework.

mod event;
pub(crate) mod mark;

use std::{borrow::Cow, error::Error, fmt, sync::OnceLock, time::Duration};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
};

pub(crate) use self::event::Diagnosis;
use self::event::Event;
use crate::{Code, FieldError, LmsError, Policy, Retry, render};

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
/// A [`Code`] converts into the standard response of that code, for places that have no error:
///
/// ```
/// # use lms_error::{Code, ErrorResponse};
/// let response = ErrorResponse::from(Code::NotFound);
/// assert_eq!(&response.body()[..], br#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#);
/// ```
///
/// # Extensions
///
/// An `http::Response` that it is converted into has the [`Code`] among its extensions. Metrics and logs read it there:
///
/// ```
/// # use lms_error::{Code, ErrorResponse};
/// let response = http::Response::<Vec<u8>>::from(ErrorResponse::from(Code::Aborted));
/// assert_eq!(response.extensions().get::<Code>(), Some(&Code::Aborted));
/// ```
///
#[doc = include_str!("../../docs/events.md")]
// Small enough for the `Err` of every handler: the header map is created on first use.
#[derive(Clone, Debug)]
#[must_use = "a response does nothing until it is returned"]
pub struct ErrorResponse {
    /// In whole seconds.
    retry_after: Option<u64>,
    headers: OnceLock<Box<HeaderMap>>,
    body: Bytes,
    event: Event,
}

impl ErrorResponse {
    /// Renders the error, and records its event in the current span.
    #[inline]
    pub(crate) fn of<E: LmsError + ?Sized>(error: &E, policy: &'static Policy) -> Self {
        let records = Event::is_enabled(policy, error.code());
        let mut rendered = render::body(error, policy, records);
        let code = rendered.code();
        // `Retry-After` is legal only with `unavailable`.
        let retry_after = if code.retry() == Retry::Backoff { error.retry_after() } else { None };
        let event = if records {
            Event::of(error, code, policy, rendered.take_details())
        } else {
            Event::new(code, policy)
        };
        Self {
            retry_after: retry_after.map(whole_seconds),
            headers: OnceLock::new(),
            body: rendered.into_bytes(),
            event,
        }
    }

    /// Returns the standard response of a code.
    pub(crate) fn standard(code: Code, policy: &'static Policy) -> Self {
        Self::new(code, policy, render::standard_body(code, policy))
    }

    /// Returns the `invalid_argument` response with this list, for callers that have no error.
    #[allow(dead_code, reason = "some features need it")]
    pub(crate) fn of_fields(errors: Cow<'_, [FieldError]>, policy: &'static Policy) -> Self {
        let code = Code::InvalidArgument;
        let records = Event::is_enabled(policy, code);
        let mut rendered = render::fields(errors, policy, records);
        let event = if records {
            Event::of_fields(policy, rendered.take_details())
        } else {
            Event::new(code, policy)
        };
        Self { event, ..Self::new(code, policy, rendered.into_bytes()) }
    }

    #[inline]
    pub(crate) fn new(code: Code, policy: &'static Policy, body: Bytes) -> Self {
        Self { retry_after: None, headers: OnceLock::new(), body, event: Event::new(code, policy) }
    }

    /// Adds to the event what a catch-all knows of the cause.
    #[allow(dead_code, reason = "some features need it")]
    pub(crate) fn with_diagnosis(mut self, diagnosis: &Diagnosis<'_>) -> Self {
        self.event.diagnose(diagnosis);
        self
    }

    /// Emits the event, if it was not emitted before. Every conversion into a framework's response calls it.
    #[inline]
    pub(crate) fn emit(&self) {
        self.event.emit();
    }

    /// Returns the code.
    #[must_use]
    #[inline]
    pub fn code(&self) -> Code {
        self.event.code()
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.code().status()
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
            self.insert_headers(&mut headers);
            Box::new(headers)
        })
    }

    /// Returns the envelope as JSON.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Converts the response into the parts of an `http::Response` and its body, for a framework that has no feature
    /// here. The parts hold the [`Code`] among their extensions. As any conversion, it emits the event.
    ///
    /// ```
    /// use lms_error::{Code, ErrorResponse};
    ///
    /// let (parts, body) = ErrorResponse::from(Code::Unauthenticated).into_parts();
    /// assert_eq!(parts.status, 401);
    /// assert_eq!(parts.headers["www-authenticate"], "Bearer");
    /// assert!(body.starts_with(br#"{"code":"unauthenticated","#));
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (http::response::Parts, Bytes) {
        http::Response::from(self).into_parts()
    }

    /// Returns the message of the envelope.
    #[allow(dead_code, reason = "some features need it")]
    pub(crate) fn message(&self) -> Cow<'_, str> {
        render::message(self.code(), &self.body)
    }

    /// Returns the message of the standard response of the same service, for a message that is too long for a protocol.
    #[allow(dead_code, reason = "some features need it")]
    pub(crate) fn standard_message(&self) -> String {
        let (code, message) = (self.code(), self.message());
        match message.split_once(": ") {
            Some((service, _)) if code != Code::InvalidArgument => {
                format!("{service}: status={}: {}", code.status().as_u16(), code.standard())
            }
            _ => code.standard().to_owned(),
        }
    }

    /// Returns the field list of an `invalid_argument` response.
    #[allow(dead_code, reason = "some features need it")]
    pub(crate) fn fields(&self) -> Vec<FieldError> {
        if self.code() == Code::InvalidArgument { render::fields_of(&self.message()) } else { Vec::new() }
    }

    /// Inserts the headers into the map of a framework's response.
    pub(crate) fn insert_headers(&self, headers: &mut HeaderMap) {
        insert_headers(self.code(), self.retry_after, headers);
    }
}

#[inline]
fn insert_headers(code: Code, retry_after: Option<u64>, headers: &mut HeaderMap) {
    headers.insert(CONTENT_TYPE, const { HeaderValue::from_static(JSON) });
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

/// Emits the event, and inserts the [`Code`] into the extensions.
impl<B: From<Bytes>> From<ErrorResponse> for http::Response<B> {
    fn from(response: ErrorResponse) -> Self {
        response.emit();
        let code = response.code();
        let mut converted = http::Response::new(B::from(response.body));
        *converted.status_mut() = code.status();
        insert_headers(code, response.retry_after, converted.headers_mut());
        *converted.extensions_mut() = mark::extensions(code);
        converted
    }
}

/// The content type of an envelope.
pub(crate) const JSON: &str = "application/json";

/// Rounds up.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_and_list_are_read_back_as_they_were() {
        static CARDS: Policy = Policy::LMS.service("cards");
        let response = CARDS.standard(Code::Unavailable);
        assert_eq!(response.message(), "cards: status=503: Service is temporarily unavailable");
        assert_eq!(response.fields(), []);

        let list =
            [FieldError::new("a\"b\\", "\n\u{1}\"},{\"field\":\"x"), FieldError::new("客", "required")];
        let response = ErrorResponse::of_fields(list.as_slice().into(), &CARDS);
        assert_eq!(
            response.message(),
            r#"[{"field":"a\"b\\","error":"\n\u0001\"},{\"field\":\"x"},{"field":"客","error":"required"}]"#,
        );
        assert_eq!(response.fields(), list);
    }

    #[test]
    fn the_standard_message_is_that_of_the_same_service() {
        static CARDS: Policy = Policy::LMS.service("cards");
        let response = CARDS.for_status(StatusCode::GONE).expect("an error");
        assert_eq!(response.standard_message(), "cards: status=404: Resource does not exist");
        let response = CARDS.for_status(StatusCode::METHOD_NOT_ALLOWED).expect("an error");
        assert_eq!(response.standard_message(), r#"[{"field":"request","error":"invalid"}]"#);
    }
}
