//! An error response as its receiver sees it.

use std::{
    error::Error,
    fmt,
    time::{Duration, SystemTime},
};

use http::{HeaderMap, StatusCode, header::RETRY_AFTER};

use super::Outcome;
#[cfg(feature = "upstream")]
use crate::upstream::{Credential, Upstream, UpstreamError};
use crate::{
    Code, ErrorResponse, FieldError, FieldErrors, Retry,
    received::{ReceivedCode, ReceivedEnvelope},
    retry_after,
};

/// An error response of a service that keeps the contract, or of a proxy in its place.
///
/// ```
/// use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
/// use lms_error::{Code, client::{PartnerCode, PartnerError}};
///
/// let body = br#"{"code":"not_found","message":"lms: status=404: Customer with id 9999 does not exist"}"#;
/// let error = PartnerError::decode(StatusCode::NOT_FOUND, &HeaderMap::new(), body);
/// assert_eq!(error.code(), PartnerCode::Known(Code::NotFound));
/// assert_eq!(error.text(), "Customer with id 9999 does not exist");
///
/// // A proxy's page has no code: the status decides.
/// let error = PartnerError::decode(StatusCode::BAD_GATEWAY, &HeaderMap::new(), b"<html>Bad Gateway</html>");
/// assert_eq!(error.code(), PartnerCode::Known(Code::Unavailable));
/// assert_eq!(error.message(), "");
/// ```
#[derive(Clone)]
pub struct PartnerError(Box<Decoded>);

#[derive(Clone)]
struct Decoded {
    status: StatusCode,
    outcome: Outcome,
    envelope: Option<ReceivedEnvelope>,
    fields: FieldErrors,
    /// The beginning of a body that is not an envelope.
    snippet: String,
}

/// The code of a received error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartnerCode<'a> {
    /// One of the seven.
    Known(Code),
    /// A code that this version of the crate does not know, cut to 128 bytes.
    Unknown(&'a str),
}

impl fmt::Display for PartnerCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Known(code) => code.as_str(),
            Self::Unknown(code) => code,
        })
    }
}

/// The largest body that is read as an envelope: a list of some ten thousand fields.
const LARGEST_ENVELOPE: usize = 1024 * 1024;
/// The length to which any other body is cut.
const SNIPPET: usize = 256;

impl PartnerError {
    /// Decodes a response of any status, headers and bytes; it never fails. Of a body that is not
    /// an envelope, or is larger than 1 MiB, only the status counts.
    #[must_use]
    pub fn decode(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let outcome = Outcome::response(status, headers);
        let envelope = ReceivedEnvelope::parse(body, LARGEST_ENVELOPE);
        let snippet = match envelope {
            Some(_) => String::new(),
            None => String::from_utf8_lossy(&body[..body.len().min(SNIPPET)]).into_owned(),
        };
        let is_list = |envelope: &&ReceivedEnvelope| match envelope.code {
            ReceivedCode::Known(code) => code == Code::InvalidArgument,
            ReceivedCode::Unknown(_) => status == StatusCode::BAD_REQUEST,
        };
        let fields = envelope.as_ref().filter(is_list).and_then(ReceivedEnvelope::fields).unwrap_or_default();
        Self(Box::new(Decoded { status, outcome, envelope, fields, snippet }))
    }

    /// Returns the HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the code of the body, also where it disagrees with the status. Without an envelope it is the code to
    /// which [`ErrorResponse::from_status`] maps the status.
    #[must_use]
    pub fn code(&self) -> PartnerCode<'_> {
        match &self.0.envelope {
            Some(ReceivedEnvelope { code: ReceivedCode::Known(code), .. }) => PartnerCode::Known(*code),
            Some(ReceivedEnvelope { code: ReceivedCode::Unknown(code), .. }) => PartnerCode::Unknown(code),
            None => PartnerCode::Known(self.code_of_status()),
        }
    }

    /// Returns the message as it was sent, empty without an envelope.
    #[must_use]
    pub fn message(&self) -> &str {
        self.0.envelope.as_ref().map_or("", |envelope| &envelope.message)
    }

    /// Returns the message without its prefix `lms: status=404: `.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.envelope.as_ref().map_or("", ReceivedEnvelope::text)
    }

    /// Returns the fields of an `invalid_argument`; empty if its message is not a list.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        self.0.fields.as_ref()
    }

    /// Returns the time to wait that the service asks for, counted from when the response was decoded.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.outcome.retry_after
    }

    /// Returns the retry rule of the code; for an unknown code, that of the status.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self.code() {
            PartnerCode::Known(code) => code.retry(),
            PartnerCode::Unknown(_) => self.code_of_status().retry(),
        }
    }

    pub(super) fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// Returns the code of the status; an unexpected status below 400 is `internal`.
    fn code_of_status(&self) -> Code {
        ErrorResponse::from_status(self.0.status).map_or(Code::Internal, |response| response.code())
    }
}

impl fmt::Display for PartnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.status.as_u16(), self.code())?;
        if !self.0.fields.is_empty() {
            write!(f, ": {}", self.0.fields)
        } else if !self.text().is_empty() {
            write!(f, ": {}", self.text())
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for PartnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut error = f.debug_struct("PartnerError");
        error.field("status", &self.0.status).field("code", &self.code());
        match &self.0.envelope {
            Some(envelope) => error.field("message", &envelope.message),
            None => error.field("body", &self.0.snippet),
        };
        error.field("retry_after", &self.retry_after()).finish()
    }
}

impl Error for PartnerError {}

#[cfg(feature = "upstream")]
impl From<PartnerError> for UpstreamError {
    /// Translates the error for a service that is itself a client of another one. Such a service calls with its own
    /// credential, so a refused credential is an `internal` error. A service that forwards its caller's credential
    /// reads the response with [`Upstream::ENVELOPE`].
    fn from(error: PartnerError) -> Self {
        let mut headers = HeaderMap::new();
        if let Some(time) = error.retry_after() {
            headers.insert(RETRY_AFTER, time.as_secs().into());
        }
        let body = match &error.0.envelope {
            Some(envelope) => {
                serde_json::json!({ "code": error.code().to_string(), "message": envelope.message })
                    .to_string()
            }
            None => error.0.snippet,
        };
        Upstream::ENVELOPE.credential(Credential::Service).read(error.0.status, &headers, body)
    }
}

/// Reads the time to wait off a response's headers. Of several values the longest counts.
pub(super) fn wait_in(headers: &HeaderMap) -> Option<Duration> {
    let now = SystemTime::now();
    let values = headers.get_all(RETRY_AFTER).iter().filter_map(retry_after::parse);
    values.map(|value| value.delay(now)).max()
}
