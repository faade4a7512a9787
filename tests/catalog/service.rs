//! The errors of a service that most of these tests describe.

#![allow(dead_code, reason = "the errors are described, never made")]

use std::time::Duration;

use lms_error::{FieldErrors, LmsError, catalog, catalog::Catalog};

pub(crate) static CATALOG: Catalog = catalog![ApiError];
pub(crate) static AUTH: Catalog = catalog![AuthError];

/// Errors of a handler.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, utoipa, aide)]
pub(crate) enum ApiError {
    /// No customer has that id.
    #[error("Client with id {id} does not exist")]
    #[lms(code = "not_found")]
    NoSuchClient { id: u64 },

    /// The office is unknown.
    ///
    /// Offices are listed at `/offices`.
    #[error("{0}")]
    #[lms(code = "not_found", message("no {{office}} | *{}* <{}> `{}`", .0, .0, .0))]
    NoSuchOffice(String),

    /// One or more fields are wrong.
    #[error("invalid")]
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] FieldErrors),

    /// The amount is over the limit.
    #[error("must be at most {limit}")]
    #[lms(code = "invalid_argument", field = "loans[{row}].amount")]
    Limit { row: usize, limit: u64 },

    /// The customer is locked for {a moment}.
    #[deprecated = "the lock is gone since <2.0>"]
    #[error("locked")]
    #[lms(code = "aborted")]
    Locked,

    /// The service is closed for the night.
    #[error("closed until 6 o'clock")]
    #[lms(code = "unavailable", message = "closed until 6 o'clock", retry_after = 3600)]
    Closed,

    /// The service has too much to do.
    #[error("busy")]
    #[lms(code = "unavailable")]
    Busy(#[lms(retry_after)] Option<Duration>),

    /// Something failed.
    #[error("the table m_loan is gone")]
    #[lms(code = "internal")]
    Failed,

    #[error(transparent)]
    #[lms(transparent)]
    Auth(#[from] AuthError),
}

/// Errors of the caller.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(utoipa, aide)]
pub(crate) enum AuthError {
    /// There is no bearer token.
    #[error("Missing token")]
    #[lms(code = "unauthenticated")]
    Missing,

    /// The token does not allow this.
    #[error("Read only")]
    #[lms(code = "permission_denied")]
    ReadOnly,
}
