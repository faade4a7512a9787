//! The loans service on axum.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use axum::{
    Json, Router,
    extract::{
        Path, Query,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    routing::get,
};
use lms_error::{LmsError, tower::EnvelopeLayer};
use loans::{Loan, LoanError, NewLoan, Page, TokenError};

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum ApiError {
    /// The loan cannot be read or created.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// The token does not allow the request.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The body is not a loan.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Body(
        #[from]
        #[lms(fields)]
        JsonRejection,
    ),

    /// The id in the path is not a number.
    #[error("unreadable path")]
    #[lms(code = "invalid_argument")]
    Path(
        #[from]
        #[lms(fields)]
        PathRejection,
    ),

    /// The query is not a page.
    #[error("unreadable query")]
    #[lms(code = "invalid_argument")]
    Query(
        #[from]
        #[lms(fields)]
        QueryRejection,
    ),
}

async fn show(id: Result<Path<u64>, PathRejection>) -> Result<Json<Loan>, ApiError> {
    let Path(id) = id?;
    Ok(Json(loans::find(id)?))
}

async fn list(page: Result<Query<Page>, QueryRejection>) -> Result<Json<Vec<Loan>>, ApiError> {
    let Query(page) = page?;
    Ok(Json(loans::list(&page)))
}

async fn create(
    headers: HeaderMap,
    new: Result<Json<NewLoan>, JsonRejection>,
) -> Result<(StatusCode, Json<Loan>), ApiError> {
    loans::may_write(headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()))?;
    let Json(new) = new?;
    Ok((StatusCode::CREATED, Json(loans::create(&new)?)))
}

/// Builds the service.
pub fn app() -> Router {
    Router::new()
        .route("/loans", get(list).post(create))
        .route("/loans/{id}", get(show))
        // Turns all other error responses into envelopes.
        .layer(EnvelopeLayer::new())
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        ready(listener.local_addr()?);
        axum::serve(listener, app()).await
    })
}
