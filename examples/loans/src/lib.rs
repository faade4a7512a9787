//! The loans of the framework examples, and the ways in which a request for one fails.
//!
//! The errors here know their answers and no framework. Each example wraps them in an enum of its own, adds what its
//! framework rejects, and names the framework there.

#![forbid(unsafe_code)]

use std::io;

use lms_error::{FieldError, FieldErrors, LmsError};
use serde::{Deserialize, Serialize};

/// A loan.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Loan {
    /// Its number.
    pub id: u64,
    /// Whose it is.
    pub customer_id: u64,
    /// How much was lent, in cents.
    pub principal: u64,
}

/// What a partner sends for a loan.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewLoan {
    /// Who wants it.
    pub customer_id: u64,
    /// How much, in cents.
    pub principal: u64,
}

/// Which part of the list a partner wants.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// How many loans at most.
    pub limit: usize,
}

/// What goes wrong with a loan.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum LoanError {
    /// The core banking system has no such loan, and says so in its own words.
    #[error(
        r#"lms: status=404 code="error.msg.loan.id.invalid": Client loan with identifier {0} does not exist"#
    )]
    #[lms(code = "not_found")]
    NotFound(u64),

    /// The customer owes money already.
    #[error("error.msg.client.has.active.loan: Client {0} has a loan that is not repaid")]
    #[lms(code = "aborted")]
    NotRepaid(u64),

    /// The request can be read, and asks for what can't be.
    #[error("{0}")]
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] FieldErrors),

    /// The core banking system is down for a while.
    #[error("core banking at 10.4.0.7 is down")]
    #[lms(code = "unavailable", retry_after = 30)]
    Down,

    /// Nobody knows what has happened.
    #[error("query of m_loan failed")]
    #[lms(code = "internal")]
    Query(#[source] io::Error),
}

/// What is wrong with who asks.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum TokenError {
    /// The request has no token, or one that nobody was given.
    #[error("Missing or unknown token")]
    #[lms(code = "unauthenticated")]
    Unknown,

    /// The token is for reading.
    #[error("This token may read loans, not make them")]
    #[lms(code = "permission_denied")]
    ReadOnly,
}

/// The loan with this number; 2 and 3 fail as a database and a core banking system do.
///
/// # Errors
///
/// Where there is no such loan, or none can be read.
pub fn find(id: u64) -> Result<Loan, LoanError> {
    match id {
        1 => Ok(Loan { id, customer_id: 40, principal: 100_000 }),
        2 => Err(LoanError::Query(io::Error::other("jdbc:mysql://10.4.0.7/fineract: connection refused"))),
        3 => Err(LoanError::Down),
        _ => Err(LoanError::NotFound(id)),
    }
}

/// All loans, up to the limit.
#[must_use]
pub fn list(page: &Page) -> Vec<Loan> {
    find(1).into_iter().take(page.limit).collect()
}

/// Lends money.
///
/// # Errors
///
/// Where nothing is to be lent, or customer 7 asks, who has not repaid.
pub fn create(new: &NewLoan) -> Result<Loan, LoanError> {
    if new.principal == 0 {
        return Err(LoanError::Invalid(FieldError::new("principal", "must be more than 0").into()));
    }
    if new.customer_id == 7 {
        return Err(LoanError::NotRepaid(new.customer_id));
    }
    Ok(Loan { id: 4, customer_id: new.customer_id, principal: new.principal })
}

/// Whether who sends this `authorization` may make loans.
///
/// # Errors
///
/// Where nobody was given the token, or it is for reading.
pub fn may_write(authorization: Option<&str>) -> Result<(), TokenError> {
    match authorization {
        Some("Bearer writer") => Ok(()),
        Some("Bearer reader") => Err(TokenError::ReadOnly),
        _ => Err(TokenError::Unknown),
    }
}
