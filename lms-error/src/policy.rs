//! The policy of a service: how its responses name it, what they must not say, and how they are logged.

use crate::{Code, Envelope, ErrorResponse, LmsError, Vocabulary, render, status};

/// The settings of a service: its name, its [`Vocabulary`], and the log levels of its responses.
///
/// A policy is a constant that extends another one, and it is named once, by the enum that responds:
///
/// ```
/// use lms_error::{Code, Level, LmsError, Policy, Vocabulary};
///
/// static WORDS: Vocabulary = Vocabulary::LMS.withhold(&["jdbc:"]);
///
/// pub static PARTNER: Policy =
///     Policy::LMS.service("cards").vocabulary(&WORDS).level(Code::Unavailable, Level::Warn);
///
/// #[derive(Debug, thiserror::Error, LmsError)]
/// #[error("no card {0}")]
/// #[lms(code = "not_found", policy = PARTNER)]
/// struct NoCard(u64);
///
/// assert_eq!(NoCard(7).envelope().message, "cards: status=404: no card 7");
/// // Any error can be rendered under another policy, and so can a code.
/// assert_eq!(Policy::LMS.envelope(&NoCard(7)).message, "lms: status=404: no card 7");
/// assert_eq!(PARTNER.standard(Code::NotFound).status(), 404);
/// ```
///
/// The policy of the outermost error that names one applies to everything inside it, transparent variants included.
/// A `static`, a `const` and an associated constant all work.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    service: &'static str,
    vocabulary: &'static Vocabulary,
    /// In the order of `Code::ALL`.
    levels: [Level; Code::ALL.len()],
    logs_request_values: bool,
}

/// The log level of a response, or `Off`.
///
/// It is a type of this crate, so that a policy can be written with or without the feature `tracing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Nothing is logged.
    Off,
    /// `tracing::Level::TRACE`
    Trace,
    /// `tracing::Level::DEBUG`, the default for a 4xx
    Debug,
    /// `tracing::Level::INFO`
    Info,
    /// `tracing::Level::WARN`
    Warn,
    /// `tracing::Level::ERROR`, the default for a 5xx
    Error,
}

impl Policy {
    /// The policy of an error that names none: the service `lms` with [`Vocabulary::LMS`].
    pub const LMS: Self = Self {
        service: "lms",
        vocabulary: &Vocabulary::LMS,
        levels: {
            let mut levels = [Level::Debug; Code::ALL.len()];
            let mut n = 0;
            while n < levels.len() {
                if Code::ALL[n].is_server_error() {
                    levels[n] = Level::Error;
                }
                n += 1;
            }
            levels
        },
        logs_request_values: false,
    };

    /// Sets the name of the service, which begins every message but a field list: `cards: status=404: …`.
    ///
    /// ```compile_fail
    /// # use lms_error::Policy;
    /// static CARDS: Policy = Policy::LMS.service("two words");
    /// ```
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: if the name is empty or has a character other than ASCII letters, digits,
    /// `-`, `_`, `.` and `/`. Partners split a message at the first `: `.
    #[must_use]
    pub const fn service(mut self, name: &'static str) -> Self {
        let bytes = name.as_bytes();
        assert!(!bytes.is_empty(), "the name of a service is empty: name it, as in `.service(\"cards\")`");
        let mut n = 0;
        while n < bytes.len() {
            assert!(
                bytes[n].is_ascii_alphanumeric() || matches!(bytes[n], b'-' | b'_' | b'.' | b'/'),
                "the name of a service has ASCII letters, digits, `-`, `_`, `.` and `/` only: partners split a \
                 message at the first `: `"
            );
            n += 1;
        }
        self.service = name;
        self
    }

    /// Sets the vocabulary that every text is sanitized with.
    #[must_use]
    pub const fn vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Sets the level at which responses with this code are logged; [`Level::Off`] logs none of them.
    #[must_use]
    pub const fn level(mut self, code: Code, level: Level) -> Self {
        self.levels[code.index()] = level;
        self
    }

    /// Lets the log show values that a partner sent.
    ///
    /// The texts of reports such as validator's and serde's quote the request. Without this, the event of a field list
    /// that was converted from one has the list, and not the texts.
    #[must_use]
    pub const fn log_request_values(mut self) -> Self {
        self.logs_request_values = true;
        self
    }

    /// Returns what the partner may read of the error under this policy. Nothing is logged.
    #[must_use]
    pub fn envelope<E: LmsError + ?Sized>(&'static self, error: &E) -> Envelope<'static> {
        render::envelope(error, self)
    }

    /// Returns the finished response of the error under this policy.
    pub fn response<E: LmsError + ?Sized>(&'static self, error: &E) -> ErrorResponse {
        ErrorResponse::of(error, self)
    }

    /// Returns the standard response of a code under this policy, for places that have no error.
    pub fn standard(&'static self, code: Code) -> ErrorResponse {
        ErrorResponse::standard(code, self)
    }

    /// Returns the contract's response for an HTTP status under this policy; `None` below 400. See
    /// [`ErrorResponse::from_status`].
    #[must_use]
    pub fn for_status(&'static self, status: http::StatusCode) -> Option<ErrorResponse> {
        status::response(status, self)
    }

    /// Returns the policy of the outermost error that names one.
    pub(crate) fn of<E: LmsError + ?Sized>(error: &E) -> &'static Self {
        error.__policy().unwrap_or(&Self::LMS)
    }

    pub(crate) fn service_name(&self) -> &'static str {
        self.service
    }

    pub(crate) fn words(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    #[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only events have a level"))]
    pub(crate) fn level_of(&self, code: Code) -> Level {
        self.levels[code.index()]
    }

    #[allow(dead_code, reason = "only events and catch-alls show the texts of reports")]
    pub(crate) fn logs_request_values(&self) -> bool {
        self.logs_request_values
    }

    /// Returns true if both policies render every error to the same bytes. A constant has an address for each crate
    /// that uses it, so the parts are compared, too.
    pub(crate) fn renders_like(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || self.service == other.service && std::ptr::eq(self.vocabulary, other.vocabulary)
    }
}
