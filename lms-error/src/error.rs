//! The trait that the derive implements.

use std::{error::Error, sync::Arc, time::Duration};

use http::StatusCode;

use crate::{
    Code, Envelope, ErrorResponse, Retry,
    render::{self, Renderer},
};

/// An error that knows how it answers a partner.
///
/// It comes from `#[derive(LmsError)]` and is not written by hand: that is what the guarantees rest on.
/// It can be used as `dyn LmsError`, and it is implemented for references, `Box` and `Arc`.
///
/// ```
/// use lms_error::{Code, LmsError, Retry};
///
/// #[derive(Debug, thiserror::Error, LmsError)]
/// #[error("core banking at 10.4.0.7 is down")]
/// #[lms(code = "unavailable", retry_after = 30)]
/// struct Maintenance;
///
/// let error: Box<dyn LmsError> = Box::new(Maintenance);
/// assert_eq!(error.code(), Code::Unavailable);
/// assert_eq!(error.status(), 503);
/// assert_eq!(error.retry(), Retry::Backoff);
/// assert_eq!(error.retry_after().map(|time| time.as_secs()), Some(30));
/// assert_eq!(error.envelope().message, "lms: status=503: Service is temporarily unavailable");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `LmsError`",
    label = "this error does not say how it answers a partner",
    note = "write `#[derive(LmsError)]` on `{Self}`, and `#[lms(code = \"…\")]` on each of its variants"
)]
pub trait LmsError: Error {
    /// Which of the seven codes this is.
    fn code(&self) -> Code;

    /// The HTTP status, as the code decides it.
    fn status(&self) -> StatusCode {
        self.code().status()
    }

    /// The retry rule, as the code decides it.
    fn retry(&self) -> Retry {
        self.code().retry()
    }

    /// How long a caller should wait; only an `unavailable` error can say so.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// What the partner may read, rendered and sanitised. To look at it is not to answer: nothing is logged.
    fn envelope(&self) -> Envelope<'_> {
        render::envelope_of(self)
    }

    /// The finished answer.
    fn to_response(&self) -> ErrorResponse {
        ErrorResponse::of(self)
    }

    /// Says what the partner may read. Written by the derive.
    #[doc(hidden)]
    fn __render(&self, to: &Renderer);
}

macro_rules! lms_error_through {
    ($($pointer:ty where $bound:ident $(+ ?$sized:ident)?;)+) => {$(
        impl<T: $bound $(+ ?$sized)?> LmsError for $pointer {
            fn code(&self) -> Code {
                (**self).code()
            }

            fn retry_after(&self) -> Option<Duration> {
                (**self).retry_after()
            }

            fn __render(&self, to: &Renderer) {
                (**self).__render(to);
            }
        }
    )+};
}

// A `Box<dyn LmsError>` is no `Error` (std says so), hence the sized box; `AsLmsError` makes up for it.
lms_error_through! {
    &T where LmsError + ?Sized;
    Box<T> where LmsError;
    Arc<T> where LmsError + ?Sized;
}

/// What a `#[lms(transparent)]` field may be: an `LmsError`, or a box of any.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `LmsError`",
    label = "`#[lms(transparent)]` needs a field that is itself an `LmsError`",
    note = "derive `LmsError` for `{Self}` if it is yours; if not, give this variant a `code` instead of `transparent`"
)]
#[doc(hidden)]
pub trait AsLmsError {
    fn as_lms_error(&self) -> &dyn LmsError;
}

impl<T: LmsError> AsLmsError for T {
    fn as_lms_error(&self) -> &dyn LmsError {
        self
    }
}

macro_rules! boxed {
    ($($boxed:ty),+) => {$(
        impl<'a> AsLmsError for $boxed {
            fn as_lms_error(&self) -> &dyn LmsError {
                &**self
            }
        }

        impl<'a> From<$boxed> for ErrorResponse {
            fn from(error: $boxed) -> Self {
                Self::of(&*error)
            }
        }
    )+};
}

boxed!(
    Box<dyn LmsError + 'a>,
    Box<dyn LmsError + Send + 'a>,
    Box<dyn LmsError + Sync + 'a>,
    Box<dyn LmsError + Send + Sync + 'a>
);

/// What a `#[lms(retry_after)]` field may be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a time to wait",
    label = "`#[lms(retry_after)]` needs a `Duration` or an `Option<Duration>`",
    note = "make the field a `std::time::Duration`, or an `Option` of one"
)]
#[doc(hidden)]
pub trait RetryAfter {
    fn retry_after(&self) -> Option<Duration>;
}

impl RetryAfter for Duration {
    fn retry_after(&self) -> Option<Duration> {
        Some(*self)
    }
}

impl RetryAfter for Option<Duration> {
    fn retry_after(&self) -> Option<Duration> {
        *self
    }
}
