//! Reads responses into an [`UpstreamError`].

use std::{
    error::Error,
    time::{Duration, SystemTime},
};

use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{DATE, RETRY_AFTER},
};
use serde_core::de::DeserializeOwned;

use super::{
    Credential, Upstream, UpstreamError,
    dialect::{Failure, MAX_BODY_BYTES},
    error::{Parts, Shown},
    report::{Fault, Report},
    status,
    text::Text,
    validation,
};
use crate::{Code, retry_after};

/// The greatest `Retry-After` that is passed on.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(120);

/// The number of bytes of an unreadable body that the log gets.
const MAX_EXCERPT_BYTES: usize = 256;

impl Upstream {
    /// Reads an error response. Every status and every body give an error with a code; of the body, 64 KiB are read.
    ///
    /// ```
    /// use http::{HeaderMap, StatusCode};
    /// use lms_error::{Code, LmsError, upstream::Upstream};
    ///
    /// static CORE: Upstream = Upstream::FINERACT;
    ///
    /// let body = r#"{"httpStatusCode": "404", "userMessageGlobalisationCode": "error.msg.resource.not.found",
    ///     "errors": [{"userMessageGlobalisationCode": "error.msg.client.id.invalid",
    ///                 "defaultUserMessage": "Client with identifier 7 does not exist"}]}"#;
    /// let error = CORE.read(StatusCode::NOT_FOUND, &HeaderMap::new(), body);
    /// assert_eq!(error.code(), Code::NotFound);
    /// assert_eq!(error.upstream_code(), Some("error.msg.client.id.invalid"));
    /// assert_eq!(error.envelope().message, "lms: status=404: Customer with identifier 7 does not exist");
    ///
    /// let error = CORE.read(StatusCode::BAD_GATEWAY, &HeaderMap::new(), "<html>Bad Gateway</html>");
    /// assert_eq!(error.code(), Code::Unavailable);
    /// ```
    #[must_use]
    pub fn read(&self, status: StatusCode, headers: &HeaderMap, body: impl AsRef<[u8]>) -> UpstreamError {
        let body = body.as_ref();
        let body = &body[..body.len().min(MAX_BODY_BYTES)];
        if status.is_success() {
            if let Some(failure) = self.dialect.failure_in_success(body) {
                return self.failure(failure);
            }
        }
        let report = self.dialect.read(body);
        let excerpt = if report.is_none() { excerpt(body) } else { None };
        let wait = headers.get(RETRY_AFTER).and_then(|value| wait(value, headers.get(DATE)));
        let is_replayed = headers.get("x-served-from-cache").is_some_and(|value| value == "true");
        self.error(status, wait, report.unwrap_or_default(), excerpt).with_replayed(is_replayed)
    }

    /// Looks for a failure in the body of a success: Fineract's batch API responds with 200 and a list of responses, of
    /// which each has a status of its own.
    ///
    /// # Errors
    ///
    /// The first failure in the body.
    ///
    /// ```
    /// use lms_error::{Code, LmsError, upstream::Upstream};
    ///
    /// static CORE: Upstream = Upstream::FINERACT;
    ///
    /// let body = r#"[{"requestId": 1, "statusCode": 200, "body": "{}"},
    ///     {"requestId": 2, "statusCode": 404, "body": "{\"userMessageGlobalisationCode\": \"error.msg.client.id.invalid\"}"}]"#;
    /// assert_eq!(CORE.read_ok(body).unwrap_err().code(), Code::NotFound);
    /// assert!(CORE.read_ok(r#"[{"requestId": 1, "statusCode": 200, "body": "{}"}]"#).is_ok());
    /// ```
    pub fn read_ok(&self, body: impl AsRef<[u8]>) -> Result<(), UpstreamError> {
        self.dialect.failure_in_success(body.as_ref()).map_or(Ok(()), |failure| Err(self.failure(failure)))
    }

