//! The loans of the framework examples: everything that does not depend on the framework.
//!
//! The module [`request`] reads the parts of a request; the rest is the service itself. The error enums name no
//! framework. Each example wraps them in its own enum, which does.

#![forbid(unsafe_code)]

pub mod request;

use std::io;

use lms_error::{FieldError, FieldErrors, LmsError};
use serde::{Deserialize, Serialize};

pub use request::RequestError;

/// A loan.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Loan {
    /// The id of the loan.
    pub id: u64,
    /// The id of the customer.
    pub customer_id: u64,
    /// The amount in cents.
    pub principal: u64,
}

/// The body of a request for a new loan.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewLoan {
    /// The id of the customer.
    pub customer_id: u64,
    /// The amount in cents.
    pub principal: u64,
}

/// The query of a request for the list.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// The maximum number of loans.
    pub limit: usize,
}

/// The errors of the core banking system, which this module simulates.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum LoanError {
    /// The loan does not exist. The text is as the core banking system sends it.
    #[error(
        r#"lms: status=404 code="error.msg.loan.id.invalid": Client loan with identifier {0} does not exist"#
    )]
    #[lms(code = "not_found")]
    NotFound(u64),

    /// The customer has another loan.
    #[error("error.msg.client.has.active.loan: Client {0} has a loan that is not repaid")]
    #[lms(code = "aborted")]
    NotRepaid(u64),

    /// A field has a value that is not allowed.
    #[error("{0}")]
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] FieldErrors),

    /// The core banking system is down for maintenance.
    #[error("core banking at 10.4.0.7 is down")]
    #[lms(code = "unavailable", retry_after = 30)]
    Down,

    /// A query of the database failed.
    #[error("query of m_loan failed")]
    #[lms(code = "internal")]
    Query(#[source] io::Error),
}

/// The errors of authentication and authorization.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum TokenError {
    /// The request has no token, or an unknown one.
    #[error("Missing or unknown token")]
    #[lms(code = "unauthenticated")]
    Unknown,

    /// The token allows reading only.
    #[error("This token may read loans, but not create them")]
    #[lms(code = "permission_denied")]
    ReadOnly,
}

/// Returns the loan with this id. For 2 the database fails, for 3 the core banking system.
///
/// # Errors
///
/// If the loan does not exist or cannot be read.
pub fn find(id: u64) -> Result<Loan, LoanError> {
    match id {
        1 => Ok(Loan { id, customer_id: 40, principal: 100_000 }),
        2 => Err(LoanError::Query(io::Error::other("jdbc:mysql://10.4.0.7/fineract: connection refused"))),
        3 => Err(LoanError::Down),
        _ => Err(LoanError::NotFound(id)),
    }
}

/// Returns all loans up to the limit.
#[must_use]
pub fn list(page: &Page) -> Vec<Loan> {
    find(1).into_iter().take(page.limit).collect()
}

/// Creates a loan.
///
/// # Errors
///
/// If the principal is 0, or for customer 7, whose earlier loan is not repaid.
pub fn create(new: &NewLoan) -> Result<Loan, LoanError> {
    if new.principal == 0 {
        return Err(LoanError::Invalid(FieldError::new("principal", "must be more than 0").into()));
    }
    if new.customer_id == 7 {
        return Err(LoanError::NotRepaid(new.customer_id));
    }
    Ok(Loan { id: 4, customer_id: new.customer_id, principal: new.principal })
}

/// Checks that the `authorization` header allows creating loans.
///
/// # Errors
///
/// If the token is unknown or allows reading only.
pub fn may_write(authorization: Option<&str>) -> Result<(), TokenError> {
    match authorization {
        Some("Bearer writer") => Ok(()),
        Some("Bearer reader") => Err(TokenError::ReadOnly),
        _ => Err(TokenError::Unknown),
    }
}
