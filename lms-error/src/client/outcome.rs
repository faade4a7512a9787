//! The part of an attempt's result that decides about the next one.

use std::{error::Error, io, iter::successors, time::Duration};

use http::{HeaderMap, Response, StatusCode};

use super::{PartnerError, error::wait_in};
use crate::{ErrorResponse, Retry};

/// The result of one attempt, reduced to what the retry rules look at: status and headers, or the way in which it
/// failed. The body is not part of it.
///
/// It is made `From` an [`http::Response`], a [`PartnerError`] and, with the feature `reqwest`, a `reqwest::Error`.
/// For an error type of your own implement `From<&YourError> for Outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub(super) kind: Kind,
    pub(super) retry_after: Option<Duration>,
    /// The service repeated a stored response for the idempotency key.
    pub(super) is_replayed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Success,
    Failure(Retry),
    NotSent,
    Unanswered,
}

/// The beginning of the error of std's resolver, which has no kind of its own.
const UNRESOLVED: &str = "failed to lookup address information";

impl Outcome {
    /// The connection failed, so the service has not seen the request: it may be sent again, whatever the method.
    ///
    /// HTTP clients that follow redirects report a failed connection to the redirect's target in the same way, after
    /// the service has seen the request. Turn redirects off: the contract has none.
    pub const NOT_SENT: Self = Self { kind: Kind::NotSent, retry_after: None, is_replayed: false };

    /// The request may have been sent and there is no response: a time-out, a connection that broke. It counts as a
    /// 503.
    pub const UNANSWERED: Self = Self { kind: Kind::Unanswered, ..Self::NOT_SENT };

    /// The request cannot succeed as it is: an invalid URL, a redirect loop.
    pub const PERMANENT: Self = Self { kind: Kind::Failure(Retry::Never), ..Self::NOT_SENT };

    /// Creates the outcome of a response. A status below 400 is a success; a status that the contract does not have
    /// counts as [`ErrorResponse::from_status`] says.
    #[must_use]
    pub fn response(status: StatusCode, headers: &HeaderMap) -> Self {
        let kind = ErrorResponse::from_status(status)
            .map_or(Kind::Success, |response| Kind::Failure(response.code().retry()));
        Self { kind, retry_after: wait_in(headers), is_replayed: is_replayed(headers) }
    }

    /// Creates the outcome of a client's error: [`NOT_SENT`](Self::NOT_SENT) if it, or one of its sources, is an
    /// [`io::Error`] of a name that was not resolved or of a connection that was not established, else
    /// [`UNANSWERED`](Self::UNANSWERED). ureq's error does not give its source: match it as
    /// [`Attempts::run`](super::Attempts::run) shows.
    #[must_use]
    pub fn of_error(error: &(dyn Error + 'static)) -> Self {
        let mut chain = successors(Some(error), |&error| error.source());
        let never_connected = chain.any(|error| {
            error.downcast_ref::<io::Error>().is_some_and(|error| {
                matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionRefused
                        | io::ErrorKind::HostUnreachable
                        | io::ErrorKind::NetworkUnreachable
                        | io::ErrorKind::AddrNotAvailable
                ) || error.to_string().starts_with(UNRESOLVED)
            })
        });
        if never_connected { Self::NOT_SENT } else { Self::UNANSWERED }
    }
}

impl<B> From<&Response<B>> for Outcome {
    fn from(response: &Response<B>) -> Self {
        Self::response(response.status(), response.headers())
    }
}

impl From<&PartnerError> for Outcome {
    /// By the status and the headers that it was decoded from, as the engines decide that do not read a body. A status
    /// below 400 counts as [`PERMANENT`](Self::PERMANENT), since the caller takes the response for an error.
    fn from(error: &PartnerError) -> Self {
        let outcome = error.outcome();
        if outcome.kind == Kind::Success { Self::PERMANENT } else { outcome }
    }
}

#[cfg(feature = "reqwest")]
impl From<&reqwest::Error> for Outcome {
    fn from(error: &reqwest::Error) -> Self {
        if error.is_builder() || error.is_redirect() {
            Self::PERMANENT
        } else if error.is_connect() {
            Self::NOT_SENT
        } else {
            Self::UNANSWERED
        }
    }
}

/// Returns true if a header says that the response was stored, as an LMS (Fineract) and payment APIs (Stripe) say it.
fn is_replayed(headers: &HeaderMap) -> bool {
    ["x-served-from-cache", "idempotent-replayed", "idempotency-replayed"]
        .iter()
        .any(|name| headers.get(*name).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"true")))
}