    /// Reads a whole response: a success as a `T`, all else with [`read`](Self::read).
    ///
    /// # Errors
    ///
    /// The error of the response; `internal` for a success that is not a `T`.
    pub fn decode<T: DeserializeOwned>(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: impl AsRef<[u8]>,
    ) -> Result<T, UpstreamError> {
        if !status.is_success() {
            return Err(self.read(status, headers, body));
        }
        let body = body.as_ref();
        // A byte order mark is not JSON, but is sent.
        serde_json::from_slice(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)).map_err(|error| {
            let unreadable = || {
                let detail = excerpt(body);
                let source = Some(error.into());
                UpstreamError::new(Parts {
                    status: Some(status),
                    detail,
                    source,
                    ..Parts::of(Code::Internal)
                })
            };
            // A failure in the body is more specific than the parse error.
            let failure = if body.len() <= MAX_BODY_BYTES { self.read_ok(body).err() } else { None };
            failure.unwrap_or_else(unreadable)
        })
    }

    fn failure(&self, Failure { status, retry_after, report }: Failure) -> UpstreamError {
        let wait = retry_after.and_then(|value| wait(&value, None));
        self.error(status, wait, report.unwrap_or_default(), None)
    }

    fn error(
        &self,
        status: StatusCode,
        wait: Option<Duration>,
        report: Report,
        excerpt: Option<String>,
    ) -> UpstreamError {
        let row = report.codes.iter().find_map(|code| self.codes.longest_match(code));
        let meant = self.dialect.code(status, &report).unwrap_or_else(|| status::code(status));
        let is_refused = matches!(meant, Code::Unauthenticated | Code::PermissionDenied);
        let refused = row.is_none() && is_refused && self.credential == Credential::Service;
        let code = row.unwrap_or(if refused { Code::Internal } else { meant });
        let upstream_code = report.codes.first();
        let is_listed = row.is_some() || upstream_code.is_none_or(|code| self.dialect.knows(code));
        let wait = wait.or(report.retry_after).filter(|_| code == Code::Unavailable);
        let parameter = report.fields.iter().find_map(|fault| self.dialect.parameter(status, fault));
        UpstreamError::new(Parts {
            status: Some(status),
            is_listed,
            credential_refused: refused,
            parameter: parameter.map(str::to_owned),
            retry_after: wait.map(|wait| wait.min(MAX_RETRY_AFTER)),
            shown: self.shown(code, status, &report),
            detail: detail(&report, excerpt),
            upstream_code: report.codes.into_iter().next(),
            ..Parts::of(code)
        })
    }

    /// Chooses the part that a partner reads.
    fn shown(&self, code: Code, status: StatusCode, report: &Report) -> Shown {
        match code {
            Code::InvalidArgument if report.fields.is_empty() => {
                Shown::Fields(vec![self.field(&report.whole, status)])
            }
            Code::InvalidArgument => {
                Shown::Fields(report.fields.iter().map(|fault| self.field(fault, status)).collect())
            }
            Code::Internal | Code::Unavailable => Shown::Standard,
            _ => match &report.whole.text {
                Some(text) => Shown::Text(Text::sentence(text, &report.whole.values, &self.fields)),
                None => Shown::Standard,
            },
        }
    }

    fn field(&self, fault: &Fault, status: StatusCode) -> (Text, Text) {
        let parameter = self.dialect.parameter(status, fault);
        let name = parameter.map_or_else(|| Text::plain("request"), |field| Text::name(field, &self.fields));
        (name, validation::text(fault, &self.fields))
    }
}

impl UpstreamError {
    /// Creates the error of an upstream that did not respond: the connection was refused or broke, its name is unknown,
    /// or it took too long. `unavailable`.
    pub fn no_response(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = Some(source.into());
        Self::new(Parts { source, ..Parts::of(Code::Unavailable) })
    }

    /// Creates the error of a response that is not what the service expects, or of a request that could not be made.
    /// `internal`.
    pub fn unreadable(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = Some(source.into());
        Self::new(Parts { source, ..Parts::of(Code::Internal) })
    }
}

/// Counts the time to wait from the `Date` of the response, if it has one: clocks differ.
fn wait(value: &HeaderValue, date: Option<&HeaderValue>) -> Option<Duration> {
    let date = date.and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let delay = retry_after::parse(value)?.delay(date.unwrap_or_else(SystemTime::now));
    Some(delay)
}

fn detail(report: &Report, excerpt: Option<String>) -> Option<String> {
    excerpt.or_else(|| (!report.developer.is_empty()).then(|| report.developer.join("; ")))
}

/// Quotes the beginning of a body that is not of the dialect.
fn excerpt(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&body[..body.len().min(MAX_EXCERPT_BYTES)]);
    (!body.is_empty()).then(|| format!("body {text:?}"))
}
