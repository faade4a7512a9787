//! The trait that the derive implements.

use std::{any, error::Error, sync::Arc, time::Duration};

use http::StatusCode;

use crate::{
    Code, Envelope, ErrorResponse, Policy, Retry,
    catalog::Inner,
    render::{Rendered, Renderer},
};

/// An error with a code of the contract and a response for partners.
///
/// It is implemented by `#[derive(LmsError)]`, never by hand: the guarantees rest on that.
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
    label = "this error has no response for partners",
    note = "write `#[derive(LmsError)]` on `{Self}`, and `#[lms(code = \"…\")]` on each of its variants"
)]
pub trait LmsError: Error + Derived {
    /// Returns the code.
    fn code(&self) -> Code;

    /// Returns the HTTP status of the code.
    fn status(&self) -> StatusCode {
        self.code().status()
    }

    /// Returns the retry rule of the code.
    fn retry(&self) -> Retry {
        self.code().retry()
    }

    /// Returns the time that a caller should wait; only an `unavailable` error has one.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// Returns what the partner may read, by the error's own policy, or else by [`Policy::LMS`]. Nothing is logged.
    fn envelope(&self) -> Envelope<'_> {
        Policy::of(self).envelope(self)
    }

    /// Returns the finished response.
    fn to_response(&self) -> ErrorResponse {
        Policy::of(self).response(self)
    }

    /// Returns the policy that the error names, or else that of the error inside a transparent variant.
    #[doc(hidden)]
    fn __policy(&self) -> Option<&'static Policy> {
        None
    }

    /// Returns the names of the type and the variant; of the inner error for a transparent variant.
    #[doc(hidden)]
    fn __variant(&self) -> Variant {
        Variant::of::<Self>("")
    }

    /// Renders what the partner may read. The derive writes it.
    #[doc(hidden)]
    fn __render(&self, renderer: &Renderer) -> Rendered;

    /// Returns the entry of the type in a catalog.
    #[doc(hidden)]
    #[must_use]
    fn __catalog() -> Inner
    where
        Self: Sized,
    {
        Inner::Open
    }
}

/// Seals [`LmsError`]: the derive implements it.
#[diagnostic::on_unimplemented(
    message = "`LmsError` is not implemented by hand",
    label = "write `#[derive(LmsError)]` on `{Self}` instead of this impl",
    note = "the derive checks what a partner may read; an impl by hand could not keep the contract"
)]
#[doc(hidden)]
pub trait Derived {
    /// Compiles only if no text for partners shows another error. It is never called.
    fn __check_exposure()
    where
        Self: Sized,
    {
    }
}

/// The names of an error for the log.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only events show the names"))]
pub struct Variant {
    pub(crate) type_name: &'static str,
    /// Empty for a struct.
    pub(crate) name: &'static str,
}

impl Variant {
    /// Creates the names of a variant of the type.
    #[must_use]
    pub fn of<T: ?Sized>(name: &'static str) -> Self {
        Self { type_name: any::type_name::<T>(), name }
    }
}

macro_rules! lms_error_through {
    ($(impl[$($generics:tt)*] $pointer:ty, $catalog:expr;)+) => {$(
        impl<$($generics)*> Derived for $pointer {}

        impl<$($generics)*> LmsError for $pointer {
            fn code(&self) -> Code {
                (**self).code()
            }

            fn retry_after(&self) -> Option<Duration> {
                (**self).retry_after()
            }

            fn __policy(&self) -> Option<&'static Policy> {
                (**self).__policy()
            }

            fn __variant(&self) -> Variant {
                (**self).__variant()
            }

            fn __render(&self, renderer: &Renderer) -> Rendered {
                (**self).__render(renderer)
            }

            fn __catalog() -> Inner {
                $catalog
            }
        }
    )+};
}

// `Box<dyn LmsError>` is not an `Error`, so it is not an `LmsError` either. `AsLmsError` accepts both.
// A trait object has no catalog of its own, hence the impls of `Arc` one by one.
lms_error_through! {
    impl[T: LmsError + ?Sized] &T, Inner::Open;
    impl[T: LmsError] Box<T>, T::__catalog();
    impl[T: LmsError] Arc<T>, T::__catalog();
    impl['a] Arc<dyn LmsError + 'a>, Inner::Open;
    impl['a] Arc<dyn LmsError + Send + 'a>, Inner::Open;
    impl['a] Arc<dyn LmsError + Sync + 'a>, Inner::Open;
    impl['a] Arc<dyn LmsError + Send + Sync + 'a>, Inner::Open;
}

/// The bound of a `#[lms(transparent)]` field: an `LmsError`, or a box of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `LmsError`",
    label = "`#[lms(transparent)]` needs a field that is itself an `LmsError`",
    note = "derive `LmsError` for `{Self}` if it is yours; if not, give this variant a `code` instead of `transparent`"
)]
#[doc(hidden)]
pub trait AsLmsError {
    fn as_lms_error(&self) -> &dyn LmsError;

    /// Returns the entry of the type in a catalog.
    fn __inner() -> Inner
    where
        Self: Sized;
}

impl<T: LmsError> AsLmsError for T {
    fn as_lms_error(&self) -> &dyn LmsError {
        self
    }

    fn __inner() -> Inner {
        T::__catalog()
    }
}

macro_rules! boxed {
    ($($boxed:ty where $($bound:ident)*;)+) => {$(
        impl<'a> AsLmsError for $boxed {
            fn as_lms_error(&self) -> &dyn LmsError {
                &**self
            }

            fn __inner() -> Inner {
                Inner::Open
            }
        }

        impl<'a, E: LmsError $(+ $bound)* + 'a> From<E> for $boxed {
            fn from(error: E) -> Self {
                Box::new(error)
            }
        }

        impl<'a> From<$boxed> for ErrorResponse {
            fn from(error: $boxed) -> Self {
                error.to_response()
            }
        }
    )+};
}

boxed! {
    Box<dyn LmsError + 'a> where;
    Box<dyn LmsError + Send + 'a> where Send;
    Box<dyn LmsError + Sync + 'a> where Sync;
    Box<dyn LmsError + Send + Sync + 'a> where Send Sync;
}

/// The bound of a `#[lms(retry_after)]` field.
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
