//! The result of a run of probes.

use std::{error::Error, fmt, io};

/// The responses to all probes, checked against the contract.
#[derive(Clone, Debug, Default)]
#[must_use = "it may hold violations"]
pub struct Report {
    pub(super) requests: usize,
    pub(super) errors: usize,
    pub(super) violations: Vec<Violation>,
}

impl Report {
    /// Returns the number of requests sent.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.requests
    }

    /// Returns the number of responses with a status from 400 on.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Returns the violations in the order of the requests.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Returns `true` if there are no violations.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.violations.is_empty()
    }

    /// Panics unless there are no violations.
    ///
    /// # Panics
    ///
    /// With all violations, if there are any.
    #[track_caller]
    pub fn assert_ok(&self) {
        assert!(self.is_ok(), "{self}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, errors, violations } = self;
        writeln!(f, "{requests} requests, {errors} error responses, {} violations", violations.len())?;
        violations.iter().try_for_each(|violation| writeln!(f, "{violation}"))
    }
}

/// A response that breaks the contract, or a path that no handler served.
#[derive(Clone, Debug)]
pub struct Violation {
    pub(super) request: String,
    pub(super) response: String,
    pub(super) reasons: Vec<String>,
}

impl Violation {
    /// Returns the purpose, method and path of the request.
    #[must_use]
    pub fn request(&self) -> &str {
        &self.request
    }

    /// Returns the status, the content type and the beginning of the body; empty if there was no response.
    #[must_use]
    pub fn response(&self) -> &str {
        &self.response
    }

    /// Returns everything that is wrong with the response.
    #[must_use]
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}\n  {}", self.request, self.response, self.reasons.join("\n  "))
    }
}

/// No service could be reached at the address.
#[derive(Debug)]
pub struct ConnectError {
    pub(super) address: String,
    pub(super) source: Option<io::Error>,
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.source {
            Some(_) => write!(f, "no service responds at {}", self.address),
            None => write!(f, "`{}` is not of the form `http://127.0.0.1:8080`", self.address),
        }
    }
}

impl Error for ConnectError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as &(dyn Error + 'static))
    }
}
